import { describe, expect, it } from 'vitest';
import { curveOutcome } from '../../../../bench/quality/time-curve-tasks.ts';
import { curvePoint } from '../../../../support/bench-rows.ts';

const report = {
  nsdr: { right: 10, left: 10 },
  trainSec: 4,
  epochs: 20,
  durationSec: 40,
  stopped: 'by itself',
  remarks: [],
} as const;

describe('curveOutcome', () => {
  it('[Q7] gives the seconds until 95 % of the final gain, and their share of the recording', () => {
    const curve = [curvePoint({ sec: 1, nsdr: 9 }), curvePoint({ sec: 3, nsdr: 10 })];
    const { figures } = curveOutcome({ ...report, curve });
    expect(figures['nsdr']).toBe(10);
    expect(figures['soonSec']).toBeCloseTo(2);
    expect(figures['soonShare']).toBeCloseTo(0.05);
  });

  it('[Q7] gives none for a training without a gain', () => {
    const curve = [curvePoint({ sec: 1, nsdr: 0 }), curvePoint({ sec: 3, nsdr: -1e-9 })];
    expect(curveOutcome({ ...report, curve }).figures).not.toHaveProperty('soonSec');
  });
});
