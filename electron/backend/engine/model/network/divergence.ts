import type { Scalar, Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import type { TensorFlow } from '../../../native/load-tensorflow.ts';

/** The paper's 0 < eps << 1, for magnitudes of mean 1: far below any sound, large enough for float32. */
const DIVERGENCE_EPSILON = 1e-4;

/**
 * Generalised Kullback-Leibler divergence, summed over bands, mean over frames:
 *
 *     d(a, b) = sum_m  a_m log((a_m + eps) / (b_m + eps)) - a_m + b_m
 *
 * The derivative is given in closed form, `1 - a / (b + eps)` over the number of frames: a third of the
 * operations that differentiating the formula term by term would take.
 *
 * @param target a, [frames, bands], >= 0, a constant: no gradient flows into it
 * @param estimate b, [frames, bands], >= 0
 * @returns a scalar; NaN if either holds one
 * @source Ewert & Sandler 2017, section 3, and equation (1) for the mean over frames
 */
export function klDivergence(
  tf: TensorFlow,
  target: Tensor2D,
  estimate: Tensor2D,
  epsilon: number = DIVERGENCE_EPSILON,
): Scalar {
  const frames = target.shape[0];
  if (estimate.shape[0] !== frames || estimate.shape[1] !== target.shape[1]) {
    throw new Error(`expected an estimate of [${target.shape.join()}], got [${estimate.shape.join()}]`);
  }
  const divergence = tf.customGrad((...inputs) => {
    const [given, save] = inputs as unknown as [Tensor2D, (tensors: Tensor[]) => void];
    const shifted = tf.add(given, epsilon);
    const logRatio = tf.log(tf.div(tf.add(target, epsilon), shifted));
    const value = tf.div(tf.sum(tf.add(tf.mul(target, tf.sub(logRatio, 1)), given)), frames);
    save([target, shifted]);
    return {
      value,
      gradFunc: (dy, saved) => {
        const [a, shiftedEstimate] = saved as [Tensor, Tensor];
        return tf.mul(tf.sub(1, tf.div(a, shiftedEstimate)), tf.div(dy as Scalar, frames));
      },
    };
  });
  return divergence(estimate) as Scalar;
}
