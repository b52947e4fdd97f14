/**
 * What the fine path compares with: per frame a direction in band space, of what sounds and of what begins, in
 * whole numbers of 1/127, so that an hour takes 72 MB.
 */
import { sharpen, toUnit } from '../coarse/pooled-bands.ts';
import type { BandLevels } from './analyse-bands.ts';
import { bandCount } from './band-bank.ts';

export const unitScale = 127;

export type UnitFrames = {
  readonly frames: number;
  readonly hopSec: number;
  /** [frames, bandCount] sharpened levels, mean 0 and length `unitScale`. */
  readonly sounding: Int8Array;
  /** [frames, bandCount] rises of level, length at most `unitScale`, near 0 where little rises. */
  readonly beginning: Uint8Array;
};

/** Length of a frame's sharpened levels under which nothing sounds. */
const silentLength = 0.12;
/** Squared length of a frame's rises that counts as half a beginning. */
const smallRise = 0.05;
/** A band has not begun where a neighbour was louder than it by this share before: a tone that wavers. */
const neighbourShare = 0.85;

/**
 * @source the rise against the loudest of a band's neighbours: Boeck & Widmer, "Maximum filter vibrato suppression
 * for onset detection", DAFx 2013; here the neighbours count a little less.
 */
export function unitFrames({ frames, hopSec, levels }: BandLevels): UnitFrames {
  const sounding = new Int8Array(frames * bandCount);
  const beginning = new Uint8Array(frames * bandCount);
  const row = new Float32Array(bandCount);
  for (let t = 0; t < frames; t++) {
    const start = t * bandCount;
    row.set(levels.subarray(start, start + bandCount));
    sharpen(row, 0);
    toUnit(row, 0, silentLength);
    for (let b = 0; b < bandCount; b++) sounding[start + b] = Math.round(row[b]! * unitScale);
    const before = Math.max(0, t - 1) * bandCount;
    const after = Math.min(frames - 1, t + 1) * bandCount;
    let squares = smallRise;
    for (let b = 0; b < bandCount; b++) {
      const beside = Math.max(
        b > 0 ? levels[before + b - 1]! : 0,
        b < bandCount - 1 ? levels[before + b + 1]! : 0,
      );
      row[b] = Math.max(0, levels[after + b]! - Math.max(levels[before + b]!, neighbourShare * beside));
      squares += row[b]! ** 2;
    }
    const scale = unitScale / Math.sqrt(squares);
    for (let b = 0; b < bandCount; b++) beginning[start + b] = Math.round(row[b]! * scale);
  }
  return { frames, hopSec, sounding, beginning };
}
