import type { Tensor2D } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { activityPenalty } from '../../../../../../../electron/backend/engine/model/network/activity-penalty.ts';
import { gradientError } from '../../../../../../support/finite-differences.ts';
import { plainTensors } from '../../../../../../support/tensors.ts';

const { tf } = await plainTensors();
const labels = tf.tensor2d([
  [1, 0, 0],
  [0, 1, 1],
]);
const activations = tf.tensor2d([
  [5, 2, 1],
  [3, 7, 9],
]);

describe('activity penalty', () => {
  it('[X21] squares forbidden activity, sums over units, averages over frames', () => {
    // Frame 0: 2^2 + 1^2; frame 1: 3^2.
    expect(activityPenalty(tf, activations, labels, 0.5).dataSync()[0]).toBeCloseTo((0.5 * (5 + 9)) / 2, 6);
  });

  it('[X21] costs nothing where the labels allow everything', () => {
    expect(activityPenalty(tf, activations, tf.ones([2, 3]), 0.5).dataSync()[0]).toBe(0);
  });

  it('[X23] its gradient agrees with finite differences', () => {
    const cost = (h: unknown) => activityPenalty(tf, h as Tensor2D, labels, 0.5);
    expect(gradientError(tf, cost, [activations])).toBeLessThan(1e-3);
  });
});
