/**
 * The synthesis network f: activations -> magnitudes, two layers.
 *
 * @source Ewert & Sandler 2017, sections 3 and 4
 */
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { Rng } from '../../../../../shared/std/rng.ts';
import type { TensorFlow } from '../../../native/load-tensorflow.ts';
import { glorotLimit, glorotWeights } from './glorot-weights.ts';
import { projectNonNegative } from './projection.ts';
import { mappedWeights, type WeightMap } from './weight-map.ts';

export type SynthesisForm = {
  readonly weightMap: WeightMap;
  /**
   * 'sigmoid' is the paper's. 'zero-preserving' is 2 sigmoid(x) - 1, the same family with f(0) = 0: a
   * plain sigmoid gives 0.5 for silence, and every group's magnitudes would hold that part of the rest.
   */
  readonly hidden: 'sigmoid' | 'zero-preserving';
};

/** Weights [units, hidden], biases [hidden], weights [hidden, bands], biases [bands]. */
export type BiasedSynthesis = readonly [Tensor2D, Tensor1D, Tensor2D, Tensor1D];
/** Without biases, so that f(0) = 0. */
export type UnbiasedSynthesis = readonly [Tensor2D, Tensor2D];
export type SynthesisParameters = BiasedSynthesis | UnbiasedSynthesis;

export type SynthesisShape = { readonly units: number; readonly hidden: number; readonly bands: number };

/** @param projected starts from non-negative weights: the projection of the Glorot ones */
export function createSynthesis(
  tf: TensorFlow,
  shape: SynthesisShape,
  projected: boolean,
  rng: Rng,
): BiasedSynthesis {
  const start = (inputs: number, outputs: number): Tensor2D => {
    const weights = glorotWeights(tf, inputs, outputs, rng);
    if (!projected) return weights;
    const nonNegative = projectNonNegative(tf, weights);
    weights.dispose();
    return nonNegative;
  };
  const { units, hidden, bands } = shape;
  return [start(units, hidden), tf.zeros([hidden]), start(hidden, bands), tf.zeros([bands])];
}

/**
 * Mean of f(0) at a projected start: half of every hidden unit, through weights whose mean is a quarter
 * of Glorot's limit. Against quieter targets the first gradients push every activation down, and
 * under ReLU all units die within some dozen steps, long before the weights have come down.
 */
export function startingLevel({ hidden, bands }: SynthesisShape): number {
  return (hidden / 2) * (glorotLimit(hidden, bands) / 4);
}

/**
 * @param activations [frames, units], >= 0
 * @returns [frames, bands], >= 0
 */
export function synthesise(
  tf: TensorFlow,
  parameters: SynthesisParameters,
  activations: Tensor2D,
  form: SynthesisForm,
): Tensor2D {
  const biased = parameters.length === 4;
  const weights1 = mappedWeights(tf, form.weightMap, parameters[0]);
  const weights2 = mappedWeights(tf, form.weightMap, biased ? parameters[2] : parameters[1]);
  const product: Tensor2D = tf.matMul(activations, weights1);
  const linear = biased ? tf.add<Tensor2D>(product, parameters[1]) : product;
  const hidden = form.hidden === 'sigmoid' ? tf.sigmoid(linear) : tf.tanh(tf.mul<Tensor2D>(linear, 0.5));
  const output: Tensor2D = tf.matMul(hidden, weights2);
  // Non-negative by construction under 'exponential': without ReLU no band can die there.
  if (!biased) return form.weightMap === 'exponential' ? output : tf.relu(output);
  return tf.relu(tf.add<Tensor2D>(output, parameters[3]));
}
