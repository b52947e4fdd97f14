import { describe, expect, it } from 'vitest';
import { calibration, confidenceHalves, errorFigures, lostMs } from '../../../../bench/align/onset-errors.ts';
import type { NoteError } from '../../../../bench/align/onset-errors.ts';

const notes: readonly NoteError[] = [
  [0.95, 10],
  [0.9, 20],
  [0.5, 60],
  [0.1, lostMs],
];

describe('onset errors', () => {
  it('[Q11] shares count every note with a partner, lost ones too', () => {
    expect(errorFigures(notes)).toEqual({
      notes: 4,
      medianMs: 60,
      meanMs: 30,
      within50: 0.5,
      within100: 0.75,
      within200: 0.75,
      lost: 0.25,
    });
  });

  it('[Q11] halves and calibration go by confidence', () => {
    expect(confidenceHalves(notes)).toEqual({ sure: 15, rest: 60 });
    expect(calibration(notes).map(({ from, notes: count, within50 }) => [from, count, within50])).toEqual([
      [0.1, 1, 0],
      [0.5, 1, 0],
      [0.9, 2, 1],
    ]);
  });
});
