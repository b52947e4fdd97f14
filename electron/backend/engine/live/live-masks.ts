import type { TensorFlow } from '../../native/load-tensorflow.ts';
import type { LearnedRepresentation } from '../model/learned-representation.ts';
import { createModelMasks } from '../model/masks/model-masks.ts';
import type { MethodSettings } from '../model/method-settings.ts';
import type { MaskLayer } from '../stems/stem-masks.ts';
import type { LiveAnalysis } from './live-analysis.ts';
import type { LiveLabels } from './live-labels.ts';

/** Masks of the whole recording, made as they are asked for. */
export function maskLayerOf(
  tf: TensorFlow,
  representation: LearnedRepresentation,
  { labelling, ownership }: LiveLabels,
  { stft, bands, magnitudes }: LiveAnalysis,
  { masks: settings }: MethodSettings,
  groupCount: number,
): MaskLayer {
  const { unitTable } = labelling;
  const source = { representation, unitTable, ownership, groupCount, bands, magnitudes, settings };
  return { ...stft, weight: 1, masks: createModelMasks(tf, source) };
}
