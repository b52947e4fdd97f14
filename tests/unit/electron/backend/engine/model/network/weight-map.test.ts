import { describe, expect, it } from 'vitest';
import {
  mappedWeights,
  thetaOfWeight,
} from '../../../../../../../electron/backend/engine/model/network/weight-map.ts';
import { plainTensors } from '../../../../../../support/tensors.ts';

const { tf } = await plainTensors();

describe('weight maps', () => {
  it.each([
    ['plain', [-2, 0, 1e-3, 50]],
    ['exponential', [1e-4, 1e-3, 1, 50]],
    ['signed-exponential', [-2, 0, 1e-3, 50]],
  ] as const)('[X27] %s: a weight, its theta, and back', (map, weights) => {
    const theta = tf.tensor2d([weights.map((weight) => thetaOfWeight(map, weight))]);
    for (const [index, weight] of [...mappedWeights(tf, map, theta).dataSync()].entries()) {
      const expected = weights[index] ?? NaN;
      expect(Math.abs(weight - expected)).toBeLessThanOrEqual(1e-5 * Math.abs(expected) + 1e-9);
    }
  });
});
