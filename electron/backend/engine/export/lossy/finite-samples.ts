/** Counts what goes into an encoder that takes floats, and keeps what is no number from it. */
import type { SampleTally } from '../../audio/wav-encoding.ts';

/** @returns the channels themselves where all samples are finite, else copies with zeros in place of the others. */
export function finiteSamples(
  channels: readonly Float32Array[],
  tally: SampleTally,
): readonly Float32Array[] {
  let isFinite = true;
  for (const samples of channels) {
    for (const sample of samples) {
      if (!Number.isFinite(sample)) {
        tally.nonFinite++;
        isFinite = false;
        continue;
      }
      tally.peak = Math.max(tally.peak, Math.abs(sample));
      tally.sumOfSquares += sample * sample;
    }
    tally.samples += samples.length;
  }
  return isFinite
    ? channels
    : channels.map((samples) => samples.map((sample) => (Number.isFinite(sample) ? sample : 0)));
}
