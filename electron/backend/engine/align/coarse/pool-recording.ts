/** The recording's band levels, pooled. */
import { bandCount } from '../features/band-bank.ts';
import type { BandLevels } from '../features/analyse-bands.ts';
import { pooledWidth, sharpen, toUnit } from './pooled-bands.ts';
import type { PooledBands } from './pooled-bands.ts';

/** Frames back that a rise is measured against: about as long as an attack takes to fill the window. */
const riseFrames = 3;
/** Length of a frame's sharpened levels under which nothing sounds. */
const silentLength = 0.12;

/** @param pooledFrames band frames to a pooled one, >= 1. Cost O(frames bands). */
export function poolRecording(bands: BandLevels, pooledFrames: number): PooledBands {
  const frames = Math.max(1, Math.ceil(bands.frames / pooledFrames));
  const values = new Float32Array(frames * pooledWidth);
  const { levels } = bands;
  for (let n = 0; n < frames; n++) {
    const first = n * pooledFrames;
    const last = Math.min(bands.frames, first + pooledFrames);
    const sounding = n * pooledWidth;
    const beginning = sounding + bandCount;
    for (let m = first; m < last; m++) {
      const now = m * bandCount;
      const then = Math.max(0, m - riseFrames) * bandCount;
      for (let b = 0; b < bandCount; b++) {
        const level = levels[now + b]!;
        values[sounding + b]! += level / (last - first);
        const rise = level - Math.max(levels[then + b]!, levels[then + b - (b > 0 ? 1 : 0)]!);
        if (rise > 0) values[beginning + b]! += rise;
      }
    }
    sharpen(values, sounding);
    toUnit(values, sounding, silentLength);
    toUnit(values, beginning, 1e-6);
  }
  return { frames, hopSec: bands.hopSec * pooledFrames, values };
}
