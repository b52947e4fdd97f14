/** The mean, or 1 for silence: what magnitudes are divided by to be 1 on average. Cost O(n). */
export function meanMagnitude(magnitudes: Float32Array): number {
  let sum = 0;
  for (const value of magnitudes) sum += value;
  return sum > 0 ? sum / magnitudes.length : 1;
}
