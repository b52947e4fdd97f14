/**
 * Least-squares projection onto delayed copies of a set of references, by its normal equations
 * G c = d: G [order, order] is symmetric and block Toeplitz, order = references x taps.
 */
import { factorise, solveFactorised } from './cholesky.ts';
import type { Correlations } from './lagged-correlations.ts';

/** Added to the diagonal, relative to its mean, where G is singular; tried in this order. */
const ridges = [0, 1e-12, 1e-10, 1e-8, 1e-6] as const;
/** Rounds of iterative refinement; they undo most of what a ridge changes. */
const refinements = 2;

/** One set of references with its factorised normal equations: reused for every estimate. */
export type NormalEquations = {
  /** Indices of the references that span the subspace. */
  readonly references: readonly number[];
  readonly correlations: Correlations;
  readonly factor: Float64Array;
};

/**
 * Factorises the normal equations of `references`. References that are copies of each other, or that
 * hold next to nothing above some frequency, make G singular in float64; a ridge of at least 1e-12 of
 * its diagonal then picks the shortest of the equally good filters, which leaves the projection the
 * same to about that share of its energy.
 *
 * Cost: order^3 / 3 multiplications and one [order, order] float64 matrix: 0.4 s and 8 MB for two
 * references of 512 taps.
 */
export function factoriseNormalEquations(
  correlations: Correlations,
  references: readonly number[],
): NormalEquations {
  const order = references.length * correlations.taps;
  const factor = new Float64Array(order * order);
  for (const ridge of ridges) {
    fillGram(factor, correlations, references, ridge);
    if (factorise(factor, order)) return { references, correlations, factor };
  }
  throw new Error('expected references with energy, got silent or non-finite ones');
}

/** Filters [references x taps] of the projection of signal `s` (an index into the correlations). */
export function projectionFilters(equations: NormalEquations, s: number): Float64Array {
  const { factor, references } = equations;
  const target = inner(equations, s);
  const filters = solveFactorised(factor, target.slice());
  for (let round = 0; round < refinements; round++) {
    const product = multiplyGram(equations.correlations, references, filters);
    const rest = target.map((value, i) => value - (product[i] as number));
    const step = solveFactorised(factor, rest);
    for (let i = 0; i < filters.length; i++) filters[i] = (filters[i] as number) + (step[i] as number);
  }
  return filters;
}

/** Inner products d of signal `s` with every delayed reference, [references x taps]. */
export function inner(equations: NormalEquations, s: number): Float64Array {
  const { taps, lagged } = equations.correlations;
  const d = new Float64Array(equations.references.length * taps);
  for (const [block, i] of equations.references.entries())
    d.set(lagged[i]?.[s] as Float64Array, block * taps);
  return d;
}

/** G x, from the correlations themselves: order^2 multiplications and no matrix. */
export function multiplyGram(
  correlations: Correlations,
  references: readonly number[],
  x: Float64Array,
): Float64Array {
  const { taps } = correlations;
  const product = new Float64Array(references.length * taps);
  for (const [blockRow, i] of references.entries()) {
    for (const [blockColumn, j] of references.entries()) {
      const row = toeplitzRow(correlations, i, j);
      for (let a = 0; a < taps; a++) {
        let sum = 0;
        for (let b = 0; b < taps; b++) {
          sum += (row[taps - 1 + a - b] as number) * (x[blockColumn * taps + b] as number);
        }
        const at = blockRow * taps + a;
        product[at] = (product[at] as number) + sum;
      }
    }
  }
  return product;
}

/** Values of block (i, j) by a - b, from -(taps-1) to taps-1: [2 taps - 1]. */
function toeplitzRow(correlations: Correlations, i: number, j: number): Float64Array {
  const { taps, lagged } = correlations;
  const forward = lagged[i]?.[j] as Float64Array;
  const backward = lagged[j]?.[i] as Float64Array;
  const row = new Float64Array(2 * taps - 1);
  row.set(forward, taps - 1);
  for (let lag = 1; lag < taps; lag++) row[taps - 1 - lag] = backward[lag] as number;
  return row;
}

/** Fills the lower triangle of G; the factorisation reads nothing else. */
function fillGram(
  gram: Float64Array,
  correlations: Correlations,
  references: readonly number[],
  ridge: number,
): void {
  const { taps } = correlations;
  const order = references.length * taps;
  const meanDiagonal =
    references.reduce((sum, i) => sum + (correlations.lagged[i]?.[i]?.[0] ?? 0), 0) / references.length;
  for (const [blockRow, i] of references.entries()) {
    for (const [blockColumn, j] of references.slice(0, blockRow + 1).entries()) {
      const row = toeplitzRow(correlations, i, j).reverse();
      for (let a = 0; a < taps; a++) {
        const start = taps - 1 - a;
        gram.set(row.subarray(start, start + taps), (blockRow * taps + a) * order + blockColumn * taps);
      }
    }
  }
  for (let k = 0; k < order; k++) {
    gram[k * order + k] = (gram[k * order + k] as number) + ridge * meanDiagonal;
  }
}
