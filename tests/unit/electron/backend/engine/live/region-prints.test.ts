import { describe, expect, it } from 'vitest';
import { withRegions } from '../../../../../../electron/backend/engine/live/region-prints.ts';

const corners = [
  [0.5, 60],
  [1, 60],
  [1, 72],
  [0.5, 72],
] as const;
const groups = ['g1', 'g2'];
const prints = Uint32Array.from({ length: 20 }, (_, frame) => frame * 7);
const region = { from: 0, to: 1, corners };
const marked = (regions: Parameters<typeof withRegions>[1], names = groups): Uint32Array =>
  withRegions(prints, regions, names, 0.1);
const changedFrom = (other: Uint32Array, to: Uint32Array): number[] =>
  [...to.keys()].filter((frame) => to[frame] !== other[frame]);

describe('withRegions', () => {
  it('[RP34] a new region marks the frames that it covers, and no others', () => {
    expect(changedFrom(prints, marked([region]))).toEqual([5, 6, 7, 8, 9]);
    expect(changedFrom(prints, marked([]))).toEqual([]);
  });

  it('[RP34] other stems, other pitches and other times mark what differs; the same region does not', () => {
    const own = marked([region]);
    expect(changedFrom(own, marked([{ ...region }]))).toEqual([]);
    for (const other of [
      { ...region, to: 2 },
      { ...region, from: null },
      { ...region, corners: corners.map(([sec, pitch]) => [sec, pitch + 1] as const) },
    ]) {
      expect(changedFrom(own, marked([other]))).toEqual([5, 6, 7, 8, 9]);
    }
    const later = corners.map(([sec, pitch]) => [sec + 0.2, pitch] as const);
    expect(changedFrom(own, marked([{ ...region, corners: later }]))).toEqual([5, 6, 10, 11]);
    expect(changedFrom(own, marked([region], ['g1', 'g3']))).toEqual([5, 6, 7, 8, 9]);
  });
});
