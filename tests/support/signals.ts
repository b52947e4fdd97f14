/** Synthetic signals and small measures over them. */
import { createRng } from '../../shared/std/rng.ts';

/** A chord of three decaying partials per channel plus a little noise; peak below `peak`. */
export function musicLike(
  lengthSamples: number,
  sampleRate: number,
  channels = 1,
  peak = 0.5,
): Float32Array[] {
  return Array.from({ length: channels }, (_, channel) => {
    const rng = createRng(7, channel);
    const pitches = [220, 277.18, 329.63].map((hz) => hz * (1 + channel / 2));
    return Float32Array.from({ length: lengthSamples }, (_unused, i) => {
      const t = i / sampleRate;
      const tone = pitches.reduce((sum, hz, k) => sum + Math.sin(2 * Math.PI * hz * t + k), 0) / 3;
      return peak * (0.9 * tone * Math.exp(-0.4 * (t % 1)) + 0.1 * (2 * rng.nextFloat() - 1));
    });
  });
}

/** White noise in (-peak, peak). */
export function noise(lengthSamples: number, seed: number, peak = 0.5): Float32Array {
  const rng = createRng(seed);
  return Float32Array.from({ length: lengthSamples }, () => peak * (2 * rng.nextFloat() - 1));
}

export function rms(samples: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < samples.length; i++) sum += samples[i]! ** 2;
  return Math.sqrt(sum / Math.max(1, samples.length));
}

/** RMS of the difference relative to the RMS of `expected`, in dB; -Infinity where equal. */
export function errorDb(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) {
    throw new RangeError(`expected ${expected.length} samples, got ${actual.length}`);
  }
  const difference = Float64Array.from({ length: expected.length }, (_, i) => actual[i]! - expected[i]!);
  return 20 * Math.log10(rms(difference) / rms(expected));
}
