import { describe, expect, it } from 'vitest';
import { RealFft } from '../../../../../../electron/backend/engine/spectrum/real-fft.ts';
import { noise } from '../../../../../support/signals.ts';

describe('RealFft', () => {
  it.each([4, 8, 16, 64, 256])('[T3] agrees with the defining sum, size %i', (size) => {
    const frame = Float64Array.from(noise(size, size));
    const fft = new RealFft(size);
    const spectrum = new Float64Array(fft.bins * 2);
    fft.forward(frame, spectrum);
    for (let k = 0; k < fft.bins; k++) {
      let re = 0;
      let im = 0;
      frame.forEach((sample, t) => {
        re += sample * Math.cos((2 * Math.PI * ((k * t) % size)) / size);
        im -= sample * Math.sin((2 * Math.PI * ((k * t) % size)) / size);
      });
      expect(spectrum[2 * k]).toBeCloseTo(re, 11);
      expect(spectrum[2 * k + 1]).toBeCloseTo(im, 11);
    }
  });

  it.each([4, 32, 4096, 16384])('[T3] inverts itself, size %i, at an offset', (size) => {
    const frame = Float64Array.from(noise(size, size));
    const fft = new RealFft(size);
    const spectrum = new Float64Array(fft.bins * 2 + 6);
    fft.forward(frame, spectrum, 6);
    const back = new Float64Array(size);
    fft.inverse(spectrum, 6, back);
    expect(Math.max(...back.map((sample, i) => Math.abs(sample - frame[i]!)))).toBeLessThan(1e-14);
  });

  it('refuses other sizes', () => {
    for (const size of [0, 2, 3, 12, 1000, Number.NaN]) expect(() => new RealFft(size)).toThrow(RangeError);
  });
});
