/** Soft masks from the true stems: the most that masks of this kind can reach. */
import type { Recording } from '../../../electron/backend/engine/audio/recording.ts';
import { StreamingStft } from '../../../electron/backend/engine/spectrum/streaming-stft.ts';
import type { StftSettings } from '../../../electron/backend/engine/spectrum/stft-settings.ts';
import type { StemMasks } from '../../../electron/backend/engine/stems/stem-masks.ts';

/** Power of a spectrum below which a bin counts as empty: far below one step of a 24-bit sample. */
const leastPower = 1e-12;

/** |S_g|^2 / sum_j |S_j|^2 with the powers of all channels summed: one mask for both sides, as the product's. */
export function createOracleMasks(stems: readonly Recording[], settings: StftSettings): StemMasks {
  const transforms = stems.map((stem) => new StreamingStft(stem, settings));
  const [first] = transforms;
  if (first === undefined) throw new RangeError('expected at least one stem');
  const { bins, frames } = first;
  return {
    groupCount: stems.length,
    bins,
    frames,
    async masksFor(startFrame, frameCount) {
      const size = frameCount * bins;
      const masks = new Float32Array(stems.length * size);
      for (const [group, transform] of transforms.entries()) {
        for (const spectrum of await transform.readFrames(startFrame, frameCount)) {
          for (let i = 0; i < size; i++) {
            masks[group * size + i]! += spectrum[2 * i]! ** 2 + spectrum[2 * i + 1]! ** 2;
          }
        }
      }
      for (let i = 0; i < size; i++) {
        let sum = leastPower;
        for (let at = i; at < masks.length; at += size) sum += masks[at]!;
        for (let at = i; at < masks.length; at += size) masks[at]! /= sum;
      }
      return masks;
    },
  };
}
