import type { Scalar, Tensor2D } from '@tensorflow/tfjs-core';
import type { TensorFlow } from '../../../native/load-tensorflow.ts';

/**
 * Cost of activity where the labels allow none: `lambda * ||(1 - L) h||^2`, summed over units, mean over
 * frames.
 *
 * @param activations h, [frames, units]
 * @param labels L, [frames, units], 0 or 1
 * @source Ewert & Sandler 2017, second term of equation (2)
 */
export function activityPenalty(
  tf: TensorFlow,
  activations: Tensor2D,
  labels: Tensor2D,
  lambda: number,
): Scalar {
  const forbidden = tf.mul(tf.sub(1, labels), activations);
  return tf.mul(tf.sum(tf.square(forbidden)), lambda / activations.shape[0]);
}
