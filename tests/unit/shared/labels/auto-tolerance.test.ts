import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { autoTolerance } from '../../../../shared/labels/auto-tolerance.ts';

describe('autoTolerance', () => {
  it('[AL70] sure notes get what measured best with true times, unsure ones as much as they may be off', () => {
    const sure = autoTolerance(1, 0.186);
    expect(sure.toleranceOnsetSec.before).toBeCloseTo(0.06, 2);
    expect(sure.toleranceOnsetSec.after).toBe(sure.toleranceSustainSec.before);
    expect(autoTolerance(0, 0.186).toleranceOnsetSec.before).toBeGreaterThan(0.5);
  });

  it('[AL71] what decays may ring on after its end, what is held dies sooner', () => {
    expect(autoTolerance(1, 0.186).toleranceSustainSec.after).toBe(0.7);
    expect(autoTolerance(1, 0.186, false).toleranceSustainSec.after).toBe(0.2);
  });

  it('[AL72] labels of breath and bow begin earlier and later, as their onsets are less sharp', () => {
    for (const confidence of [0.2, 0.6, 1]) {
      const struck = autoTolerance(confidence, 0.186).toleranceOnsetSec;
      const bowed = autoTolerance(confidence, 0.186, false).toleranceOnsetSec;
      expect(bowed.before).toBeGreaterThan(struck.before + 0.03);
      expect(bowed.after).toBeGreaterThan(struck.after + 0.03);
    }
  });

  it('[AL70] less confidence never narrows a label', () => {
    fc.assert(
      fc.property(
        fc.float({ min: 0, max: 1, noNaN: true }),
        fc.float({ min: 0, max: 1, noNaN: true }),
        (a, b) => {
          const [low, high] = [Math.min(a, b), Math.max(a, b)];
          const wide = autoTolerance(low, 0.186, false).toleranceSustainSec;
          const narrow = autoTolerance(high, 0.186, false).toleranceSustainSec;
          expect(wide.before).toBeGreaterThanOrEqual(narrow.before);
          expect(wide.after).toBeGreaterThanOrEqual(narrow.after);
          expect(autoTolerance(low, 0.4, false).toleranceSustainSec.before).toBeGreaterThan(wide.before);
        },
      ),
    );
  });
});
