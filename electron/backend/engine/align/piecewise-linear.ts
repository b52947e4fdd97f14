/** Piecewise linear maps given by their corners. */
import { partitionPoint } from '../../../../shared/std/partition-point.ts';

/**
 * The value at `x` of the line through (xs[i], ys[i]); beyond its ends it goes on at `slope`.
 * @param xs rising, at least one. Cost O(log points).
 */
export function interpolate(xs: ArrayLike<number>, ys: ArrayLike<number>, x: number, slope: number): number {
  const last = xs.length - 1;
  if (x <= xs[0]!) return ys[0]! + (x - xs[0]!) * slope;
  if (x >= xs[last]!) return ys[last]! + (x - xs[last]!) * slope;
  const right = partitionPoint(xs.length, (i) => xs[i]! <= x);
  const left = right - 1;
  const width = xs[right]! - xs[left]!;
  return ys[left]! + ((x - xs[left]!) / width) * (ys[right]! - ys[left]!);
}
