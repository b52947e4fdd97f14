/** From a representation and an order's labels to masks, and how far two representations' masks lie apart. */
import type { TensorFlow } from '../../native/load-tensorflow.ts';
import type { LearnedRepresentation } from '../model/learned-representation.ts';
import { bandMasksOf, createModelMasks, maskFloor } from '../model/masks/model-masks.ts';
import type { MaskAdjustment, MaskSource } from '../model/masks/model-masks.ts';
import type { MethodSettings } from '../model/method-settings.ts';
import type { MaskLayer } from '../stems/stem-masks.ts';
import type { LiveAnalysis } from './live-analysis.ts';
import type { LiveLabels } from './live-labels.ts';

export function maskSourceOf(
  representation: LearnedRepresentation,
  { labelling, ownership }: LiveLabels,
  { bands, magnitudes, hopSec }: LiveAnalysis,
  { masks: settings }: MethodSettings,
  groupCount: number,
  adjustment: MaskAdjustment,
): MaskSource {
  const { unitTable } = labelling;
  return {
    representation,
    unitTable,
    ownership,
    groupCount,
    bands,
    magnitudes,
    settings,
    adjustment: { ...adjustment, hopSec },
  };
}

/** Masks of the whole recording, made as they are asked for. */
export function maskLayerOf(tf: TensorFlow, source: MaskSource, { stft }: LiveAnalysis): MaskLayer {
  return { ...stft, weight: 1, masks: createModelMasks(tf, source) };
}

const blockFrames = 256;

/**
 * The share of each frame's energy by which the stems of two representations differ, [frames], 0 to 1 and a
 * little more: the mean over the groups of the squared differences. Cost: two decodings of all frames.
 * @returns null when the signal stopped it
 */
export async function maskDistance(
  tf: TensorFlow,
  a: MaskSource,
  b: MaskSource,
  signal: AbortSignal,
): Promise<Float32Array | null> {
  const { magnitudes, groupCount } = a;
  const { bandCount } = a.bands;
  const frames = magnitudes.length / bandCount;
  const floor = maskFloor(magnitudes);
  const distance = new Float32Array(frames);
  for (let first = 0; first < frames; first += blockFrames) {
    await new Promise(setImmediate);
    if (signal.aborted) return null;
    const count = Math.min(blockFrames, frames - first);
    const [one, other] = [a, b].map((source) => bandMasksOf(tf, source, floor, first, count)) as [
      Float32Array,
      Float32Array,
    ];
    for (let frame = 0; frame < count; frame++) {
      let moved = 0;
      let whole = 0;
      for (let band = 0; band < bandCount; band++) {
        const power = magnitudes[(first + frame) * bandCount + band]! ** 2;
        whole += power;
        for (let group = 0; group < groupCount; group++) {
          const at = (group * count + frame) * bandCount + band;
          moved += (one[at]! - other[at]!) ** 2 * power;
        }
      }
      distance[first + frame] = whole > 0 ? moved / (whole * groupCount) : 0;
    }
  }
  return distance;
}
