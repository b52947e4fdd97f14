/** From a method's settings to the code that trains it. */
import type { Result } from '../../../../shared/std/result.ts';
import type { TensorFlow } from '../../native/load-tensorflow.ts';
import type { TrainingOutcome } from './learned-representation.ts';
import type { TrainerSettings } from './method-settings.ts';
import { trainDivisi } from './divisi/train-divisi.ts';
import { trainNetwork } from './network/train-network.ts';
import { factorise } from './nmf/factorise.ts';
import type { TrainingHooks, TrainingInput } from './training-input.ts';

/** Fails with 'cancelled' or 'training-diverged'. Frees all tensors but those of the representation. */
export function trainMethod(
  tf: TensorFlow,
  input: TrainingInput,
  settings: TrainerSettings,
  hooks: TrainingHooks,
): Promise<Result<TrainingOutcome>> {
  switch (settings.kind) {
    case 'factorisation':
      return factorise(tf, input, settings, hooks);
    case 'network':
      return trainNetwork(tf, input, settings.network, hooks);
    case 'divisi':
      return trainDivisi(tf, input, settings.divisi, hooks);
  }
}
