import { describe, expect, it } from 'vitest';
import { latestRows } from '../../../../bench/tables/latest-rows.ts';
import { benchRow } from '../../../../support/bench-rows.ts';

describe('latestRows', () => {
  it('[Q5] of rows for one cell with settings of different days the last one made counts', () => {
    const old = benchRow({ settings: { excerpt: '0-40', units: 2 }, madeAt: '2026-01-01T00:00:00.000Z' });
    const fresh = benchRow({ settings: { excerpt: '0-40', units: 4 }, madeAt: '2026-01-02T00:00:00.000Z' });
    const whole = benchRow({ settings: { excerpt: 'whole', units: 4 } });
    expect(latestRows([fresh, old, whole])).toEqual([fresh, whole]);
    expect(latestRows([old, fresh, whole])).toEqual([fresh, whole]);
  });
});
