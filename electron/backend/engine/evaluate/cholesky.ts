/** Cholesky factorisation of a symmetric matrix, dense, row by row, float64. */

/** A pivot below this share of its diagonal element is rounding noise: the matrix is singular. */
const pivotTolerance = 1e-14;

/**
 * Replaces the lower triangle of `matrix` [order, order] by its factor L with L L^T = matrix; the upper
 * triangle is neither read nor cleared. Returns false, with the matrix spoiled, where it is not
 * positive definite to working precision (NaN included).
 *
 * Cost: order^3 / 3 multiplications, about 1 GFLOP/s; no memory beyond the matrix.
 */
export function factorise(matrix: Float64Array, order: number): boolean {
  if (matrix.length !== order * order)
    throw new Error(`expected [${order}, ${order}], got ${matrix.length} values`);
  for (let i = 0; i < order; i++) {
    const rowI = i * order;
    for (let j = 0; j < i; j++) {
      const rowJ = j * order;
      const rest = (matrix[rowI + j] as number) - dot(matrix, rowI, rowJ, j);
      matrix[rowI + j] = rest / (matrix[rowJ + j] as number);
    }
    const diagonal = matrix[rowI + i] as number;
    const pivot = diagonal - dot(matrix, rowI, rowI, i);
    if (!(pivot > pivotTolerance * diagonal)) return false;
    matrix[rowI + i] = Math.sqrt(pivot);
  }
  return true;
}

/** Solves L L^T x = b in place and returns b, which then holds x. `factor` is what `factorise` left. */
export function solveFactorised(factor: Float64Array, b: Float64Array): Float64Array {
  const order = b.length;
  if (factor.length !== order * order)
    throw new Error(`expected [${order}, ${order}], got ${factor.length} values`);
  for (let i = 0; i < order; i++) {
    let rest = b[i] as number;
    for (let k = 0; k < i; k++) rest -= (factor[i * order + k] as number) * (b[k] as number);
    b[i] = rest / (factor[i * order + i] as number);
  }
  // Column-wise, so that the backward pass also walks along rows of the factor.
  for (let i = order - 1; i >= 0; i--) {
    const x = (b[i] as number) / (factor[i * order + i] as number);
    b[i] = x;
    for (let k = 0; k < i; k++) b[k] = (b[k] as number) - (factor[i * order + k] as number) * x;
  }
  return b;
}

/** Inner product of `count` values from two places of one array; four sums hide the add latency. */
function dot(values: Float64Array, a: number, b: number, count: number): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  const whole = count - (count % 4);
  for (let k = 0; k < whole; k += 4) {
    s0 += (values[a + k] as number) * (values[b + k] as number);
    s1 += (values[a + k + 1] as number) * (values[b + k + 1] as number);
    s2 += (values[a + k + 2] as number) * (values[b + k + 2] as number);
    s3 += (values[a + k + 3] as number) * (values[b + k + 3] as number);
  }
  for (let k = whole; k < count; k++) s0 += (values[a + k] as number) * (values[b + k] as number);
  return s0 + s1 + s2 + s3;
}
