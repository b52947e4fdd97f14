import type { Tensor } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { Adam } from '../../../../../../../electron/backend/engine/model/network/adam.ts';
import { createRng } from '../../../../../../../shared/std/rng.ts';
import { plainTensors } from '../../../../../../support/tensors.ts';

const { tf } = await plainTensors();

/** Algorithm 1 of Kingma & Ba, word for word, in double precision. */
function textbook(start: number[], gradients: number[][], stepSize: number): number[] {
  const values = [...start];
  const first = start.map(() => 0);
  const second = start.map(() => 0);
  for (const [index, gradient] of gradients.entries()) {
    const time = index + 1;
    for (const [place, slope] of gradient.entries()) {
      first[place] = 0.9 * (first[place] ?? 0) + 0.1 * slope;
      second[place] = 0.999 * (second[place] ?? 0) + 0.001 * slope * slope;
      const corrected1 = (first[place] ?? 0) / (1 - 0.9 ** time);
      const corrected2 = (second[place] ?? 0) / (1 - 0.999 ** time);
      values[place] = (values[place] ?? 0) - (stepSize * corrected1) / (Math.sqrt(corrected2) + 1e-8);
    }
  }
  return values;
}

describe('Adam', () => {
  it('[X28] agrees with the published algorithm over 50 steps', () => {
    const rng = createRng(4);
    const start = [1, -2, 0.5];
    // From loud to nearly silent gradients: epsilon matters for the last.
    const gradients = Array.from({ length: 50 }, () => [
      rng.nextNormal(),
      30 * rng.nextNormal(),
      1e-8 * rng.nextNormal(),
    ]);
    const adam = new Adam(tf);
    let values: Tensor[] = [tf.tensor1d(start)];
    for (const gradient of gradients) values = adam.step(values, [tf.tensor1d(gradient)], [0.01]);
    const expected = textbook(start, gradients, 0.01);
    for (const [place, value] of [...(values[0]?.dataSync() ?? [])].entries()) {
      expect(value).toBeCloseTo(expected[place] ?? NaN, 4);
    }
  });

  it('[X28] moves every parameter by its own step size', () => {
    const adam = new Adam(tf);
    const [first, second] = adam.step(
      [tf.scalar(0), tf.scalar(0)],
      [tf.scalar(5), tf.scalar(-3)],
      [0.1, 0.002],
    );
    expect(first?.dataSync()[0]).toBeCloseTo(-0.1, 6);
    expect(second?.dataSync()[0]).toBeCloseTo(0.002, 6);
  });

  it('[X29] keeps two tensors for each parameter, and none once disposed of', () => {
    const before = tf.memory().numTensors;
    const adam = new Adam(tf);
    let values: Tensor[] = [tf.zeros([4]), tf.zeros([2, 2])];
    for (let step = 0; step < 3; step++) {
      values = adam.step(values, [tf.ones([4]), tf.ones([2, 2])], [0.1, 0.1]);
      expect(tf.memory().numTensors).toBe(before + 6);
    }
    adam.dispose();
    tf.dispose(values);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('refuses gradients that do not match the values', () => {
    expect(() => new Adam(tf).step([tf.scalar(0)], [], [0.1])).toThrow('expected 1 gradients');
  });
});
