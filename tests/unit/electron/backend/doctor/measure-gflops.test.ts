import { describe, expect, it } from 'vitest';
import { measureGflops } from '../../../../../electron/backend/doctor/measure-gflops.ts';
import { loadTensors } from '../../../../../electron/backend/native/load-tensorflow.ts';

describe('measuring the speed of products', () => {
  it('[F12] gives a positive figure and keeps no tensor', async () => {
    const result = await loadTensors('auto');
    if (!result.ok) throw new Error(result.error.message);
    const { tf } = result.value;
    const before = tf.memory().numTensors;
    expect(measureGflops(tf)).toBeGreaterThan(0);
    expect(tf.memory().numTensors).toBe(before);
  });
});
