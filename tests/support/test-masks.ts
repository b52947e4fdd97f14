/** Masks without a model. */
import type { MaskLayer, StemMasks } from '../../electron/backend/engine/stems/stem-masks.ts';
import { countBins, countFrames } from '../../electron/backend/engine/spectrum/stft-settings.ts';
import type { StftSettings } from '../../electron/backend/engine/spectrum/stft-settings.ts';

/** A layer whose masks are `share(group, frame, bin)`. */
export function maskLayer(
  settings: StftSettings,
  lengthSamples: number,
  groupCount: number,
  share: (group: number, frame: number, bin: number) => number,
  weight = 1,
): MaskLayer {
  const bins = countBins(settings.windowSamples);
  const masks: StemMasks = {
    groupCount,
    bins,
    frames: countFrames(lengthSamples, settings.hopSamples),
    masksFor(startFrame, frameCount) {
      const block = new Float32Array(groupCount * frameCount * bins);
      let i = 0;
      for (let group = 0; group < groupCount; group++) {
        for (let frame = startFrame; frame < startFrame + frameCount; frame++) {
          for (let bin = 0; bin < bins; bin++) block[i++] = share(group, frame, bin);
        }
      }
      return Promise.resolve(block);
    },
  };
  return { ...settings, masks, weight };
}
