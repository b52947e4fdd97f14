import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { TensorFlow } from '../../../native/load-tensorflow.ts';

/**
 * Projection onto the non-negative orthant: the nearest weight matrix without a negative entry. Keeps
 * its argument.
 *
 * @source Ewert & Sandler 2017, section 4, 'intermediate projection onto the non-negative orthant'
 */
export function projectNonNegative(tf: TensorFlow, weights: Tensor2D): Tensor2D {
  return tf.relu(weights);
}
