/**
 * Prediction of a sample from those before it, with coefficients fitted to the block.
 * @source RFC 9639, section 9.2.6; J. Makhoul, "Linear prediction: a tutorial review", Proc. IEEE 63 (1975), for
 * the autocorrelation method and Levinson's recursion.
 */
export type LinearPredictor = {
  /** Whole numbers of `precision` bits; the first weighs the sample just before. */
  readonly coefficients: Int32Array;
  readonly precision: number;
  /** The weighted sum is divided by 2^shift and rounded down. */
  readonly shift: number;
};

const mostLinearOrder = 8;
const precision = 14;
const mostShift = 15;

const windows = new Map<number, Float64Array>();
let scratch = new Float64Array(0);

/** @returns undefined where the block predicts nothing. Cost O(samples x order). */
export function fitPredictor(samples: Int32Array): LinearPredictor | undefined {
  const order = Math.min(mostLinearOrder, samples.length - 1);
  const correlation = autocorrelation(samples, order);
  if (!(correlation[0]! > 0)) return undefined;
  const weights = levinson(correlation, order);
  const largest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
  if (!(largest > 0) || !Number.isFinite(largest)) return undefined;
  const shift = Math.min(mostShift, precision - 2 - Math.floor(Math.log2(largest)));
  if (shift < 0) return undefined;
  const limit = 2 ** (precision - 1);
  // What rounding takes from one coefficient goes to the next.
  let carried = 0;
  const coefficients = Int32Array.from(weights, (weight) => {
    const exact = weight * 2 ** shift + carried;
    const rounded = Math.max(-limit, Math.min(limit - 1, Math.round(exact)));
    carried = exact - rounded;
    return rounded;
  });
  return { coefficients, precision, shift };
}

/** @returns what prediction leaves; the first `order` entries are the samples. undefined beyond 31 bits. */
export function predictionResidual(samples: Int32Array, predictor: LinearPredictor): Int32Array | undefined {
  const { coefficients, shift } = predictor;
  const order = coefficients.length;
  const weights = Float64Array.from(coefficients);
  const scale = 2 ** -shift;
  const residual = samples.slice();
  let most = 0;
  for (let i = order; i < samples.length; i++) {
    // Exact: 25 bits times 14 bits, eight times, stay below 2^53.
    let sum = 0;
    for (let j = 0; j < order; j++) sum += weights[j]! * samples[i - 1 - j]!;
    const left = samples[i]! - Math.floor(sum * scale);
    if (left > most) most = left;
    else if (-left > most) most = -left;
    residual[i] = left;
  }
  return most < 2 ** 30 ? residual : undefined;
}

function autocorrelation(samples: Int32Array, order: number): Float64Array {
  const count = samples.length;
  const shape = windowOf(count);
  // Kept from block to block; only the last one of a file has another size.
  if (scratch.length !== count) scratch = new Float64Array(count);
  const weighted = scratch;
  for (let i = 0; i < count; i++) weighted[i] = samples[i]! * shape[i]!;
  const result = new Float64Array(order + 1);
  for (let lag = 0; lag <= order; lag++) {
    let sum = 0;
    for (let i = lag; i < count; i++) sum += weighted[i]! * weighted[i - lag]!;
    result[lag] = sum;
  }
  return result;
}

/** A parabola, 0 at both ends. */
function windowOf(count: number): Float64Array {
  const known = windows.get(count);
  if (known !== undefined) return known;
  const middle = (count - 1) / 2;
  const shape = Float64Array.from({ length: count }, (_, i) => 1 - ((i - middle) / (middle + 1)) ** 2);
  if (windows.size < 4) windows.set(count, shape);
  return shape;
}

/** Coefficients of full order, or of the order at which nothing more is left to predict. */
function levinson(correlation: Float64Array, order: number): number[] {
  let weights: number[] = [];
  let error = correlation[0]!;
  for (let step = 0; step < order && error > 0; step++) {
    let sum = correlation[step + 1]!;
    for (let j = 0; j < step; j++) sum -= weights[j]! * correlation[step - j]!;
    const reflection = sum / error;
    weights = [...weights.map((weight, j) => weight - reflection * weights[step - 1 - j]!), reflection];
    error *= 1 - reflection * reflection;
  }
  return weights;
}
