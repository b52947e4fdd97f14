/** Training that first looks whether it was done before. */
import { ok } from '../../../../../shared/std/result.ts';
import type { Result } from '../../../../../shared/std/result.ts';
import type { TensorFlow } from '../../../native/load-tensorflow.ts';
import type { TrainingOutcome } from '../learned-representation.ts';
import type { TrainerSettings } from '../method-settings.ts';
import { trainChecked } from '../train-checked.ts';
import type { CheckedHooks } from '../train-checked.ts';
import type { TrainingInput } from '../training-input.ts';
import { keepModel, lookUpModel } from './model-cache.ts';
import { keptOf, restoreTraining } from './restore-training.ts';

export type KeptPlace = {
  readonly folder: string;
  /** Of this very model, `modelPath`. */
  readonly path: string;
};

/**
 * A kept model that cannot be used, or a model that cannot be kept, is a warning and never a failure.
 * Fails as `trainChecked`.
 */
export async function trainOrRestore(
  tf: TensorFlow,
  input: TrainingInput,
  settings: TrainerSettings,
  place: KeptPlace | null,
  hooks: CheckedHooks,
): Promise<Result<TrainingOutcome>> {
  if (place === null) return trainChecked(tf, input, settings, hooks);
  const found = await lookUpModel(place.path);
  if (found.kind === 'unusable') hooks.warn(found.reason);
  if (found.kind === 'found') {
    const restored = restoreTraining(tf, found.kept, input);
    if (restored !== null) return ok(restored);
    hooks.warn(`The kept model "${place.path}" does not fit; training again.`);
  }
  const trained = await trainChecked(tf, input, settings, hooks);
  if (!trained.ok) return trained;
  const kept = keptOf(trained.value);
  if (kept === null) return trained;
  const stored = await keepModel(place.folder, place.path, kept);
  if (!stored.ok) hooks.warn(`The trained model is not kept: ${stored.error.message}`);
  return trained;
}
