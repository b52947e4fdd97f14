import { describe, expect, it } from 'vitest';
import { spansOf } from '../../../../../../../electron/backend/engine/align/spans/spans.ts';
import type { Alignment } from '../../../../../../../shared/music/alignment.ts';

const previous: Alignment = {
  notes: [1, 3, 5, 7].map((onsetSec, i) => ({
    id: `t1n${i + 1}`,
    visit: 1,
    onsetSec,
    offsetSec: onsetSec + 1,
    confidence: 1,
  })),
  unplayed: [],
  warp: [
    [0, 1],
    [2, 3],
    [4, 5],
    [6, 7],
  ],
  tuningCents: 0,
  transposeSemitones: 0,
  musicFromSec: 1,
  musicToSec: 8,
  doubtful: [],
};

describe('spansOf', () => {
  it('[AL25] without pins there is one span, and without a former alignment nothing is kept', () => {
    expect(spansOf({ anchors: [], skips: [] }, null, [])).toEqual([{ from: null, to: null, isKept: false }]);
    expect(spansOf({ anchors: [[2, 3]], skips: [] }, null, []).map(({ isKept }) => isKept)).toEqual([
      false,
      false,
    ]);
  });

  it('[AL25] spans whose ends the former alignment passes through are kept', () => {
    const anchors = [
      [2, 3],
      [3, 4.6],
      [4, 5],
    ] as const;
    const spans = spansOf({ anchors, skips: [] }, previous, []);
    expect(spans.map(({ isKept }) => isKept)).toEqual([true, false, false, true]);
    expect(spans.map(({ from }) => from)).toEqual([null, ...anchors]);
  });

  it('[AL25] a skip that notes lie in renews its span alone', () => {
    const pins = { anchors: [[4, 5]] as const, skips: [{ fromSec: 2.5, toSec: 3.5 }] };
    expect(spansOf(pins, previous, []).map(({ isKept }) => isKept)).toEqual([false, true]);
    const empty = { ...pins, skips: [{ fromSec: 3.5, toSec: 4.5 }] };
    expect(spansOf(empty, previous, []).map(({ isKept }) => isKept)).toEqual([true, true]);
  });

  it('[AL25] locked stretches become spans of their own, and anchors within them do not count', () => {
    const pins = { anchors: [[3.2, 4]] as const, skips: [] };
    const locked = [
      { fromSec: 3.5, toSec: 4.5 },
      { fromSec: 4.2, toSec: 6 },
    ];
    const spans = spansOf(pins, previous, locked);
    expect(spans.map(({ from, to }) => [from?.[1], to?.[1]])).toEqual([
      [undefined, 3.5],
      [3.5, 6],
      [6, undefined],
    ]);
    expect(spans.every(({ isKept }) => isKept)).toBe(true);
  });
});
