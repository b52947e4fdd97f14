import type { Tensor } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { reviveUnits } from '../../../../../../../electron/backend/engine/model/network/revive-units.ts';
import { createRng } from '../../../../../../../shared/std/rng.ts';
import { plainTensors } from '../../../../../../support/tensors.ts';

describe('reviving units', () => {
  it('[X34] starts the dead ones afresh and leaves the others', async () => {
    const { tf } = await plainTensors();
    const parameters: Tensor[] = [0, 1, 2, 3].map(() => tf.scalar(0));
    parameters.push(tf.fill([2, 3], 7), tf.fill([3], -9), tf.scalar(4));
    const before = tf.memory().numTensors;
    const revived = reviveUnits(tf, parameters, [1], createRng(1));
    expect(tf.memory().numTensors).toBe(before);
    const weights = revived[4]?.dataSync() ?? [];
    expect([weights[0], weights[2], weights[3], weights[5]]).toEqual([7, 7, 7, 7]);
    expect(Math.abs(weights[1] ?? 7)).toBeLessThan(0.2);
    expect(Math.abs(weights[4] ?? 7)).toBeLessThan(0.2);
    const bias = revived[5]?.dataSync() ?? [];
    expect(bias[0]).toBe(-9);
    expect(bias[1]).toBeGreaterThan(0);
    expect(revived[6]?.dataSync()[0]).toBe(4);
  });
});
