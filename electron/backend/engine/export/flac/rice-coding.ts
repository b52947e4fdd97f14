/**
 * Residuals of a FLAC subframe: partitioned Rice codes.
 * @source RFC 9639, section 9.2.7.
 */
import type { BitWriter } from './bit-writer.ts';

export type RicePlan = {
  readonly partitionOrder: number;
  /** One per partition. */
  readonly parameters: readonly number[];
  /** Everything behind the subframe's warm-up samples. */
  readonly bits: number;
};

const mostPartitionOrder = 6;
/** What fits into four bits; a fifth is used from there on. */
const mostShortParameter = 14;
const mostParameter = 30;
const powers = Float64Array.from({ length: 32 }, (_, exponent) => 2 ** exponent);

/** 0, -1, 1, -2, ... become 0, 1, 2, 3, ...; magnitudes below 2^30. */
function fold(value: number): number {
  return (value << 1) ^ (value >> 31);
}

/**
 * The cheapest split into equal partitions, by estimated length.
 * @param residual [blockSize]; the first `order` entries are warm-up and do not count
 */
export function planRice(residual: Int32Array, blockSize: number, order: number): RicePlan {
  let finest = 0;
  while (
    finest < mostPartitionOrder &&
    blockSize % 2 ** (finest + 1) === 0 &&
    blockSize / 2 ** (finest + 1) > order
  ) {
    finest++;
  }
  let sums = new Float64Array(2 ** finest);
  const partitionSize = blockSize / sums.length;
  for (let partition = 0; partition < sums.length; partition++) {
    let sum = 0;
    const end = (partition + 1) * partitionSize;
    for (let i = Math.max(order, partition * partitionSize); i < end; i++) sum += fold(residual[i]!);
    sums[partition] = sum;
  }
  let best: RicePlan | undefined;
  for (let partitionOrder = finest; partitionOrder >= 0; partitionOrder--) {
    const size = blockSize / sums.length;
    const parameters: number[] = [];
    let bits = 0;
    sums.forEach((sum, partition) => {
      const count = partition === 0 ? size - order : size;
      const { parameter, bits: coded } = cheapest(sum, count);
      parameters.push(parameter);
      bits += coded;
    });
    const isLong = parameters.some((parameter) => parameter > mostShortParameter);
    bits += 6 + sums.length * (isLong ? 5 : 4);
    if (best === undefined || bits < best.bits) best = { partitionOrder, parameters, bits };
    sums = Float64Array.from({ length: sums.length / 2 }, (_, i) => sums[2 * i]! + sums[2 * i + 1]!);
  }
  if (best === undefined) throw new RangeError(`expected a block, got ${blockSize} samples`);
  return best;
}

export function writeRice(
  out: BitWriter,
  residual: Int32Array,
  blockSize: number,
  order: number,
  plan: RicePlan,
): void {
  const parameterBits = plan.parameters.some((parameter) => parameter > mostShortParameter) ? 5 : 4;
  out.write(parameterBits - 4, 2);
  out.write(plan.partitionOrder, 4);
  const size = blockSize / plan.parameters.length;
  plan.parameters.forEach((parameter, partition) => {
    out.write(parameter, parameterBits);
    const end = (partition + 1) * size;
    for (let i = Math.max(order, partition * size); i < end; i++) {
      out.writeRice(fold(residual[i]!), parameter);
    }
  });
}

/** @param sum of `count` folded residuals */
function cheapest(sum: number, count: number): { parameter: number; bits: number } {
  if (count <= 0) return { parameter: 0, bits: 0 };
  const mean = sum / count;
  let guess = 0;
  while (guess < mostParameter && powers[guess + 1]! < mean) guess++;
  let best = { parameter: 0, bits: Infinity };
  for (let parameter = Math.max(0, guess - 1); parameter <= Math.min(mostParameter, guess + 1); parameter++) {
    // A residual loses on average half a step when it is divided.
    const bits = count * (parameter + 1) + Math.max(0, sum / powers[parameter]! - count / 2);
    if (bits < best.bits) best = { parameter, bits };
  }
  return best;
}
