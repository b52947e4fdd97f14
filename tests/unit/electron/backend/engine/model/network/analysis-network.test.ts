import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import {
  analyse,
  createAnalysis,
  lastHidden,
  type AnalysisParameters,
} from '../../../../../../../electron/backend/engine/model/network/analysis-network.ts';
import { createRng } from '../../../../../../../shared/std/rng.ts';
import { gradientError } from '../../../../../../support/finite-differences.ts';
import { plainTensors } from '../../../../../../support/tensors.ts';

const { tf } = await plainTensors();
const shape = { inputs: 4, hidden: 5, units: 3 };
const input = tf.tensor2d([
  [1, 0.5, 2, 0],
  [0.2, 3, 0, 1],
]);

describe('analysis network', () => {
  it.each(['relu', 'softplus'] as const)(
    '[X23] gradients under %s agree with finite differences',
    (activation) => {
      // Biases away from zero keep every unit on one side of the ReLU's corner.
      const parameters = [...createAnalysis(tf, shape, createRng(3))] as Tensor[];
      parameters[5] = tf.tensor1d([1.5, -3, 2]);
      const cost = (...moved: Tensor[]) =>
        tf.sum(tf.square(analyse(tf, moved as unknown as AnalysisParameters, input, activation)));
      expect(gradientError(tf, cost, parameters)).toBeLessThan(2e-3);
    },
  );

  it('[X24] has three layers: sigmoid, sigmoid, and an output that is never negative', () => {
    const one = (value: number): Tensor2D => tf.tensor2d([[value]]);
    const parameters = [one(2), tf.tensor1d([-1]), one(4), tf.tensor1d([0]), one(-3), tf.tensor1d([1])];
    const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
    const hidden = sigmoid(4 * sigmoid(2 * 0.5 - 1));
    const net = parameters as unknown as AnalysisParameters;
    expect(lastHidden(tf, net, one(0.5)).dataSync()[0]).toBeCloseTo(hidden, 6);
    expect(analyse(tf, net, one(0.5), 'relu').dataSync()[0]).toBe(0);
    expect(analyse(tf, net, one(0.5), 'softplus').dataSync()[0]).toBeCloseTo(
      Math.log1p(Math.exp(1 - 3 * hidden)),
      6,
    );
  });

  it('[X24] starts from the seed, within Glorot and Bengio’s limits', () => {
    const first = createAnalysis(tf, shape, createRng(7))[0].dataSync();
    const again = createAnalysis(tf, shape, createRng(7))[0].dataSync();
    const other = createAnalysis(tf, shape, createRng(8))[0].dataSync();
    expect([...again]).toEqual([...first]);
    expect([...other]).not.toEqual([...first]);
    const limit = Math.sqrt(6 / (4 + 5));
    expect(Math.max(...first)).toBeLessThanOrEqual(limit);
    expect(Math.max(...first)).toBeGreaterThan(limit / 2);
    expect(Math.min(...first)).toBeLessThan(-limit / 2);
  });
});
