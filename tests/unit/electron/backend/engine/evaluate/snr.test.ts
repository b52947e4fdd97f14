import { describe, expect, it } from 'vitest';
import { snrDb, snrGainDb } from '../../../../../../electron/backend/engine/evaluate/snr.ts';

describe('snrDb', () => {
  it('[E6] is the ratio of energies in dB', () => {
    const reference = Float32Array.of(1, -1, 1, -1);
    expect(snrDb(reference, Float32Array.of(1.5, -1, 1, -1))).toBeCloseTo(10 * Math.log10(4 / 0.25), 9);
    expect(snrDb(reference, reference)).toBe(Infinity);
    expect(snrGainDb(reference, Float32Array.of(1.5, -1, 1, -1), Float32Array.of(2, -1, 1, -1))).toBeCloseTo(
      10 * Math.log10(4),
      9,
    );
    expect(() => snrDb(reference, Float32Array.of(1))).toThrow(/expected \[4\]/);
  });
});
