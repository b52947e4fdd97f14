/** Plain signal-to-noise ratios without filters: fast, for benches and for choosing between settings. */
import type { Samples } from './lagged-correlations.ts';

/**
 * 10 log10(|reference|^2 / |reference - estimate|^2) in dB over the length of the reference; Infinity
 * where they are equal, -Infinity for a silent reference, NaN where either holds NaN.
 */
export function snrDb(reference: Samples, estimate: Samples): number {
  if (estimate.length !== reference.length) {
    throw new Error(`expected [${reference.length}], got [${estimate.length}]`);
  }
  let signal = 0;
  let noise = 0;
  for (let n = 0; n < reference.length; n++) {
    const sample = reference[n] as number;
    signal += sample * sample;
    noise += (sample - (estimate[n] as number)) ** 2;
  }
  return 10 * Math.log10(signal / noise);
}

/** By how many dB the estimate is closer to the reference than the mixture is. */
export function snrGainDb(reference: Samples, estimate: Samples, mix: Samples): number {
  return snrDb(reference, estimate) - snrDb(reference, mix);
}
