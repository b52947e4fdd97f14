import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shareOut } from '../../../../../../../electron/backend/engine/model/masks/mask-rule.ts';

const model = (groups: number[], other: number[], magnitudes: number[]) => ({
  groups: Float32Array.from(groups),
  groupCount: groups.length / magnitudes.length,
  other: Float32Array.from(other),
  magnitudes: Float32Array.from(magnitudes),
  floor: 1e-6,
});
const paper = { exponent: 1, normalisation: 'paper' } as const;
const normalised = { exponent: 1.5, normalisation: 'normalised' } as const;
const rounded = (masks: Float32Array): number[] => [...masks].map((value) => Math.round(value * 1e4) / 1e4);

describe('shareOut', () => {
  it("[K1] 'paper': each group against the whole, free units in the residual", () => {
    expect(rounded(shareOut(model([3, 1], [8], [8]), paper))).toEqual([0.375, 0.125]);
  });

  it("[K1] 'paper': parts louder than the whole are clipped to 1, then scaled down to 1", () => {
    expect(rounded(shareOut(model([3, 0], [2], [2]), paper))).toEqual([1, 0]);
    expect(rounded(shareOut(model([4, 1], [2], [2]), paper))).toEqual([0.6667, 0.3333]);
  });

  it("[K2] 'normalised': powers of groups and background against their sum", () => {
    const masks = shareOut(model([4, 1], [1], [6]), normalised);
    expect(rounded(masks)).toEqual([0.8, 0.1]);
    expect(rounded(shareOut(model([4, 1], [0], [6]), normalised))).toEqual([0.8889, 0.1111]);
  });

  it.each([paper, normalised])(
    '[K3] a band without energy goes to the residual, $normalisation',
    (settings) => {
      // No sound in the first value, none in the model of the second.
      expect(rounded(shareOut(model([5, 0, 5, 0], [10, 0], [0, 5]), settings))).toEqual([0, 0, 0, 0]);
    },
  );

  it('[K4] masks lie in [0, 1] and never sum to more than 1', () => {
    const level = fc.float({ min: 0, max: 1000, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(level, { minLength: 3, maxLength: 3 }),
        level,
        level,
        fc.constantFrom(0.5, 1, 1.5, 2, 3.3),
        fc.constantFrom('paper' as const, 'normalised' as const),
        (groups, other, magnitude, exponent, normalisation) => {
          const masks = shareOut(model(groups, [other], [magnitude]), { exponent, normalisation });
          expect([...masks].every((mask) => mask >= 0 && mask <= 1)).toBe(true);
          expect(masks.reduce((sum, mask) => sum + mask, 0)).toBeLessThan(1 + 1e-6);
        },
      ),
    );
  });
});
