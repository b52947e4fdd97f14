import { describe, expect, it } from 'vitest';
import { resample } from '../../../../../electron/backend/demo/resample.ts';

function sine(cyclesPerSample: number, length: number): Float32Array {
  return Float32Array.from({ length }, (_, n) => Math.sin(2 * Math.PI * cyclesPerSample * n));
}

describe('resample', () => {
  it.each([0.9, 1, 48 / 44.1, 1.2])('[O5] moves a tone by the factor %s, 80 dB clean', (step) => {
    const out = resample(sine(0.05, 4000), 100.5, step, 2000);
    let worst = 0;
    for (const [n, value] of out.entries()) {
      const expected = Math.sin(2 * Math.PI * 0.05 * (100.5 + n * step));
      worst = Math.max(worst, Math.abs(value - expected));
    }
    expect(worst).toBeLessThan(1e-4);
  });

  it('[O5] leaves out what would fold back', () => {
    const out = resample(sine(0.49, 4000), 100, 1.2, 2000);
    expect(Math.max(...out.map(Math.abs))).toBeLessThan(1e-3);
  });

  it('[O5] reads silence outside the source', () => {
    expect([...resample(Float32Array.of(1), 1000, 1, 3)]).toEqual([0, 0, 0]);
  });
});
