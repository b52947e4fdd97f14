/** Frame-wise agreement of two activity matrices. */

/** Share of a class's usual loud level above which the class counts as active: -20 dB. */
const thresholdShare = 0.1;
/** The loud level: this quantile of the class's activity over the frames where it is not zero. */
const loudQuantile = 0.95;

/**
 * The same rule for every class and piece, fixed beforehand: active is what exceeds a tenth of the class's
 * own 95th percentile.
 * @param activity [frames, classes] flattened, >= 0
 * @returns 0 or 1, of the same shape
 */
export function thresholdActivity(activity: Float32Array, classes: number): Uint8Array {
  const active = new Uint8Array(activity.length);
  for (let column = 0; column < classes; column++) {
    const values: number[] = [];
    for (let i = column; i < activity.length; i += classes) if (activity[i]! > 0) values.push(activity[i]!);
    values.sort((a, b) => a - b);
    const loud = values[Math.min(values.length - 1, Math.floor(loudQuantile * values.length))] ?? Infinity;
    for (let i = column; i < activity.length; i += classes) {
      if (activity[i]! > thresholdShare * loud) active[i] = 1;
    }
  }
  return active;
}

export type AgreementCounts = { readonly both: number; readonly found: number; readonly wanted: number };

export function countAgreement(found: Uint8Array, wanted: Uint8Array): AgreementCounts {
  if (found.length !== wanted.length)
    throw new RangeError(`expected ${wanted.length} cells, got ${found.length}`);
  let both = 0;
  let foundCount = 0;
  let wantedCount = 0;
  for (let i = 0; i < found.length; i++) {
    both += found[i]! & wanted[i]!;
    foundCount += found[i]!;
    wantedCount += wanted[i]!;
  }
  return { both, found: foundCount, wanted: wantedCount };
}

/** 0 where nothing was found or wanted. */
export function scoreAgreement({ both, found, wanted }: AgreementCounts): {
  precision: number;
  recall: number;
  f1: number;
} {
  return {
    precision: found === 0 ? 0 : both / found,
    recall: wanted === 0 ? 0 : both / wanted,
    f1: found + wanted === 0 ? 0 : (2 * both) / (found + wanted),
  };
}
