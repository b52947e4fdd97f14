import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { TensorFlow } from '../../../native/load-tensorflow.ts';

/**
 * How the parameter theta that the optimiser moves becomes a synthesis weight:
 *
 * - 'plain': w = theta. The paper's; non-negative only through projection.
 * - 'exponential': w = exp(theta). Non-negative for free, and one step changes every weight by the same
 *   ratio, which suits spectra that span 60 dB.
 * - 'signed-exponential': w = s sinh(theta). As relative as the exponential for weights above s, and
 *   linear through zero below: conditioned alike, without the constraint.
 */
export type WeightMap = 'plain' | 'exponential' | 'signed-exponential';

/**
 * s of 'signed-exponential', against weights whose rows have mean 1: the size below which a weight may
 * cross zero within a few steps.
 */
const SIGNED_SCALE = 1e-2;

/** @param theta [inputs, outputs] */
export function mappedWeights(tf: TensorFlow, map: WeightMap, theta: Tensor2D): Tensor2D {
  if (map === 'plain') return theta;
  const rising = tf.exp(theta);
  if (map === 'exponential') return rising;
  return tf.mul(tf.sub(rising, tf.exp(tf.neg(theta))), SIGNED_SCALE / 2);
}

/** The theta of a weight; under 'exponential' the weight must be above zero. */
export function thetaOfWeight(map: WeightMap, weight: number): number {
  if (map === 'plain') return weight;
  return map === 'exponential' ? Math.log(weight) : Math.asinh(weight / SIGNED_SCALE);
}
