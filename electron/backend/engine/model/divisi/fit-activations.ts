/** Activations fitted to a recording under a fixed synthesis side. */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { TensorFlow } from '../../../native/load-tensorflow.ts';
import { computedValues } from '../computed-values.ts';
import { defaultChunkFrames } from '../nmf/factorise.ts';
import type { TrainingInput } from '../training-input.ts';
import { DecayLimit } from './decay-limit.ts';
import type { DecayRule } from './decay-limit.ts';

const floor = 1e-9;
/** Where a unit is allowed and the network says nothing, multiplicative steps still need a start. */
const faintStart = 1e-6;

/**
 * @param templates W, [K, bands] flattened, in the scale of the input
 * @param start [frames, K] flattened, changed in place into the result; 0 where the labels are 0
 * @param steps multiplicative updates, each followed by the decay limit
 * @returns false when the signal stopped it. Cost: about 4 frames K bands multiplications per step.
 */
export async function fitActivations(
  tf: TensorFlow,
  input: TrainingInput,
  templates: Float32Array,
  start: Float32Array,
  steps: number,
  rule: DecayRule,
  signal: AbortSignal,
): Promise<boolean> {
  const chunks = fitInChunks(tf, input, templates, start, steps, rule);
  while (chunks.next().done !== true) {
    await new Promise(setImmediate);
    if (!signal.aborted) continue;
    chunks.return();
    return false;
  }
  return true;
}

/** The same without a pause, for looks at a running training. */
export function fitAtOnce(
  tf: TensorFlow,
  input: TrainingInput,
  templates: Float32Array,
  start: Float32Array,
  steps: number,
  rule: DecayRule,
): void {
  const chunks = fitInChunks(tf, input, templates, start, steps, rule);
  while (chunks.next().done !== true);
}

/** Yields before every chunk of every step; ended early, it frees its tensors. */
function* fitInChunks(
  tf: TensorFlow,
  input: TrainingInput,
  templates: Float32Array,
  start: Float32Array,
  steps: number,
  rule: DecayRule,
): Generator<undefined, void> {
  const { frames, unitTable, bands, magnitudes, labels } = input;
  const units = unitTable.unitCount;
  for (let i = 0; i < start.length; i++) start[i]! += faintStart * labels[i]!;
  const decoder: Tensor2D = tf.tensor2d(templates, [units, bands.bandCount]);
  const limit = new DecayLimit(input, rule);
  try {
    for (let step = 0; step < steps; step++) {
      for (let first = 0; first < frames; first += defaultChunkFrames) {
        yield;
        const count = Math.min(defaultChunkFrames, frames - first);
        const block = start.subarray(first * units, (first + count) * units);
        const rows = magnitudes.subarray(first * bands.bandCount, (first + count) * bands.bandCount);
        const fitted = computedValues(tf, () => {
          const before: Tensor2D = tf.tensor2d(block, [count, units]);
          const target = tf.add(tf.tensor2d(rows, [count, bands.bandCount]), floor);
          const quotient = tf.div<Tensor2D>(target, tf.add(tf.matMul(before, decoder), floor));
          const gain = tf.div(tf.matMul(quotient, decoder, false, true), tf.add(tf.sum(decoder, 1), floor));
          return tf.mul(before, gain);
        });
        block.set(fitted);
        limit.apply(block, first);
      }
    }
  } finally {
    decoder.dispose();
  }
}
