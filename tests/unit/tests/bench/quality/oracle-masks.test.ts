import { describe, expect, it } from 'vitest';
import { createOracleMasks } from '../../../../bench/quality/oracle-masks.ts';
import { memoryRecording } from '../../../../support/memory-recording.ts';

describe('createOracleMasks', () => {
  it('[Q9] gives every stem its share of the power of all channels', async () => {
    const length = 4096;
    const settings = { windowSamples: 256, hopSamples: 64 };
    const noise = Float32Array.from({ length }, (_, n) => Math.sin(n * n * 0.37));
    const twice = noise.map((value) => 2 * value);
    const inverted = noise.map((value) => -value);
    const stems = [memoryRecording([noise, inverted]), memoryRecording([twice, twice])];
    const masks = createOracleMasks(stems, settings);
    const values = await masks.masksFor(8, 2);
    const size = 2 * masks.bins;
    for (let i = 0; i < size; i++) {
      expect(values[i]).toBeCloseTo(0.2, 4);
      expect(values[size + i]).toBeCloseTo(0.8, 4);
    }
  });
});
