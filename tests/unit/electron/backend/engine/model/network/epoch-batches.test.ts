import { describe, expect, it } from 'vitest';
import { epochBatches } from '../../../../../../../electron/backend/engine/model/network/epoch-batches.ts';
import { createRng } from '../../../../../../../shared/std/rng.ts';

describe('batches of an epoch', () => {
  it('[X31] hold every frame once, shuffled by the seed', () => {
    const batches = epochBatches(10, 4, createRng(1));
    expect(batches.map((batch) => batch.length)).toEqual([4, 4, 2]);
    const order = batches.flatMap((batch) => [...batch]);
    expect(order).not.toEqual([...order].sort((a, b) => a - b));
    expect(new Set(order).size).toBe(10);
    expect(epochBatches(10, 4, createRng(1))).toEqual(batches);
  });

  it('[X31] full batch keeps the order', () => {
    expect(epochBatches(3, 0, createRng(1))).toEqual([Int32Array.of(0, 1, 2)]);
  });
});
