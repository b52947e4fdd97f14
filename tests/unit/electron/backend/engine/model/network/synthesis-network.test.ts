import type { Rank, Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import {
  createSynthesis,
  synthesise,
  type SynthesisForm,
  type SynthesisParameters,
} from '../../../../../../../electron/backend/engine/model/network/synthesis-network.ts';
import { createRng } from '../../../../../../../shared/std/rng.ts';
import { gradientError } from '../../../../../../support/finite-differences.ts';
import { plainTensors } from '../../../../../../support/tensors.ts';

const { tf } = await plainTensors();
const shape = { units: 3, hidden: 4, bands: 5 };
const activations = tf.tensor2d([
  [1, 0.3, 0],
  [0.2, 2, 0.7],
]);
const paper: SynthesisForm = { weightMap: 'plain', hidden: 'sigmoid' };

describe('synthesis network', () => {
  it('[X23] gradients of the paper’s form agree with finite differences', () => {
    const parameters = [...createSynthesis(tf, shape, false, createRng(5))] as Tensor[];
    // Away from the corner of the output's ReLU, on both sides.
    parameters[3] = tf.tensor1d([3, 3, -4, 3, 3]);
    const cost = (...moved: Tensor[]) =>
      tf.sum(tf.square(synthesise(tf, moved as unknown as SynthesisParameters, activations, paper)));
    expect(gradientError(tf, cost, parameters)).toBeLessThan(2e-3);
  });

  it.each(['exponential', 'signed-exponential'] as const)(
    '[X23] gradients under the %s map agree with finite differences',
    (weightMap) => {
      const form: SynthesisForm = { weightMap, hidden: 'zero-preserving' };
      const rng = createRng(6);
      const theta = (rows: number, columns: number): Tensor2D =>
        tf.tensor2d(
          Float32Array.from({ length: rows * columns }, () => 2 + rng.nextNormal() / 4),
          [rows, columns],
        );
      const cost = (...moved: Tensor[]) =>
        tf.sum(tf.square(synthesise(tf, moved as unknown as SynthesisParameters, activations, form)));
      expect(gradientError(tf, cost, [theta(3, 4), theta(4, 5)])).toBeLessThan(5e-3);
    },
  );

  it('[X25] zero-preserving: silence in, silence out; the paper’s sigmoid gives half of every weight', () => {
    const silence: Tensor2D = tf.zeros([1, 3]);
    const [weights1, , weights2] = createSynthesis(tf, shape, true, createRng(5));
    const form: SynthesisForm = { weightMap: 'plain', hidden: 'zero-preserving' };
    expect(Math.max(...synthesise(tf, [weights1, weights2], silence, form).dataSync())).toBe(0);
    const half = tf.mul(tf.sum<Tensor1D>(weights2, 0), 0.5).dataSync();
    const given = synthesise(
      tf,
      [weights1, tf.zeros<Rank.R1>([4]), weights2, tf.zeros<Rank.R1>([5])],
      silence,
      paper,
    ).dataSync();
    for (const [band, value] of given.entries()) expect(value).toBeCloseTo(half[band] ?? NaN, 5);
  });

  it('[X26] a projected start has no negative weight, an unprojected one has', () => {
    const least = (projected: boolean): number =>
      Math.min(...createSynthesis(tf, shape, projected, createRng(5))[2].dataSync());
    expect(least(true)).toBe(0);
    expect(least(false)).toBeLessThan(0);
  });
});
