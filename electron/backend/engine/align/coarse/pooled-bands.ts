/** Band levels at the resolution of the coarse path, as unit vectors: what sounds, and what begins. */
import { bandCount } from '../features/band-bank.ts';

/** Bands of what sounds, then bands of what begins. */
export const pooledWidth = 2 * bandCount;

export type PooledBands = {
  readonly frames: number;
  readonly hopSec: number;
  /** [frames, 2, bandCount]: every half has mean 0 and length 1, or is 0 where there is nothing. */
  readonly values: Float32Array;
};

/** Semitones to either side that make a band's surroundings. */
const surroundings = 6;

/**
 * A band is what it is above its surroundings: that takes away the slope of the spectrum, noise and a room's
 * hum, and leaves the tones.
 * @param values [bandCount] from `start` on; replaced.
 */
export function sharpen(values: Float32Array, start: number): void {
  const sums = new Float64Array(bandCount + 1);
  for (let b = 0; b < bandCount; b++) sums[b + 1] = sums[b]! + values[start + b]!;
  for (let b = 0; b < bandCount; b++) {
    const from = Math.max(0, b - surroundings);
    const to = Math.min(bandCount, b + surroundings + 1);
    values[start + b]! -= (sums[to]! - sums[from]!) / (to - from);
  }
}

/** Mean 0 and length 1; all 0 where the length is below `least`. */
export function toUnit(values: Float32Array, start: number, least: number): void {
  let mean = 0;
  for (let b = start; b < start + bandCount; b++) mean += values[b]! / bandCount;
  let squares = 0;
  for (let b = start; b < start + bandCount; b++) {
    values[b]! -= mean;
    squares += values[b]! ** 2;
  }
  const length = Math.sqrt(squares);
  for (let b = start; b < start + bandCount; b++) values[b] = length > least ? values[b]! / length : 0;
}
