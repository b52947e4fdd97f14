/** From a kept model back to what training would have given. */
import type { TensorFlow } from '../../../native/load-tensorflow.ts';
import type { LearnedRepresentation, TrainingOutcome } from '../learned-representation.ts';
import { createLinearRepresentation } from '../linear-representation.ts';
import { loadNetwork } from '../network/saved-network.ts';
import type { TrainingInput } from '../training-input.ts';
import type { KeptModel } from './model-file.ts';

/** Null for a model that does not fit the input; the arrays are kept. */
export function restoreTraining(
  tf: TensorFlow,
  kept: KeptModel,
  input: TrainingInput,
): TrainingOutcome | null {
  const { frames, bands, unitTable } = input;
  const fits = kept.frames === frames && kept.units === unitTable.unitCount && kept.bands === bands.bandCount;
  const representation = fits ? restore(tf, kept) : null;
  if (representation === null) return null;
  const { lossCurve, epochs, remarks } = kept;
  return { representation, lossCurve, epochs, remarks: [...remarks, 'kept model, not trained again'] };
}

/** Null for a representation that cannot be kept. */
export function keptOf({ representation, lossCurve, epochs, remarks }: TrainingOutcome): KeptModel | null {
  const model = representation.save?.();
  if (model === undefined) return null;
  const { activations, frames, units, bands } = representation;
  return { model, activations, frames, units, bands, lossCurve, epochs, remarks };
}

function restore(
  tf: TensorFlow,
  { model, activations, frames, units, bands }: KeptModel,
): LearnedRepresentation | null {
  if (model.kind === 'network') return loadNetwork(tf, model, activations);
  const templates = model.arrays['templates']?.values;
  if (templates?.length !== units * bands) return null;
  const { arrays: besides } = model;
  return createLinearRepresentation(tf, { activations, frames, units, bands, templates, besides });
}
