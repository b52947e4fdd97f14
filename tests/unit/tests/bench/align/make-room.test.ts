import { describe, expect, it } from 'vitest';
import { addRoom, convolve } from '../../../../bench/align/make-room.ts';
import { noise, rms } from '../../../../support/signals.ts';

describe('a made-up room', () => {
  it('[Q13] block convolution equals its sum', () => {
    const signal = noise(300, 1);
    const response = Float64Array.from(noise(50, 2));
    const wanted = Float32Array.from({ length: 300 }, (_, n) =>
      response.reduce((sum, value, k) => sum + value * (signal[n - k] ?? 0), 0),
    );
    convolve(signal, response).forEach((value, n) => expect(value).toBeCloseTo(wanted[n]!, 4));
  });

  it('[Q13] what follows an impulse falls by 60 dB in the reverberation time', () => {
    const impulse = new Float32Array(16_000);
    impulse[0] = 1;
    const [sound] = addRoom({ channels: [impulse], sampleRate: 8000 }, 1, 3).channels;
    const level = (sec: number): number =>
      20 * Math.log10(rms(sound!.subarray(sec * 8000, sec * 8000 + 800)));
    expect(level(0.1) - level(0.6)).toBeCloseTo(30, -0.7);
    expect(rms(sound!.subarray(8100))).toBeLessThan(1e-6);
  });
});
