/** How many semitones the recording lies above the score, by pitch classes alone. */
import { bandedPath, wholeBand } from './banded-path.ts';
import { coarsen } from './chroma-features.ts';
import type { ChromaFeatures } from './chroma-features.ts';

/** Frames to which both sides are reduced. */
const coarseFrames = 200;
/** Share of its cost that another transposition must save against none: keys a fifth apart are alike. */
const leastGain = 0.1;

/**
 * @param score of as many frames as `audio`
 * @returns -5 ... 6; octaves are not told apart
 */
export function findRotation(score: ChromaFeatures, audio: ChromaFeatures): number {
  const factor = Math.max(1, Math.ceil(audio.frames / coarseFrames));
  const a = coarsen(score, factor).chroma;
  const b = coarsen(audio, factor).chroma;
  const frames = a.length / 12;
  const costs = Array.from({ length: 12 }, (_, up) => {
    const costOf = (row: number, column: number): number => {
      let product = 0;
      for (let k = 0; k < 12; k++) product += a[row * 12 + k]! * b[column * 12 + ((k + up) % 12)]!;
      return 1 - product;
    };
    const weights = { diagonal: 2, row: 1.5, column: 1.5 };
    return bandedPath(frames, frames, costOf, wholeBand(frames, frames), weights).cost;
  });
  const best = costs.reduce((least, cost, up) => (cost < costs[least]! ? up : least), 0);
  if (costs[best]! > costs[0]! * (1 - leastGain)) return 0;
  return best > 6 ? best - 12 : best;
}

/** In place: what sounds as pitch class k + up is told as k. */
export function rotate(values: Float32Array, up: number): void {
  const row = new Float32Array(12);
  for (let start = 0; start < values.length; start += 12) {
    for (let k = 0; k < 12; k++) row[k] = values[start + ((k + up + 12) % 12)]!;
    values.set(row, start);
  }
}
