import { meanMagnitude } from '../mean-magnitude.ts';
import type { TrainingInput } from '../training-input.ts';
import { gatherContext } from './context-frames.ts';

/** Weak magnitudes are lifted by log(1 + GAIN v), v of mean 1: about how loudness is heard. */
const COMPRESSION_GAIN = 10;
/** Added to each band's standard deviation, so that a silent band is not blown up into noise. */
const DEVIATION_FLOOR = 0.1;
/** Spread of a standardised band: within the steep part of the sigmoid. */
const INPUT_SPREAD = 0.5;

/**
 * Batches of frames, cut from the recording when they are needed: nothing of the recording's size
 * is copied.
 */
export type FrameSource = {
  readonly frames: number;
  readonly bands: number;
  readonly units: number;
  /** The recording's magnitudes over the network's. */
  readonly scale: number;
  /** Mean magnitude that the network sees: divergences over it are those of mean-1 magnitudes. */
  readonly level: number;
  /**
   * @param centres frame numbers
   * @returns `input` [n, contextFrames * bands] as the analysis network sees it, `target` [n, bands] over
   *   `scale`, `labels` [n, units], all flattened
   */
  batch(centres: ArrayLike<number>): FrameBatch;
};

export type FrameBatch = {
  readonly count: number;
  readonly input: Float32Array;
  readonly target: Float32Array;
  readonly labels: Float32Array;
};

/** What the network's input was standardised with, [bands] each; belongs to the trained network. */
export type InputStandard = { readonly mean: Float32Array; readonly factor: Float32Array };

/** Mean and inverse spread of every band's compressed magnitude. */
export function inputStandard(magnitudes: Float32Array, bands: number, scale: number): InputStandard {
  const frames = magnitudes.length / bands;
  const sum = new Float64Array(bands);
  const squares = new Float64Array(bands);
  for (let frame = 0, read = 0; frame < frames; frame++) {
    for (let band = 0; band < bands; band++, read++) {
      const value = compressed(magnitudes[read] ?? 0, scale);
      sum[band] = (sum[band] ?? 0) + value;
      squares[band] = (squares[band] ?? 0) + value * value;
    }
  }
  const mean = Float32Array.from(sum, (value) => value / frames);
  const factor = Float32Array.from(squares, (square, band) => {
    const variance = Math.max(0, square / frames - (mean[band] ?? 0) ** 2);
    return INPUT_SPREAD / (Math.sqrt(variance) + DEVIATION_FLOOR);
  });
  return { mean, factor };
}

/**
 * @param scale what magnitudes are divided by
 * @param standard null feeds the scaled magnitudes as they are
 */
export function frameSource(
  input: TrainingInput,
  scale: number,
  standard: InputStandard | null,
  contextFrames: number,
): FrameSource {
  const { magnitudes, frames, labels } = input;
  const bands = input.bands.bandCount;
  const units = input.unitTable.unitCount;
  return {
    frames,
    bands,
    units,
    scale,
    level: meanMagnitude(magnitudes) / scale,
    batch(centres) {
      const context = gatherContext(magnitudes, bands, centres, contextFrames);
      const target = contextFrames === 1 ? context.slice() : gatherContext(magnitudes, bands, centres, 1);
      for (let index = 0; index < target.length; index++) target[index] = (target[index] ?? 0) / scale;
      if (standard === null) {
        for (let index = 0; index < context.length; index++) context[index] = (context[index] ?? 0) / scale;
      } else {
        standardise(context, bands, scale, standard);
      }
      return {
        count: centres.length,
        input: context,
        target,
        labels: gatherContext(labels, units, centres, 1),
      };
    },
  };
}

function standardise(rows: Float32Array, bands: number, scale: number, standard: InputStandard): void {
  const { mean, factor } = standard;
  for (let start = 0; start < rows.length; start += bands) {
    for (let band = 0; band < bands; band++) {
      const value = compressed(rows[start + band] ?? 0, scale);
      rows[start + band] = (value - (mean[band] ?? 0)) * (factor[band] ?? 0);
    }
  }
}

function compressed(magnitude: number, scale: number): number {
  return Math.log1p((COMPRESSION_GAIN * magnitude) / scale);
}
