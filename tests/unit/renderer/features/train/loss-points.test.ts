import { describe, expect, it } from 'vitest';
import { lossPoints } from '../../../../../renderer/features/train/loss-points.ts';

describe('the curve of a finished training', () => {
  const lossCurve = [
    [1, 9],
    [2, 7],
    [3, 20],
  ] as const;

  it('[U23] tells the passes of the warm start from those of the network', () => {
    expect(
      lossPoints({ lossCurve, metrics: { warmStartPasses: 2 } }).map(({ isWarmStart }) => isWarmStart),
    ).toEqual([true, true, undefined]);
    expect(lossPoints({ lossCurve, metrics: {} })).toEqual([
      { epoch: 1, cost: 9, sec: 0 },
      { epoch: 2, cost: 7, sec: 0 },
      { epoch: 3, cost: 20, sec: 0 },
    ]);
  });
});
