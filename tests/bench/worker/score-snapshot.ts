/** What a state of a training is worth: its cost under the labels, and the stems that it gives. */
import { join } from 'node:path';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { ownershipOf } from '../../../shared/labels/ownership.ts';
import { ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import type { SampleRange } from '../../../electron/backend/engine/audio/excerpt.ts';
import type { Recording } from '../../../electron/backend/engine/audio/recording.ts';
import { evaluateFiles } from '../../../electron/backend/engine/evaluate/evaluate-files.ts';
import type { LearnedRepresentation } from '../../../electron/backend/engine/model/learned-representation.ts';
import { createModelMasks } from '../../../electron/backend/engine/model/masks/model-masks.ts';
import type { MethodSettings } from '../../../electron/backend/engine/model/method-settings.ts';
import { klDivergence } from '../../../electron/backend/engine/model/network/divergence.ts';
import type { StemTargets } from '../../../electron/backend/engine/stem-targets.ts';
import { renderStems } from '../../../electron/backend/engine/stems/render-stems.ts';
import type { MaskLayer } from '../../../electron/backend/engine/stems/stem-masks.ts';
import type { TensorFlow } from '../../../electron/backend/native/load-tensorflow.ts';
import type { PreparedLayer } from './prepare-layer.ts';

const blockFrames = 1024;

/** d(f(L * h(V)), V), mean over frames, magnitudes of mean 1: the same measure whatever training minimises. */
export function labelledCost(
  tf: TensorFlow,
  { magnitudes, frames, bands }: PreparedLayer['input'],
  representation: Pick<LearnedRepresentation, 'activations' | 'units' | 'decode'>,
): number {
  const { activations, units } = representation;
  const scale = magnitudes.length / magnitudes.reduce((sum, value) => sum + value, 0);
  let total = 0;
  for (let start = 0; start < frames; start += blockFrames) {
    const count = Math.min(blockFrames, frames - start);
    const end = start + count;
    total += tf.tidy(() => {
      const rows = magnitudes.subarray(start * bands.bandCount, end * bands.bandCount);
      const target: Tensor2D = tf.mul(tf.tensor2d(rows, [count, bands.bandCount]), scale);
      const heard = tf.tensor2d(activations.subarray(start * units, end * units), [count, units]);
      const estimate: Tensor2D = tf.mul(representation.decode(heard), scale);
      return klDivergence(tf, target, estimate).dataSync()[0]! * (count / frames);
    });
  }
  return total;
}

export type ScorerTask = {
  readonly tf: TensorFlow;
  readonly recording: Recording;
  readonly range: SampleRange;
  readonly settings: MethodSettings;
  readonly targets: StemTargets;
  /** The true stems of the groups, cut to the range; group by group, in the order of the targets. */
  readonly referencePaths: readonly string[];
  readonly mixPath: string;
  /** Takes the stems, which the next snapshot replaces. */
  readonly folder: string;
};

/**
 * NSDR of every group. Layers are averaged with their weights, scaled up while some are missing.
 * Some three seconds for 40 s of sound.
 */
export async function snapshotNsdr(
  task: ScorerTask,
  layers: readonly { readonly prepared: PreparedLayer; readonly representation: LearnedRepresentation }[],
): Promise<Result<number[]>> {
  const { tf, recording, range, settings, targets, referencePaths, mixPath, folder } = task;
  const weights = layers.reduce((sum, { prepared }) => sum + prepared.weight, 0);
  const masks = layers.map(({ prepared, representation }): MaskLayer => ({
    ...prepared.stft,
    weight: prepared.weight / weights,
    masks: createModelMasks(tf, {
      representation,
      unitTable: prepared.labelling.unitTable,
      ownership: ownershipOf(prepared.labelling, targets.groupOfNote),
      groupCount: targets.groups.length,
      bands: prepared.input.bands,
      magnitudes: prepared.input.magnitudes,
      settings: settings.masks,
    }),
  }));
  const estimatePaths = referencePaths.map((_, index) => join(folder, `estimate-${index}.wav`));
  const rendered = await renderStems({
    recording,
    range,
    layers: masks,
    outputs: { groups: estimatePaths, residual: join(folder, 'residual.wav') },
    encoding: 'float32',
    ditherSeed: 0,
  });
  if (!rendered.ok) return rendered;
  // A stem without sound has no score; it is no better than nothing.
  if (rendered.value.groups.some(({ isSilent }) => isSilent)) return ok(estimatePaths.map(() => Number.NaN));
  const evaluated = await evaluateFiles({ mixPath, referencePaths, estimatePaths });
  return evaluated.ok ? ok(evaluated.value.sources.map(({ nsdr }) => nsdr)) : evaluated;
}
