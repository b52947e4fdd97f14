import { describe, expect, it } from 'vitest';
import { buildTempoMap, secToTicks, ticksToSec } from '../../../../shared/music/tempo-map.ts';

describe('tempo map', () => {
  const map = buildTempoMap(480, [
    { tick: 960, microsPerQuarter: 1_000_000 },
    { tick: 480, microsPerQuarter: 250_000 },
    { tick: 960, microsPerQuarter: 750_000 },
  ]);

  it('[M4] starts at 120, sorts changes, and lets the last of one tick count', () => {
    expect(map.changes).toEqual([
      { tick: 0, sec: 0, microsPerQuarter: 500_000 },
      { tick: 480, sec: 0.5, microsPerQuarter: 250_000 },
      { tick: 960, sec: 0.75, microsPerQuarter: 750_000 },
    ]);
  });

  it('[M4] converts both ways, between and beyond the changes', () => {
    const pairs = [
      [0, 0],
      [240, 0.25],
      [480, 0.5],
      [720, 0.625],
      [960, 0.75],
      [1440, 1.5],
      [-480, -0.5],
    ] as const;
    for (const [tick, sec] of pairs) {
      expect(ticksToSec(map, tick)).toBeCloseTo(sec, 12);
      expect(secToTicks(map, sec)).toBeCloseTo(tick, 9);
    }
  });

  it('[M4] does not drift over a thousand changes', () => {
    const changes = Array.from({ length: 1000 }, (_, i) => ({ tick: i * 7, microsPerQuarter: 333_333 }));
    expect(ticksToSec(buildTempoMap(480, changes), 7000)).toBe((7000 * 333_333) / 480e6);
  });

  it('[M4] refuses a map without ticks', () => {
    expect(() => buildTempoMap(0, [])).toThrow('expected ticksPerQuarter > 0, got 0');
  });
});
