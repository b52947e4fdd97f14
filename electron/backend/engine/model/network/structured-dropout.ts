import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { TensorFlow } from '../../../native/load-tensorflow.ts';

/**
 * `L * h`: silences every unit whose class the labels exclude, and with it the gradient that would
 * have gone through it.
 *
 * @param activations h, [frames, units]
 * @param labels L, [frames, units], 0 or 1
 * @source Ewert & Sandler 2017, equation (3)
 */
export function structuredDropout(tf: TensorFlow, activations: Tensor2D, labels: Tensor2D): Tensor2D {
  return tf.mul(labels, activations);
}
