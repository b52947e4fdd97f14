/** Frame-wise agreement of two activity matrices. */

import { activityThresholds } from '../../../shared/labels/activity-threshold.ts';

/**
 * The same rule for every class and piece, fixed beforehand: active is what exceeds a tenth of the class's
 * own 95th percentile.
 * @param activity [frames, classes] flattened, >= 0
 * @returns 0 or 1, of the same shape
 */
export function thresholdActivity(activity: Float32Array, classes: number): Uint8Array {
  const thresholds = activityThresholds(activity, classes);
  return Uint8Array.from(activity, (value, i) => (value > thresholds[i % classes]! ? 1 : 0));
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
