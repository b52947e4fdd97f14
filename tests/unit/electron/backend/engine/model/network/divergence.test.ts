import { describe, expect, it } from 'vitest';
import { klDivergence } from '../../../../../../../electron/backend/engine/model/network/divergence.ts';
import { gradientError } from '../../../../../../support/finite-differences.ts';
import { plainTensors } from '../../../../../../support/tensors.ts';

const { tf } = await plainTensors();

describe('generalised Kullback-Leibler divergence', () => {
  it('[X20] is summed over bands and averaged over frames', () => {
    const target = tf.tensor2d([
      [2, 1],
      [0, 4],
    ]);
    const estimate = tf.tensor2d([
      [1, 1],
      [3, 2],
    ]);
    // Frame 0: 2 ln 2 - 2 + 1 + 0; frame 1: 0 - 0 + 3 + 4 ln 2 - 4 + 2.
    const byHand = (2 * Math.log(2) - 1 + (1 + 4 * Math.log(2))) / 2;
    expect(klDivergence(tf, target, estimate, 1e-9).dataSync()[0]).toBeCloseTo(byHand, 5);
  });

  it('[X20] epsilon keeps an estimate of zero finite: 1 log((1 + eps) / eps) - 1', () => {
    const cost = klDivergence(tf, tf.tensor2d([[1]]), tf.tensor2d([[0]]), 0.01);
    expect(cost.dataSync()[0]).toBeCloseTo(Math.log(101) - 1, 5);
  });

  it('[X20] is zero for a perfect estimate, silence included', () => {
    const frames = tf.tensor2d([[0, 3, 0.5]]);
    expect(klDivergence(tf, frames, frames).dataSync()[0]).toBeCloseTo(0, 6);
  });

  it('[X23] its gradient agrees with finite differences', () => {
    const target = tf.tensor2d([
      [2, 1, 0],
      [0.3, 4, 1],
    ]);
    const estimate = tf.tensor2d([
      [1, 1.2, 0.7],
      [0.5, 2, 1.4],
    ]);
    expect(gradientError(tf, (b) => klDivergence(tf, target, b as typeof target), [estimate])).toBeLessThan(
      2e-3,
    );
  });

  it('refuses shapes that differ', () => {
    expect(() => klDivergence(tf, tf.zeros([2, 3]), tf.zeros([2, 4]))).toThrow(
      'expected an estimate of [2,3]',
    );
  });
});
