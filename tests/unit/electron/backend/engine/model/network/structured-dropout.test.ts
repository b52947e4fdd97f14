import type { Tensor2D } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { klDivergence } from '../../../../../../../electron/backend/engine/model/network/divergence.ts';
import { structuredDropout } from '../../../../../../../electron/backend/engine/model/network/structured-dropout.ts';
import { gradientError } from '../../../../../../support/finite-differences.ts';
import { plainTensors } from '../../../../../../support/tensors.ts';

const { tf } = await plainTensors();
const labels = tf.tensor2d([
  [1, 0],
  [1, 1],
]);
const activations = tf.tensor2d([
  [2, 5],
  [1, 3],
]);
/** Two units, three bands. */
const templates = tf.tensor2d([
  [1, 0, 1],
  [0, 2, 1],
]);

describe('structured dropout', () => {
  it('[X22] keeps what the labels allow and silences the rest', () => {
    expect([...structuredDropout(tf, activations, labels).dataSync()]).toEqual([2, 0, 1, 3]);
  });

  it('[X22] equation (3) on values worked out by hand', () => {
    const target = tf.tensor2d([
      [2, 1, 4],
      [1, 6, 4],
    ]);
    const heard = tf.matMul<Tensor2D>(structuredDropout(tf, activations, labels), templates);
    expect([...heard.dataSync()]).toEqual([2, 0, 2, 1, 6, 4]);
    // Only frame 0 misses: band 1 of silence at eps = 0.5, band 2 at half its level.
    const byHand = (Math.log(3) - 1 + (4 * Math.log(4.5 / 2.5) - 2)) / 2;
    expect(klDivergence(tf, target, heard, 0.5).dataSync()[0]).toBeCloseTo(byHand, 5);
  });

  it('[X23] its gradient agrees with finite differences, and is zero for silenced units', () => {
    const cost = (h: unknown) => tf.sum(tf.square(structuredDropout(tf, h as Tensor2D, labels)));
    expect(gradientError(tf, cost, [activations])).toBeLessThan(1e-3);
    const gradient = tf
      .grad((h) => cost(h))(activations)
      .dataSync();
    expect(gradient[1]).toBe(0);
  });
});
