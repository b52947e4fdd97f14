import { describe, expect, it } from 'vitest';
import {
  deadHiddenUnits,
  deadUnits,
  hasExploded,
  labelledUnits,
} from '../../../../../../../electron/backend/engine/model/network/watch-training.ts';

describe('watching a training', () => {
  it('[X33] a cost that is no number, infinite or ten times the first is an explosion', () => {
    expect(hasExploded(NaN, 100)).toBe(true);
    expect(hasExploded(Infinity, 100)).toBe(true);
    expect(hasExploded(1001, 100)).toBe(true);
    expect(hasExploded(300, 100)).toBe(false);
    // A first cost near zero leaves room for the optimiser's first steps.
    expect(hasExploded(2, 0.001)).toBe(false);
  });

  it('[X34] a dead unit has a label somewhere and no activity anywhere', () => {
    const labelled = labelledUnits(Uint8Array.of(1, 0, 0, 1, 0, 1), 3);
    expect(labelled).toEqual([0, 2]);
    expect(deadUnits(Float32Array.of(0.5, 0, 0), labelled)).toEqual([2]);
    expect(deadUnits(Float32Array.of(1e-9, 0, NaN), labelled)).toEqual([0, 2]);
  });

  it('[X34] a dead hidden unit does not move over the frames', () => {
    expect(deadHiddenUnits(Float32Array.of(0.1, 1, 0.5, 0.9, 1, 0.5), 3)).toEqual([1, 2]);
  });
});
