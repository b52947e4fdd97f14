import { describe, expect, it } from 'vitest';
import { secondsUntil } from '../../../../bench/quality/seconds-until.ts';

describe('secondsUntil', () => {
  const curve = [
    { sec: 2, nsdr: 8 },
    { sec: 3, nsdr: null },
    { sec: 4, nsdr: Number.NaN },
    { sec: 6, nsdr: 10 },
  ];

  it('[Q7] lies on straight lines between the looks, from the mixture at 0 s on', () => {
    expect(secondsUntil(curve, 4)).toBe(1);
    expect(secondsUntil(curve, 8)).toBe(2);
    expect(secondsUntil(curve, 9)).toBe(4);
  });

  it('[Q7] is null for a level that is never reached', () => {
    expect(secondsUntil(curve, 10.1)).toBeNull();
    expect(secondsUntil([], 1)).toBeNull();
  });
});
