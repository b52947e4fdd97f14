/** What can be said about stems without knowing the true ones: estimates from the model's own output. */
import type { TensorFlow } from '../../native/load-tensorflow.ts';
import { groupModelsOf, maskFloor } from '../model/masks/model-masks.ts';
import type { MaskSource } from '../model/masks/model-masks.ts';

export type MaskQuality = {
  /**
   * Energy that the masks let through of other groups, relative to that of their own, dB; null with fewer than two
   * groups that sound. With V_g what the model gives group g, and m_g its mask, in all frames and bands:
   * sum_g sum_(h != g) |m_g V_h|^2 over sum_g |m_g V_g|^2.
   */
  readonly leakageDb: number | null;
  /** Energy of the recording that no group's mask takes, sum |(1 - sum_g m_g) V|^2 over sum |V|^2, dB. */
  readonly residualDb: number;
};

/** Stands for nothing, since JSON has no infinity; masks of float32 resolve no more. */
const deepestDb = -120;
const blockFrames = 256;

/** Cost: the masks of all frames, once. @returns null when the signal stopped it */
export async function examineMasks(
  tf: TensorFlow,
  source: MaskSource,
  signal: AbortSignal,
): Promise<MaskQuality | null> {
  const { magnitudes, groupCount, bands } = source;
  const frames = magnitudes.length / bands.bandCount;
  const floor = maskFloor(magnitudes);
  const loudness = new Float64Array(groupCount);
  let [own, foreign, left, whole] = [0, 0, 0, 0];
  for (let first = 0; first < frames; first += blockFrames) {
    await new Promise(setImmediate);
    if (signal.aborted) return null;
    const count = Math.min(blockFrames, frames - first);
    const { models, masks } = groupModelsOf(tf, source, floor, first, count);
    const size = count * bands.bandCount;
    for (let i = 0; i < size; i++) {
      let taken = 0;
      let squares = 0;
      for (let at = i; at < masks.length; at += size) {
        taken += masks[at]!;
        squares += masks[at]! ** 2;
      }
      for (let group = 0; group < groupCount; group++) {
        const at = group * size + i;
        const energy = models[at]! ** 2;
        loudness[group]! += energy;
        own += masks[at]! ** 2 * energy;
        foreign += (squares - masks[at]! ** 2) * energy;
      }
      const energy = magnitudes[first * bands.bandCount + i]! ** 2;
      whole += energy;
      left += (1 - taken) ** 2 * energy;
    }
  }
  const sounding = loudness.filter((energy) => energy > 0).length;
  return {
    leakageDb: sounding < 2 ? null : ratioDb(foreign, own),
    residualDb: ratioDb(left, whole),
  };
}

function ratioDb(part: number, whole: number): number {
  return whole > 0 && part > 0 ? Math.max(deepestDb, 10 * Math.log10(part / whole)) : deepestDb;
}
