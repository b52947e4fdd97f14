/**
 * Score-informed non-negative matrix factorisation: V is explained as H W, where the activations H are
 * zero wherever the labels are.
 */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { divisiError } from '../../../../../shared/contract/errors.ts';
import { createRng } from '../../../../../shared/std/rng.ts';
import { err, ok } from '../../../../../shared/std/result.ts';
import type { Result } from '../../../../../shared/std/result.ts';
import type { TensorFlow } from '../../../native/load-tensorflow.ts';
import { computedValues } from '../computed-values.ts';
import type { LearnedRepresentation, LossPoint, TrainingOutcome } from '../learned-representation.ts';
import { createLinearRepresentation } from '../linear-representation.ts';
import { meanMagnitude } from '../mean-magnitude.ts';
import type { TrainingHooks, TrainingInput } from '../training-input.ts';
import { harmonicTemplates } from './harmonic-templates.ts';
import { FactorUpdates } from './factor-updates.ts';
import { tieTemplates } from './template-ties.ts';

export type FactorisationSettings = {
  readonly iterations: number;
  /** Classes of one instrument and pitch share their templates. */
  readonly tied: boolean;
};

/** What a caller knows beyond labels: where templates start, and what both factors are held to. */
export type FactorGuide = {
  /** Templates at the start, [K, bands] flattened, rows summing to 1. */
  readonly templates: Float32Array;
  /** Activations at the start, [frames, K] flattened, for those templates; random ones unless given. */
  readonly activations?: Float32Array;
  /** Called in every iteration with all chunks in their order; changes [n, K] activations in place. */
  constrainActivations(activations: Float32Array, startFrame: number): void;
  /** Called after every iteration: new rows, each summing to 1, from [Kt, bands] and what each explains. */
  reshapeTemplates(templates: Float32Array, explained: Float32Array, iteration: number): Float32Array;
};

/** Frames per chunk: bounds tensors to [2048, bands], 7 MB at 821 bands; larger chunks are slower, too. */
export const defaultChunkFrames = 2048;

/**
 * Cost: about 8 frames K bands multiplications per iteration. Memory: H twice, and a few chunks.
 * Fails with 'cancelled', noticed between chunks, and 'training-diverged'.
 * @source Ewert & Mueller, ICASSP 2012; updates: Lee & Seung, NIPS 2001, for the generalised KL divergence.
 * @tested the cost never rises; chunks of any size give the same factors; zeros stay.
 */
export async function factorise(
  tf: TensorFlow,
  input: TrainingInput,
  settings: FactorisationSettings,
  hooks: TrainingHooks,
  chunkFrames = defaultChunkFrames,
  guide?: FactorGuide,
): Promise<Result<TrainingOutcome>> {
  const { frames, bands, unitTable } = input;
  const units = unitTable.unitCount;
  let startMs = performance.now();
  const scale = meanMagnitude(input.magnitudes);
  const ties = tieTemplates(unitTable, settings.tied);
  const start = guide?.templates ?? harmonicTemplates(unitTable, bands, input.tuningCents, input.seed);
  const updates = new FactorUpdates(tf, ties, firstOfEach(start, bands.bandCount, ties.templateOfUnit));
  const chunks = startActivations(tf, input, chunkFrames, guide?.activations);
  const lossCurve: LossPoint[] = [];
  const represent = (): LearnedRepresentation => {
    const activations = new Float32Array(frames * units);
    for (const chunk of chunks) {
      const values = computedValues(tf, () => updates.rescale(chunk.activations));
      activations.set(values, chunk.startFrame * units);
    }
    const templates = computedValues(tf, () => tf.mul(updates.templates(), scale));
    return createLinearRepresentation(tf, {
      activations,
      frames,
      units,
      bands: bands.bandCount,
      templates,
    });
  };
  try {
    for (let epoch = 1; epoch <= settings.iterations; epoch++) {
      let cost = 0;
      for (const chunk of chunks) {
        await new Promise(setImmediate);
        if (hooks.signal.aborted) return err(divisiError('cancelled', 'Stopped.'));
        const rows = input.magnitudes.subarray(
          chunk.startFrame * bands.bandCount,
          (chunk.startFrame + chunk.frameCount) * bands.bandCount,
        );
        const step = updates.updateActivations(
          rows,
          scale,
          chunk.activations,
          guide && ((values) => guide.constrainActivations(values, chunk.startFrame)),
        );
        chunk.activations.dispose();
        chunk.activations = step.activations;
        cost += step.cost;
      }
      updates.updateTemplates(
        guide && ((templates, explained) => guide.reshapeTemplates(templates, explained, epoch)),
      );
      const sec = (performance.now() - startMs) / 1000;
      const stage = guide === undefined ? {} : { isWarmStart: true as const };
      const point: LossPoint = { epoch, sec, cost: cost / frames, ...stage };
      lossCurve.push(point);
      hooks.onLoss?.(point);
      if (!Number.isFinite(cost)) {
        return err(divisiError('training-diverged', `The cost of iteration ${epoch} is not a number.`));
      }
      hooks.onProgress(epoch / settings.iterations, `iteration ${epoch} of ${settings.iterations}`);
      if (hooks.onCheckpoint !== undefined) {
        const beforeMs = performance.now();
        await hooks.onCheckpoint(point, represent);
        startMs += performance.now() - beforeMs;
      }
      if (hooks.isEnough?.() === true) break;
    }
    return ok({ representation: represent(), lossCurve, epochs: lossCurve.length, remarks: [] });
  } finally {
    updates.dispose();
    for (const { activations } of chunks) activations.dispose();
  }
}

type Chunk = { readonly startFrame: number; readonly frameCount: number; activations: Tensor2D };

/** Uniform in [0.5, 1) where a unit may be active, drawn here so that every backend starts alike. */
function startActivations(
  tf: TensorFlow,
  input: TrainingInput,
  chunkFrames: number,
  given?: Float32Array,
): Chunk[] {
  const { frames, labels, unitTable, seed } = input;
  const units = unitTable.unitCount;
  const rng = createRng(seed);
  const chunks: Chunk[] = [];
  for (let startFrame = 0; startFrame < frames; startFrame += chunkFrames) {
    const frameCount = Math.min(chunkFrames, frames - startFrame);
    const offset = startFrame * units;
    const values = given?.slice(offset, offset + frameCount * units) ?? new Float32Array(frameCount * units);
    for (let i = 0; given === undefined && i < values.length; i++) {
      if (labels[offset + i] === 1) values[i] = 0.5 + 0.5 * rng.nextFloat();
    }
    chunks.push({ startFrame, frameCount, activations: tf.tensor2d(values, [frameCount, units]) });
  }
  return chunks;
}

/** One row per template: that of the first unit that has it. */
function firstOfEach(rows: Float32Array, bands: number, templateOfUnit: Int32Array): Float32Array {
  const templateCount = templateOfUnit.reduce((most, template) => Math.max(most, template + 1), 0);
  const picked = new Float32Array(templateCount * bands);
  for (let unit = templateOfUnit.length - 1; unit >= 0; unit--) {
    picked.set(rows.subarray(unit * bands, (unit + 1) * bands), templateOfUnit[unit]! * bands);
  }
  return picked;
}
