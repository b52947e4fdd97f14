/**
 * Binary search. `isBefore` must hold for a first stretch of indices and fail for the rest.
 *
 * @returns the first index in [0, count] where it fails. Cost O(log count).
 */
export function partitionPoint(count: number, isBefore: (index: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
