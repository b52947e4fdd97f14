import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Rng } from '../../../../../shared/std/rng.ts';
import type { TensorFlow } from '../../../native/load-tensorflow.ts';

/**
 * A weight matrix [inputs, outputs], uniform in +-sqrt(6 / (inputs + outputs)): keeps the variance of
 * signals and gradients about equal from layer to layer.
 *
 * @source Glorot & Bengio 2010, equation (16)
 */
export function glorotWeights(tf: TensorFlow, inputs: number, outputs: number, rng: Rng): Tensor2D {
  const limit = glorotLimit(inputs, outputs);
  const values = new Float32Array(inputs * outputs);
  for (let index = 0; index < values.length; index++) values[index] = (2 * rng.nextFloat() - 1) * limit;
  return tf.tensor2d(values, [inputs, outputs]);
}

/** The largest weight of a Glorot start. */
export function glorotLimit(inputs: number, outputs: number): number {
  return Math.sqrt(6 / (inputs + outputs));
}
