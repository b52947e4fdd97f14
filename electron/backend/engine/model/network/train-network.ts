import { divisiError } from '../../../../../shared/contract/errors.ts';
import { err, ok, type Result } from '../../../../../shared/std/result.ts';
import type { TensorFlow } from '../../../native/load-tensorflow.ts';
import type { TrainingOutcome } from '../learned-representation.ts';
import type { TrainingHooks, TrainingInput } from '../training-input.ts';
import { meanMagnitude } from '../mean-magnitude.ts';
import { frameSource, inputStandard } from './frame-source.ts';
import type { NetworkSettings } from './network-settings.ts';
import { NetworkTraining } from './network-training.ts';
import { startingLevel } from './synthesis-network.ts';

/**
 * Trains an autoencoder on one recording, by the paper's recipe or by this project's.
 *
 * Time: about a third of the recording's length under 'divisi' on two cores with native TensorFlow.
 * Memory: the input, one more matrix [frames, units], and under 200 MB of tensors. The same seed gives the
 * same result on the same backend.
 *
 * @returns error 'cancelled', noticed between steps, and 'training-diverged' when every restart failed
 * @source Ewert & Sandler 2017
 */
export async function trainNetwork(
  tf: TensorFlow,
  input: TrainingInput,
  settings: NetworkSettings,
  hooks: TrainingHooks,
): Promise<Result<TrainingOutcome>> {
  const bands = input.bands.bandCount;
  const scale = meanMagnitude(input.magnitudes) / targetMean(input, settings);
  const standard = settings.compressedInput ? inputStandard(input.magnitudes, bands, scale) : null;
  const source = frameSource(input, scale, standard, settings.contextFrames);
  const remarks: string[] = [];
  for (let attempt = 0; ; attempt++) {
    const run = new NetworkTraining(tf, input, source, settings, hooks, attempt);
    const end = await run.train();
    remarks.push(...run.remarks);
    if (end === 'finished') {
      return ok({
        representation: run.finish(),
        lossCurve: run.curve,
        epochs: run.curve.length,
        remarks,
      });
    }
    run.dispose();
    if (end === 'cancelled') return err(divisiError('cancelled', 'Stopped.'));
    if (attempt < settings.repairs) {
      remarks.push(`restarted with smaller steps (${attempt + 1} of ${settings.repairs})`);
    } else {
      return err(
        divisiError('training-diverged', `The network was given up: ${remarks.join('; ')}.`, { remarks }),
      );
    }
  }
}

/** V is scaled to mean 1, or, for the paper's projected start, to as loud as that network starts. */
function targetMean(input: TrainingInput, settings: NetworkSettings): number {
  const { projection, hiddenPerUnit, hiddenUnits: hidden } = settings;
  if (!projection || hiddenPerUnit > 0) return 1;
  return startingLevel({ units: input.unitTable.unitCount, hidden, bands: input.bands.bandCount });
}
