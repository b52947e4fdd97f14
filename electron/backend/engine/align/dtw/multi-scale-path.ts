/** A warping path over long sequences: found coarsely, then refined within a band around the coarser one. */
import { bandedPath, wholeBand } from './banded-path.ts';
import type { PathBand, StepWeights, WarpingPath } from './banded-path.ts';
import { coarsen } from './chroma-features.ts';
import type { ChromaFeatures } from './chroma-features.ts';

const settings = Object.freeze({
  /** Frames that make one of the next coarser level. */
  factor: 6,
  /** Most cells that are looked at without a band. */
  wholeCells: 4e6,
  /** Half the width of the band, in frames of the coarser level. */
  bandFrames: 8,
  /** Against paths that stand still in one of the two for long. */
  weights: Object.freeze({ diagonal: 2, row: 1.5, column: 1.5 }) satisfies StepWeights,
});

/**
 * Memory and time grow with the length. The coarse levels compare chroma alone: onsets mean nothing there.
 * @source Ewert, Mueller & Grosche, ICASSP 2009, section 4; Mueller, Mattes & Kurth, ISMIR 2006.
 */
export function multiScalePath(score: ChromaFeatures, audio: ChromaFeatures): WarpingPath {
  return pathOf(score, audio, true);
}

function pathOf(score: ChromaFeatures, audio: ChromaFeatures, isFinest: boolean): WarpingPath {
  const rows = score.frames;
  const columns = audio.frames;
  const costOf = isFinest ? localCost(score, audio) : chromaCost(score, audio);
  const { factor, wholeCells, weights } = settings;
  const isSmall = rows * columns <= wholeCells && (!isFinest || rows * columns <= wholeCells / factor);
  if (isSmall || rows <= factor || columns <= factor) {
    return bandedPath(rows, columns, costOf, wholeBand(rows, columns), weights);
  }
  const coarse = pathOf(coarsen(score, factor), coarsen(audio, factor), false);
  return bandedPath(rows, columns, costOf, bandAround(coarse, rows, columns), weights);
}

/** Chroma and onsets, half each. */
export function localCost(
  score: ChromaFeatures,
  audio: ChromaFeatures,
): (row: number, column: number) => number {
  const ofChroma = chromaCost(score, audio);
  return (row, column) => {
    let squares = 0;
    for (let k = 0; k < 12; k++) {
      const difference = score.onsets[row * 12 + k]! - audio.onsets[column * 12 + k]!;
      squares += difference * difference;
    }
    return ofChroma(row, column) + Math.sqrt(squares);
  };
}

/** 1 - the cosine of the angle between two chroma vectors of length 1. */
function chromaCost(score: ChromaFeatures, audio: ChromaFeatures): (row: number, column: number) => number {
  return (row, column) => {
    let product = 0;
    for (let k = 0; k < 12; k++) product += score.chroma[row * 12 + k]! * audio.chroma[column * 12 + k]!;
    return 1 - product;
  };
}

/** Every finer cell within reach of the coarse path's cells. */
function bandAround(coarse: WarpingPath, rows: number, columns: number): PathBand {
  const { factor, bandFrames } = settings;
  const lows = new Int32Array(rows).fill(columns - 1);
  const highs = new Int32Array(rows);
  coarse.rows.forEach((coarseRow, i) => {
    const column = coarse.columns[i]!;
    const low = Math.max(0, (column - bandFrames) * factor);
    const high = Math.min(columns - 1, (column + 1 + bandFrames) * factor - 1);
    const from = Math.max(0, coarseRow * factor);
    const to = Math.min(rows - 1, (coarseRow + 1) * factor - 1);
    for (let row = from; row <= to; row++) {
      lows[row] = Math.min(lows[row]!, low);
      highs[row] = Math.max(highs[row]!, high);
    }
  });
  lows[0] = 0;
  highs[rows - 1] = columns - 1;
  for (let row = rows - 2; row >= 0; row--) lows[row] = Math.min(lows[row]!, lows[row + 1]!);
  for (let row = 1; row < rows; row++) highs[row] = Math.max(highs[row]!, highs[row - 1]!);
  return { lows, highs };
}
