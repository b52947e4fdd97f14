import { describe, expect, it } from 'vitest';
import {
  lowestDb,
  meterShare,
  nextMeter,
  restingMeter,
} from '../../../../../renderer/features/mixer/peak-hold.ts';

describe('meters', () => {
  it('[U16] rise at once, fall smoothly, and hold their peak', () => {
    const loud = nextMeter(restingMeter, -6, 1000, 16);
    expect(loud).toEqual({ levelDb: -6, peakDb: -6, peakAtMs: 1000 });
    const after = nextMeter(loud, -Infinity, 1500, 500);
    expect(after).toEqual({ levelDb: -21, peakDb: -6, peakAtMs: 1000 });
    const later = nextMeter(after, -Infinity, 2600, 100);
    expect(later.peakDb).toBe(-9);
    expect(nextMeter(later, -Infinity, 60_000, 10_000)).toMatchObject({
      levelDb: lowestDb,
      peakDb: lowestDb,
    });
  });

  it('[U16] the bar is within its box', () => {
    expect([-Infinity, lowestDb, 3, 20].map(meterShare)).toEqual([0, 0, 1, 1]);
  });
});
