import { describe, expect, it } from 'vitest';
import { MixBus } from '../../../../renderer/playback/mix-bus.ts';
import type { Mix } from '../../../../renderer/playback/mix-bus.ts';

const rate = 44_100;
const gain = (value: number): number[][] => [
  [value, 0],
  [0, value],
];
const mix = (gains: readonly number[], isComparing = false): Mix => ({
  gains: [gain(1), ...gains.map(gain)],
  master: 1,
  isComparing,
});
const level = (value: number): Float32Array[] => [0, 1].map(() => new Float32Array(128).fill(value));

/** The left channel after some blocks of constant stems. */
function run(bus: MixBus, stems: readonly number[], blocks: number): Float32Array {
  const out = new Float32Array(128 * blocks);
  const samples = stems.map(level);
  for (let block = 0; block < blocks; block++) {
    const both = [new Float32Array(128), new Float32Array(128)] as const;
    bus.add(both, 0, samples, 128);
    out.set(both[0], block * 128);
  }
  return out;
}

const within20ms = Math.floor((0.02 * rate) / 128);

describe('the sum of the stems', () => {
  it('[U73] a gain acts within 20 ms, without a step', () => {
    const bus = new MixBus([2, 2], rate, 128);
    bus.set(mix([1]), true);
    expect(run(bus, [0, 0.5], 1)[127]).toBeCloseTo(0.5, 6);
    bus.set(mix([0]), false);
    const out = run(bus, [0, 0.5], within20ms + 1);
    for (let i = 1; i < out.length; i++) expect(Math.abs(out[i]! - out[i - 1]!)).toBeLessThan(0.004);
    expect(out.at(-1)!).toBeLessThan(0.5 * 0.02);
    expect(run(bus, [0, 0.5], 30).at(-1)).toBe(0);
  });

  it('[U73] the original takes the place of the mix, as loud as it is', () => {
    const bus = new MixBus([2, 2], rate, 128);
    bus.set(mix([0.25]), true);
    run(bus, [0.8, 0.8], 3000);
    bus.set(mix([0.25], true), false);
    const out = run(bus, [0.8, 0.8], 100);
    expect(out.at(-1)).toBeCloseTo(0.2, 3);
    bus.set(mix([1], true), false);
    expect(run(bus, [0.8, 0.8], 6000).at(-1)).toBeCloseTo(0.8, 2);
  });

  it('[U73] without stems the recording plays as it is', () => {
    const bus = new MixBus([2], rate, 128);
    bus.set(mix([]), true);
    expect(run(bus, [0.3], 2).at(-1)).toBeCloseTo(0.3, 6);
  });

  it('[U16] peaks are those behind the faders, then of the sum, since they were asked for', () => {
    const bus = new MixBus([2, 2, 2], rate, 128);
    bus.set(mix([0.5, 0]), true);
    run(bus, [0.9, -0.4, 0.7], 2);
    const peaks = [...bus.takePeaks()];
    expect(peaks.map((peak) => Number(peak.toFixed(3)))).toEqual([0.9, 0.2, 0, 0.2]);
    expect([...bus.takePeaks()]).toEqual([0, 0, 0, 0]);
  });
});
