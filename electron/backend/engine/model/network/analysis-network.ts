/**
 * The analysis network h: frames of magnitudes -> activations, three layers.
 *
 * @source Ewert & Sandler 2017, sections 3 and 4
 */
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { Rng } from '../../../../../shared/std/rng.ts';
import type { TensorFlow } from '../../../native/load-tensorflow.ts';
import { glorotWeights } from './glorot-weights.ts';

export type AnalysisShape = {
  /** Bands times neighbouring frames. */
  readonly inputs: number;
  /** Width of both hidden layers. */
  readonly hidden: number;
  /** K */
  readonly units: number;
};

/** Weights [in, out] and biases [out] of the three layers, in this order. */
export type AnalysisParameters = readonly [Tensor2D, Tensor1D, Tensor2D, Tensor1D, Tensor2D, Tensor1D];

/** The paper's ReLU, or softplus, its smooth relative, under which no unit can die. */
export type RepresentationActivation = 'relu' | 'softplus';

/** @param rng the start of every weight; biases start at zero */
export function createAnalysis(tf: TensorFlow, shape: AnalysisShape, rng: Rng): AnalysisParameters {
  const { inputs, hidden, units } = shape;
  return [
    glorotWeights(tf, inputs, hidden, rng),
    tf.zeros([hidden]),
    glorotWeights(tf, hidden, hidden, rng),
    tf.zeros([hidden]),
    glorotWeights(tf, hidden, units, rng),
    tf.zeros([units]),
  ];
}

/**
 * @param input [frames, inputs]
 * @returns h, [frames, units], >= 0, not yet masked by the labels
 */
export function analyse(
  tf: TensorFlow,
  parameters: AnalysisParameters,
  input: Tensor2D,
  activation: RepresentationActivation,
): Tensor2D {
  const linear = tf.add<Tensor2D>(tf.matMul(lastHidden(tf, parameters, input), parameters[4]), parameters[5]);
  return activation === 'relu' ? tf.relu(linear) : tf.softplus(linear);
}

/** Output of the second hidden layer, [frames, hidden], in (0, 1). */
export function lastHidden(tf: TensorFlow, parameters: AnalysisParameters, input: Tensor2D): Tensor2D {
  const [weights1, bias1, weights2, bias2] = parameters;
  const first = sigmoidLayer(tf, input, weights1, bias1);
  return sigmoidLayer(tf, first, weights2, bias2);
}

function sigmoidLayer(tf: TensorFlow, input: Tensor2D, weights: Tensor2D, bias: Tensor1D): Tensor2D {
  return tf.sigmoid(tf.add<Tensor2D>(tf.matMul(input, weights), bias));
}
