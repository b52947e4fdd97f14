/**
 * The periodic Hann window [size]: 0 at the first sample, 1 in the middle, and never the closing 0, so that
 * shifted copies add up evenly.
 */
export function hannWindow(size: number): Float64Array {
  return Float64Array.from({ length: size }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / size));
}
