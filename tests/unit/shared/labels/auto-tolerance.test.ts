import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { autoTolerance } from '../../../../shared/labels/auto-tolerance.ts';

describe('autoTolerance', () => {
  it('[AL70] sure notes get what measured best with true times, unsure ones as much as they may be off', () => {
    const sure = autoTolerance(1, 0.186);
    expect(sure.toleranceOnsetSec).toEqual({ before: 0.15, after: 0.15 });
    const unsure = autoTolerance(0, 0.186);
    expect(unsure.toleranceOnsetSec.before).toBeGreaterThan(0.5);
  });

  it('[AL70] less confidence and longer windows never narrow a label', () => {
    fc.assert(
      fc.property(
        fc.float({ min: 0, max: 1, noNaN: true }),
        fc.float({ min: 0, max: 1, noNaN: true }),
        (a, b) => {
          const [low, high] = [Math.min(a, b), Math.max(a, b)];
          const wide = autoTolerance(low, 0.186).toleranceSustainSec;
          const narrow = autoTolerance(high, 0.186).toleranceSustainSec;
          expect(wide.before).toBeGreaterThanOrEqual(narrow.before);
          expect(autoTolerance(low, 0.4).toleranceSustainSec.after).toBeGreaterThanOrEqual(wide.after);
        },
      ),
    );
  });
});
