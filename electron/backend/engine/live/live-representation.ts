/** Trained weights made to fit an order's labels, without a training. */
import { divisiError } from '../../../../shared/contract/errors.ts';
import type { UnitTable } from '../../../../shared/labels/unit-table.ts';
import { err, ok } from '../../../../shared/std/result.ts';
import type { Result } from '../../../../shared/std/result.ts';
import type { TensorFlow } from '../../native/load-tensorflow.ts';
import { carryOver } from '../model/divisi/carry-over.ts';
import { divisiSettings } from '../model/divisi/divisi-settings.ts';
import type { DivisiSettings } from '../model/divisi/divisi-settings.ts';
import { refitRegion } from '../model/divisi/refit-region.ts';
import type { LearnedRepresentation } from '../model/learned-representation.ts';
import { createLinearRepresentation } from '../model/linear-representation.ts';
import type { MethodSettings } from '../model/method-settings.ts';
import { loadNetwork } from '../model/network/saved-network.ts';
import type { TrainingInput } from '../model/training-input.ts';
import { startOf } from '../model/training-start.ts';
import type { TrainingStart } from '../model/training-start.ts';
import type { FrameStretch } from './frame-stretches.ts';
import type { LiveWeights } from './live-weights.ts';

/** The default method's rules serve every method whose decoder is a product with templates. */
function rulesOf({ trainer }: MethodSettings): DivisiSettings {
  return trainer.kind === 'divisi' ? trainer.divisi : divisiSettings({});
}

/** Null where the weights are of another kind, or of other frames and bands. */
export function startFor(
  { kept, unitTable }: LiveWeights,
  input: TrainingInput,
  settings: MethodSettings,
): TrainingStart | null {
  const fits = kept.frames === input.frames && kept.bands === input.bands.bandCount;
  const start = fits ? startOf(kept.model, kept.activations) : null;
  return start && carryOver(start, unitTable, input, rulesOf(settings));
}

/**
 * @param region frames whose activations are fitted to the labels as they are now; null leaves all as trained
 * Fails with 'cancelled', and with 'conflict' where only a training can bring the weights to these labels.
 */
export async function representOrder(
  tf: TensorFlow,
  weights: LiveWeights,
  input: TrainingInput,
  settings: MethodSettings,
  region: FrameStretch | null,
  signal: AbortSignal,
): Promise<Result<LearnedRepresentation>> {
  const start = startFor(weights, input, settings);
  if (start === null) return representNetwork(tf, weights, input);
  const { templates, activations } = start;
  if (region !== null) {
    const rule = rulesOf(settings);
    if (!(await refitRegion(tf, input, templates, activations, region, rule, signal))) {
      return err(divisiError('cancelled', 'Stopped.'));
    }
  }
  const { frames, unitTable, bands } = input;
  return ok(
    createLinearRepresentation(tf, {
      activations,
      frames,
      units: unitTable.unitCount,
      bands: bands.bandCount,
      templates,
    }),
  );
}

/** A network's output depends on its very units; what the labels forbid can still be silenced. */
function representNetwork(
  tf: TensorFlow,
  { kept, unitTable }: LiveWeights,
  input: TrainingInput,
): Result<LearnedRepresentation> {
  const hasSameUnits =
    kept.frames === input.frames &&
    kept.bands === input.bands.bandCount &&
    sameClasses(unitTable, input.unitTable);
  const activations = hasSameUnits
    ? kept.activations.map((value, index) => value * input.labels[index]!)
    : null;
  const network = activations && loadNetwork(tf, kept.model, activations);
  if (network !== null) return ok(network);
  const message = 'The network was trained for other notes or settings; train again to hear these.';
  return err(divisiError('conflict', message));
}

function sameClasses(a: UnitTable, b: UnitTable): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
