import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bandedPath, wholeBand } from '../../../../../../../electron/backend/engine/align/dtw/banded-path.ts';
import type { StepWeights } from '../../../../../../../electron/backend/engine/align/dtw/banded-path.ts';

/** Mueller, Fundamentals of Music Processing, section 3.2 and its notebook C3S2_DTWbasic. */
const x = [1, 3, 9, 2, 1];
const y = [2, 0, 0, 8, 7, 2];

describe('bandedPath', () => {
  it('[AL40] the textbook example has its textbook cost and path', () => {
    const path = bandedPath(5, 6, (i, j) => Math.abs(x[i]! - y[j]!), wholeBand(5, 6));
    expect(path.cost).toBe(9);
    expect([...path.rows]).toEqual([0, 0, 1, 2, 2, 3, 4]);
    expect([...path.columns]).toEqual([0, 1, 2, 3, 4, 5, 5]);
  });

  it('[AL40] cells outside of the band are never used', () => {
    const band = { lows: Int32Array.of(0, 0, 1, 2, 3), highs: Int32Array.of(2, 3, 4, 5, 5) };
    const path = bandedPath(5, 6, (i, j) => Math.abs(x[i]! - y[j]!), band);
    path.rows.forEach((row, i) => {
      expect(path.columns[i]!).toBeGreaterThanOrEqual(band.lows[row]!);
      expect(path.columns[i]!).toBeLessThanOrEqual(band.highs[row]!);
    });
    expect(path.cost).toBeGreaterThanOrEqual(9);
  });

  it('[AL40] no path is cheaper than the one that is found', () => {
    const table = fc.integer({ min: 1, max: 5 }).chain((rows) =>
      fc.integer({ min: 1, max: 5 }).chain((columns) =>
        fc.record({
          rows: fc.constant(rows),
          columns: fc.constant(columns),
          costs: fc.array(fc.integer({ min: 0, max: 9 }), {
            minLength: rows * columns,
            maxLength: rows * columns,
          }),
        }),
      ),
    );
    fc.assert(
      fc.property(table, ({ rows, columns, costs }) => {
        const costOf = (i: number, j: number): number => costs[i * columns + j]!;
        const weights = { diagonal: 2, row: 1.5, column: 1.5 };
        const found = bandedPath(rows, columns, costOf, wholeBand(rows, columns), weights);
        expect(found.cost).toBeCloseTo(cheapest(rows - 1, columns - 1, costOf, weights), 9);
      }),
    );
  });

  it('[AL40] a band with a gap is refused', () => {
    const band = { lows: Int32Array.of(0, 4), highs: Int32Array.of(1, 5) };
    expect(() => bandedPath(2, 6, () => 1, band)).toThrow('row 1');
  });
});

/** Every path, tried one by one. */
function cheapest(
  row: number,
  column: number,
  costOf: (i: number, j: number) => number,
  weights: StepWeights,
): number {
  if (row < 0 || column < 0) return Infinity;
  const cost = costOf(row, column);
  if (row === 0 && column === 0) return cost;
  return Math.min(
    cheapest(row - 1, column - 1, costOf, weights) + weights.diagonal * cost,
    cheapest(row - 1, column, costOf, weights) + weights.row * cost,
    cheapest(row, column - 1, costOf, weights) + weights.column * cost,
  );
}
