/**
 * The default method. The labels guide a small autoencoder on one recording: its synthesis side is
 * learnt in a warm start, its analysis network by structured dropout and the activity penalty; at the end
 * the network's activations and the warm start's are averaged.
 */
import { divisiError } from '../../../../../shared/contract/errors.ts';
import { createRng } from '../../../../../shared/std/rng.ts';
import { err, ok } from '../../../../../shared/std/result.ts';
import type { Result } from '../../../../../shared/std/result.ts';
import type { TensorFlow } from '../../../native/load-tensorflow.ts';
import type { LearnedRepresentation, LossPoint, TrainingOutcome } from '../learned-representation.ts';
import { createLinearRepresentation } from '../linear-representation.ts';
import { epochBatches } from '../network/epoch-batches.ts';
import { hasSettled } from '../network/stopping-rule.ts';
import { hasExploded } from '../network/watch-training.ts';
import type { SavedArray } from '../saved-model.ts';
import type { TrainingHooks, TrainingInput } from '../training-input.ts';
import { encoderArrays } from '../training-start.ts';
import { epochRange } from './divisi-settings.ts';
import type { DivisiSettings } from './divisi-settings.ts';
import { EncoderTraining, usualLevels } from './encoder-training.ts';
import { fitActivations, fitAtOnce } from './fit-activations.ts';
import { warmStart } from './warm-start.ts';
import type { WarmStart } from './warm-start.ts';

/** Share of the whole that the warm start takes, for the progress. */
const warmShare = 0.25;
const shuffleStream = 3;
/** Of an activation, where magnitudes are 1 on average and templates sum to 1: far below what is heard. */
const leastLevel = 1;
/** Milliseconds between looks at the signal. */
const yieldMs = 50;

/** Fails with 'cancelled' or 'training-diverged'. Frees all tensors but those of the representation. */
export async function trainDivisi(
  tf: TensorFlow,
  input: TrainingInput,
  settings: DivisiSettings,
  hooks: TrainingHooks,
): Promise<Result<TrainingOutcome>> {
  const warmed = await warmStart(tf, input, settings, {
    ...hooks,
    onProgress: (fraction, detail) => hooks.onProgress(warmShare * fraction, `warm start, ${detail}`),
  });
  if (!warmed.ok) return warmed;
  const warm = warmed.value;
  const lossCurve: LossPoint[] = [...warm.lossCurve];
  const remarks: string[] = [];
  const before = input.start?.encoder ?? null;
  const levels =
    before?.levels ?? usualLevels(warm.activations, input.labels, input.unitTable.unitCount, leastLevel);
  const encoder = new EncoderTraining(tf, input, warm.templates, levels, settings, before?.parameters);
  try {
    const { refinements } = settings;
    const { templates } = warm;
    const trained = await trainEncoder(encoder, input, settings, hooks, lossCurve, remarks, () => {
      const soFar = encoder.maskedActivations();
      fitAtOnce(tf, input, templates, soFar, refinements, settings);
      return represent(tf, input, warm, mean(warm.activations, soFar, settings.networkShare));
    });
    if (!trained.ok) return trained;
    const network = encoder.maskedActivations();
    if (!(await fitActivations(tf, input, templates, network, refinements, settings, hooks.signal))) {
      return err(divisiError('cancelled', 'Stopped.'));
    }
    const activations = mean(warm.activations, network, settings.networkShare);
    const besides = hooks.keepsStart === true ? encoderArrays({ parameters: encoder.save(), levels }) : {};
    const representation = represent(tf, input, warm, activations, besides);
    return ok({ representation, lossCurve, epochs: lossCurve.length, remarks });
  } finally {
    encoder.dispose();
  }
}

async function trainEncoder(
  encoder: EncoderTraining,
  input: TrainingInput,
  settings: DivisiSettings,
  hooks: TrainingHooks,
  lossCurve: LossPoint[],
  remarks: string[],
  snapshot: () => LearnedRepresentation,
): Promise<Result<null>> {
  const { frames, seed } = input;
  const { least, most: epochs } = epochRange(frames, settings);
  const shuffle = createRng(seed, shuffleStream);
  const warmEnd = lossCurve.at(-1);
  let startMs = performance.now() - 1000 * (warmEnd?.sec ?? 0);
  let breathedMs = performance.now();
  let firstCost: number | null = null;
  const costs: number[] = [];
  for (let epoch = 0; epoch < epochs; epoch++) {
    // Short recordings take more epochs for their steps; the rate falls as far in all of them.
    const rate = settings.learningRate * settings.rateDecay ** ((epoch * settings.epochs) / epochs);
    let total = 0;
    for (const batch of epochBatches(frames, settings.batchFrames, shuffle)) {
      if (performance.now() - breathedMs > yieldMs) {
        await new Promise(setImmediate);
        breathedMs = performance.now();
      }
      if (hooks.signal.aborted) return err(divisiError('cancelled', 'Stopped.'));
      const cost = encoder.step(batch, rate);
      firstCost ??= cost;
      if (hasExploded(cost, firstCost)) {
        const message = `The network's cost left all bounds in epoch ${epoch + 1} (${cost.toPrecision(3)}).`;
        return err(divisiError('training-diverged', message));
      }
      total += (cost * batch.length) / frames;
    }
    costs.push(total);
    const sec = (performance.now() - startMs) / 1000;
    const point: LossPoint = { epoch: lossCurve.length + 1, sec, cost: total };
    lossCurve.push(point);
    hooks.onLoss?.(point);
    const done = warmShare + ((1 - warmShare) * (epoch + 1)) / epochs;
    hooks.onProgress(done, `epoch ${epoch + 1} of at most ${epochs}`);
    if (hooks.onCheckpoint !== undefined) {
      const beforeMs = performance.now();
      await hooks.onCheckpoint(point, snapshot);
      startMs += performance.now() - beforeMs;
    }
    if (hooks.isEnough?.() === true) break;
    if (epoch + 1 >= least && hasSettled(costs, settings.stopping)) {
      remarks.push(`the network stopped after ${costs.length} epochs: the cost has settled`);
      break;
    }
  }
  return ok(null);
}

function represent(
  tf: TensorFlow,
  { frames, unitTable, bands }: TrainingInput,
  { templates }: WarmStart,
  activations: Float32Array,
  besides: Readonly<Record<string, SavedArray>> = {},
): LearnedRepresentation {
  return createLinearRepresentation(tf, {
    activations,
    frames,
    units: unitTable.unitCount,
    bands: bands.bandCount,
    templates,
    besides,
  });
}

/** (1 - share) a + share b, written into b. */
function mean(a: Float32Array, b: Float32Array, share: number): Float32Array {
  for (let i = 0; i < b.length; i++) b[i] = (1 - share) * a[i]! + share * b[i]!;
  return b;
}
