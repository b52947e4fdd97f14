import { describe, expect, it } from 'vitest';
import { partitionPoint } from '../../../../shared/std/partition-point.ts';

describe('partitionPoint', () => {
  it('finds the first index where the test fails, ends included', () => {
    for (let count = 0; count < 9; count += 1) {
      for (let point = 0; point <= count; point += 1) {
        expect(partitionPoint(count, (index) => index < point)).toBe(point);
      }
    }
  });
});
