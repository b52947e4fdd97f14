import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shareOut } from '../../../../../../../electron/backend/engine/model/masks/mask-rule.ts';
import { applyStrengths } from '../../../../../../../electron/backend/engine/model/masks/stem-strengths.ts';
import type { StemStrength } from '../../../../../../../electron/backend/engine/model/masks/stem-strengths.ts';

/** One bin's groups with `strengths`, then what they leave. */
function shares(
  groups: readonly number[],
  strengths: readonly (StemStrength | null)[],
  exponent = 1,
): number[] {
  const masks = Float32Array.from(groups);
  applyStrengths(masks, strengths, exponent);
  return [...masks, 1 - masks.reduce((sum, mask) => sum + mask, 0)];
}

const strength = (exponent: number, floorDb: number | null = null): StemStrength => ({ exponent, floorDb });
const level = fc.double({ min: 0, max: 1000, noNaN: true });
const anExponent = fc.double({ min: 0.1, max: 10, noNaN: true });
const aStrength = fc.option(
  fc.record({
    exponent: anExponent,
    floorDb: fc.option(fc.double({ min: -60, max: 0, noNaN: true })),
  }),
);
/** Shares of three groups and of what they leave. */
const aBin = fc.tuple(level, level, level, level).map((levels) => {
  const sum = levels.reduce((total, each) => total + each, 0);
  return levels.slice(0, 3).map((each) => (sum > 0 ? each / sum : 0));
});

describe('applyStrengths', () => {
  it('[X74] whatever the strengths, every stem lies in 0 to 1, and all of them sum to 1', () => {
    fc.assert(
      fc.property(aBin, fc.tuple(aStrength, aStrength, aStrength, aStrength), (groups, strengths) => {
        const all = shares(groups, strengths, 1.75);
        for (const share of all) {
          expect(share).toBeGreaterThanOrEqual(-1e-6);
          expect(share).toBeLessThanOrEqual(1 + 1e-6);
        }
      }),
    );
    // A bin without energy stays with what the groups leave.
    expect(shares([0, 0], [strength(5), null, strength(0.1)])).toEqual([0, 0, 1]);
  });

  it('[X74] without strengths nothing changes', () => {
    const masks = Float32Array.of(0.3, 0.6, 0.1, 0.2);
    applyStrengths(masks, [], 1.5);
    applyStrengths(masks, [null, null, null], 1.5);
    expect(masks).toEqual(Float32Array.of(0.3, 0.6, 0.1, 0.2));
  });

  it('[X75] one exponent for all stems is the normalised rule with that exponent', () => {
    const settings = (exponent: number) => ({ exponent, normalisation: 'normalised' }) as const;
    fc.assert(
      fc.property(fc.tuple(level, level, level), anExponent, (levels, exponent) => {
        const model = {
          groups: Float32Array.from(levels.slice(0, 2), (value) => value + 1),
          groupCount: 2,
          other: Float32Array.of(levels[2] + 1),
          magnitudes: Float32Array.of(1),
          floor: 0,
        };
        const masks = shareOut(model, settings(1.75));
        const target = shareOut(model, settings(exponent));
        // A share that float32 sums cannot tell from none stays none.
        fc.pre(1 - masks[0]! - masks[1]! > 1e-3);
        applyStrengths(masks, [strength(exponent), strength(exponent), strength(exponent)], 1.75);
        masks.forEach((mask, group) => expect(mask).toBeCloseTo(target[group]!, 3));
      }),
    );
    expect(shares([0.5, 0.25], [strength(2), strength(2), strength(2)])).toEqual([
      expect.closeTo(2 / 3, 6),
      expect.closeTo(1 / 6, 6),
      expect.closeTo(1 / 6, 6),
    ]);
  });

  it('[X75] a higher exponent never raises its own stem, nor lowers another', () => {
    fc.assert(
      fc.property(aBin, anExponent, anExponent, fc.nat(2), (groups, one, other, stem) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)].map((exponent) => {
          const strengths = [null, null, null, null].map((none, index) =>
            index === stem ? strength(exponent) : none,
          );
          return shares(groups, strengths, 1.5);
        }) as [number[], number[]];
        low.forEach((share, index) => {
          const change = high[index]! - share;
          if (index === stem) expect(change).toBeLessThan(1e-6);
          else expect(change).toBeGreaterThan(-1e-6);
        });
      }),
    );
    // It bleeds less where others are loud, and what it gives up goes to them in proportion.
    const [first, second, left] = shares([0.2, 0.4], [strength(3), null, null]) as [number, number, number];
    expect(first).toBeLessThan(0.01);
    expect(second / left).toBeCloseTo(1, 5);
  });

  it('[X76] no stem falls below its floor, and only those above theirs pay for it', () => {
    const db20 = strength(1, -20);
    const round = (values: number[]): number[] => values.map((value) => Math.round(value * 1e4) / 1e4);
    expect(round(shares([0.02, 0.7], [db20, null, null]))).toEqual([0.1, 0.6429, 0.2571]);
    expect(round(shares([0.3, 0.3], [db20, db20, db20]))).toEqual([0.3, 0.3, 0.4]);
    // Who pays must not fall below a floor of its own.
    expect(round(shares([0, 0.105], [db20, db20, null]))).toEqual([0.1, 0.1, 0.8]);
    expect(round(shares([0, 0], [db20, null, null]))).toEqual([0.1, 0, 0.9]);
    expect(round(shares([0.2, 0.3], [strength(1, 0), null, null]))).toEqual([1, 0, 0]);
    // More than there is: shared out in proportion.
    expect(round(shares([0.2, 0.3], [strength(1, 0), strength(1, 0), null]))).toEqual([0.5, 0.5, 0]);
    fc.assert(
      fc.property(aBin, fc.tuple(aStrength, aStrength, aStrength, aStrength), (groups, strengths) => {
        const floors = strengths.map((each) => 10 ** ((each?.floorDb ?? -Infinity) / 20));
        const sum = floors.reduce((total, floor) => total + floor, 0);
        shares(groups, strengths).forEach((share, stem) => {
          expect(share).toBeGreaterThanOrEqual(floors[stem]! / Math.max(1, sum) - 1e-6);
        });
      }),
    );
  });
});
