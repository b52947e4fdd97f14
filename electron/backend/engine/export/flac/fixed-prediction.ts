/**
 * The polynomial predictors of FLAC: what they leave is the differences of order 0 to 4.
 * @source RFC 9639, section 9.2.5.
 */
const highestOrder = 4;

/** Sums of magnitudes of the differences of order 0 to 4, from the fifth sample on. One pass. */
export function fixedSums(samples: Int32Array): number[] {
  let sum0 = 0;
  let sum1 = 0;
  let sum2 = 0;
  let sum3 = 0;
  let sum4 = 0;
  let last0 = 0;
  let last1 = 0;
  let last2 = 0;
  let last3 = 0;
  for (let i = 0; i < samples.length; i++) {
    const order0 = samples[i]!;
    const order1 = order0 - last0;
    const order2 = order1 - last1;
    const order3 = order2 - last2;
    const order4 = order3 - last3;
    last0 = order0;
    last1 = order1;
    last2 = order2;
    last3 = order3;
    if (i < highestOrder) continue;
    sum0 += Math.abs(order0);
    sum1 += Math.abs(order1);
    sum2 += Math.abs(order2);
    sum3 += Math.abs(order3);
    sum4 += Math.abs(order4);
  }
  return [sum0, sum1, sum2, sum3, sum4];
}

/** Differences of one order; the first `order` entries stay samples. 25 bits grow to 29 at most. */
export function fixedResidual(samples: Int32Array, order: number): Int32Array {
  const result = samples.slice();
  for (let pass = 1; pass <= order; pass++) {
    for (let i = result.length - 1; i >= pass; i--) result[i] = result[i]! - result[i - 1]!;
  }
  return result;
}
