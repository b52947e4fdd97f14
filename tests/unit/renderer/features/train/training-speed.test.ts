import { expect, it } from 'vitest';
import { passesPerSec } from '../../../../../renderer/features/train/training-speed.ts';

it('[U23] the speed of a training is that of its last passes', () => {
  const slow = [
    { epoch: 1, sec: 10, cost: 3 },
    { epoch: 2, sec: 20, cost: 2 },
  ];
  const quick = Array.from({ length: 9 }, (_, i) => ({ epoch: 3 + i, sec: 20 + (i + 1) / 4, cost: 1 }));
  expect(passesPerSec([...slow, ...quick])).toBeCloseTo(4, 9);
  expect(passesPerSec(slow)).toBeCloseTo(0.1, 9);
  expect(passesPerSec(slow.slice(0, 1))).toBeNull();
  expect(passesPerSec([])).toBeNull();
});
