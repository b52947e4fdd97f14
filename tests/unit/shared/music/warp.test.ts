import { describe, expect, it } from 'vitest';
import type { WarpPoint } from '../../../../shared/music/alignment.ts';
import { audioSecsAt, scoreSecAt, warpRuns } from '../../../../shared/music/warp.ts';

/** 0 to 4 s of the score, then 2 to 6 s: a passage is played again. */
const again: readonly WarpPoint[] = [
  [0, 1],
  [2, 3],
  [4, 6],
  [2, 6.0005],
  [4, 8],
  [6, 10],
];

describe('a warp', () => {
  it('[AL55] score times of the recording are read on straight lines, and on at the ends', () => {
    expect(scoreSecAt(again, 2)).toBe(1);
    expect(scoreSecAt(again, 4.5)).toBe(3);
    expect(scoreSecAt(again, 9)).toBe(5);
    expect(scoreSecAt(again, 0)).toBe(-1);
    expect(scoreSecAt(again, 11)).toBe(7);
    expect(() => scoreSecAt([], 1)).toThrow('points');
  });

  it('[AL55] a moment of the score is as often in the recording as it is played', () => {
    const runs = warpRuns(again);
    expect(runs.map((run) => run.length)).toEqual([3, 3]);
    expect(audioSecsAt(runs, 1)).toEqual([2]);
    expect(audioSecsAt(runs, 4)).toEqual([6, 8]);
    expect(audioSecsAt(runs, 7)).toEqual([]);
    expect(audioSecsAt(runs, 7, 1)).toEqual([11]);
    const cut = warpRuns([
      [0, 0],
      [2, 2],
      [5, 2.0005],
      [7, 4],
    ]);
    expect(audioSecsAt(cut, 3)).toEqual([]);
    expect(audioSecsAt(cut, 6)[0]).toBeCloseTo(3, 3);
  });
});
