import { describe, expect, it } from 'vitest';
import { SeparationClock } from '../../../../../electron/backend/engine/separation-clock.ts';
import type { SeparationProgress } from '../../../../../electron/backend/engine/separation-hooks.ts';

const planned = { decode: 1, align: 0, labels: 0, train: 6, separate: 2, write: 0, check: 1 };

function staged() {
  const seen: SeparationProgress[] = [];
  let now = 100;
  const clock = new SeparationClock(
    planned,
    (progress) => seen.push(progress),
    () => now,
  );
  const at = (sec: number, ...report: Parameters<SeparationClock['report']>): SeparationProgress => {
    now = 100 + sec;
    clock.report(...report);
    return seen.at(-1)!;
  };
  return { clock, seen, at };
}

describe('SeparationClock', () => {
  it('[X13] a run that goes as planned counts down evenly', () => {
    const { at, clock } = staged();
    at(0, 'decode', 0);
    at(1, 'decode', 1);
    at(1, 'labels', 1);
    at(1, 'train', 0);
    expect(at(4, 'train', 0.5, 'epoch 5').secondsLeft).toBeCloseTo(6);
    expect(at(4, 'train', 0.5).fraction).toBeCloseTo(0.4);
    at(7, 'train', 1);
    at(7, 'separate', 0);
    at(9, 'separate', 1);
    at(9, 'check', 0);
    expect(at(10, 'check', 1)).toMatchObject({ phase: 'check', fraction: 1, secondsLeft: 0 });
    expect(clock.spentSec('train')).toBeCloseTo(6);
    expect(clock.totalSec).toBeCloseTo(10);
  });

  it('[X13] a slow phase lengthens the estimate; the fraction never falls', () => {
    const { at, seen } = staged();
    at(0, 'decode', 0);
    at(1, 'train', 0);
    expect(at(7, 'train', 0.1).secondsLeft).toBeGreaterThan(50);
    at(70, 'train', 1);
    at(71, 'separate', 0.5);
    const fractions = seen.map(({ fraction }) => fraction);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
  });

  it('[X13] is silent about the time left during the first second', () => {
    expect(staged().at(0.5, 'decode', 0.5).secondsLeft).toBeNull();
  });
});
