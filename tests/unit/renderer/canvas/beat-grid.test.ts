import { describe, expect, it } from 'vitest';
import { beatAt, labelledBars, snapToBeat, visibleBeats } from '../../../../renderer/canvas/beat-grid.ts';
import type { RollView } from '../../../../renderer/canvas/roll-view.ts';

/** Half a second a beat, four beats a bar, 100 bars. */
const beats = Array.from({ length: 400 }, (_, index) => ({
  sec: index / 2,
  bar: Math.floor(index / 4) + 1,
  beat: (index % 4) + 1,
}));
const view: RollView = {
  widthPx: 800,
  heightPx: 400,
  startSec: 10,
  pxPerSec: 100,
  topPitch: 80,
  pxPerPitch: 10,
};

describe('bars and beats', () => {
  it('[U4] near by every beat has a line, further away bars, then every second, fourth, ... bar', () => {
    expect(visibleBeats(view, beats).map(({ sec }) => sec)).toEqual(
      Array.from({ length: 17 }, (_, index) => 10 + index / 2),
    );
    const far = visibleBeats({ ...view, startSec: 0, pxPerSec: 8 }, beats);
    expect(far.every(({ beat }) => beat === 1)).toBe(true);
    const farther = visibleBeats({ ...view, startSec: 0, pxPerSec: 8, widthPx: 300 }, beats);
    const bars = farther.map(({ bar }) => bar);
    expect(farther.length).toBeGreaterThan(0);
    expect(bars.every((bar) => (bar - 1) % 1 === 0)).toBe(true);
    const tiny = visibleBeats({ ...view, startSec: 0, pxPerSec: 2, widthPx: 400 }, beats).map(
      ({ bar }) => bar,
    );
    expect(tiny.length).toBeLessThanOrEqual(400 / 7 + 1);
    expect(tiny.slice(0, 3)).toEqual([1, 3, 5]);
  });

  it('[U4] numbers of bars have room beside each other', () => {
    const lines = visibleBeats({ ...view, startSec: 0, pxPerSec: 8 }, beats);
    const labelled = labelledBars(view, lines, 40);
    expect(labelled.length * 40).toBeLessThanOrEqual(view.widthPx);
    expect(labelled[0]?.bar).toBe(1);
  });

  it('[U4] a time has a bar, a beat and a share of it', () => {
    expect(beatAt(beats, 11.25)).toEqual({ beat: { sec: 11, bar: 6, beat: 3 }, share: 0.5 });
    expect(beatAt(beats, -1)).toBeNull();
  });

  it('[U5] times snap to parts of a beat', () => {
    expect(snapToBeat(beats, 11.3, 4)).toBeCloseTo(11.25, 9);
    expect(snapToBeat(beats, 11.3, 1)).toBeCloseTo(11.5, 9);
    expect(snapToBeat([], 11.3, 4)).toBe(11.3);
  });
});
