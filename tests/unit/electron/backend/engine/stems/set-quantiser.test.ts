import { describe, expect, it } from 'vitest';
import { SetQuantiser } from '../../../../../../electron/backend/engine/stems/set-quantiser.ts';
import { noise, rms } from '../../../../../support/signals.ts';

describe('SetQuantiser', () => {
  it('[S5] leaves the sum exact where the recording lies on the grid', () => {
    const mix = noise(5000, 1).map((sample) => Math.round(sample * 32768) / 32768);
    const first = mix.map((sample, i) => sample * (0.3 + 0.2 * Math.sin(i)));
    const second = noise(5000, 2, 0.01);
    const residual = mix.map((sample, i) => sample - first[i]! - second[i]!);
    new SetQuantiser('pcm16', 3, 1, 1).quantise([[first], [second], [residual]]);
    expect(mix.map((_, i) => first[i]! + second[i]! + residual[i]!)).toEqual(mix);
    for (const stem of [first, second, residual]) {
      expect(stem.every((sample) => Number.isInteger(sample * 32768))).toBe(true);
    }
  });

  it('[S5] adds noise of a known level that does not follow the signal', () => {
    const first = new Float32Array(50_000).fill(0.3);
    const second = new Float32Array(50_000).fill(0.2 / 32768);
    const residual = new Float32Array(50_000);
    new SetQuantiser('pcm16', 3, 1, 1).quantise([[first], [second], [residual]]);
    const noiseSteps = (stem: Float32Array, value: number): number =>
      rms(Float64Array.from(stem, (sample) => (sample - value) * 32768));
    expect(noiseSteps(first, Math.fround(0.3))).toBeCloseTo(0.5, 1);
    expect(noiseSteps(second, 0.2 / 32768)).toBeCloseTo(Math.SQRT1_2, 1);
  });

  it('[S5] limits what is beyond full scale, and hands the excess on', () => {
    const first = Float32Array.of(1.5, -1.25, 0.5);
    const residual = Float32Array.of(-0.75, 0.5, 0);
    const limited = new SetQuantiser('pcm24', 2, 1, 1).quantise([[first], [residual]]);
    expect(limited).toBe(2);
    expect([...first].slice(0, 2)).toEqual([1 - 2 ** -23, -1]);
    const sums = [0.75, -0.75, 0.5];
    sums.forEach((sum, i) => expect(first[i]! + residual[i]!).toBeCloseTo(sum, 6));
  });
});
