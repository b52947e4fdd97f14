import { describe, expect, it } from 'vitest';
import { kaiserWindow, sinc } from '../../../../shared/std/windowed-sinc.ts';

describe('windowed sinc', () => {
  it('passes through the samples themselves', () => {
    expect(sinc(0)).toBe(1);
    expect(sinc(0.5)).toBeCloseTo(2 / Math.PI, 15);
    for (const x of [-3, -1, 1, 2, 16]) expect(sinc(x)).toBeCloseTo(0, 15);
  });

  it("falls as Kaiser's window, by tabled values of the Bessel function", () => {
    expect(kaiserWindow(0, 9)).toBe(1);
    // I0(4.5) / I0(9)
    expect(kaiserWindow(Math.sqrt(0.75), 9)).toBeCloseTo(17.4811718556 / 1093.5883545114, 11);
    expect(kaiserWindow(-1, 9)).toBeCloseTo(1 / 1093.5883545114, 12);
    expect(kaiserWindow(1.001, 9)).toBe(0);
  });
});
