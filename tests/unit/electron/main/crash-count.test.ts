import { describe, expect, it } from 'vitest';
import { CrashCount } from '../../../../electron/main/crash-count.ts';

describe('what dies', () => {
  it('[SH15] is started again, but not the fifth time within minutes', () => {
    let ms = 0;
    const crashes = new CrashCount(() => ms);
    expect([1, 2, 3, 4].map(() => crashes.add())).toEqual([true, true, true, true]);
    expect(crashes.add()).toBe(false);
    crashes.forgive();
    expect(crashes.add()).toBe(true);
    expect(crashes.total).toBe(6);
    for (let count = 0; count < 20; count++) {
      ms += 120_000;
      expect(crashes.add()).toBe(true);
    }
  });
});
