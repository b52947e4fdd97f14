/** Float samples to the bytes of a WAV file, with dither where bits are lost. */
import { bytesPerSample } from '../../../../shared/export/wav-layout.ts';
import type { WavEncoding } from '../../../../shared/export/wav-layout.ts';
import type { Rng } from '../../../../shared/std/rng.ts';

/** Steps from silence to full scale: 2^15, 2^23; 1 for float, which has no steps. */
export function fullScaleSteps(encoding: WavEncoding): number {
  return encoding === 'pcm16' ? 0x8000 : encoding === 'pcm24' ? 0x80_0000 : 1;
}

/**
 * Noise of triangular density over (-1, 1) quantisation steps: the least noise that makes the mean and the
 * power of the rounding error independent of the signal.
 * @source Lipshitz, Wannamaker, Vanderkooy, "Quantization and dither: a theoretical survey", JAES 40 (1992).
 */
export function triangularNoise(rng: Rng): number {
  const bits = rng.nextUint32();
  return ((bits >>> 16) - (bits & 0xffff)) / 0x1_0000;
}

/** What went through an encoder, over all channels. */
export type SampleTally = {
  samples: number;
  /** Largest magnitude before rounding; 1 is full scale. */
  peak: number;
  sumOfSquares: number;
  /** Samples that lay outside the integer range and were limited to it; 0 for float. */
  clipped: number;
  /** NaN or infinite samples; written as 0. */
  nonFinite: number;
};

export function emptyTally(): SampleTally {
  return { samples: 0, peak: 0, sumOfSquares: 0, clipped: 0, nonFinite: 0 };
}

/**
 * Interleaves `channels` [channels][samples] into a new buffer of little-endian samples and counts into
 * `tally`.
 * @param dither one source of noise per channel, so that the bytes do not depend on how the signal was cut into
 * blocks; undefined rounds to nearest. Ignored for float.
 */
export function encodeSamples(
  channels: readonly Float32Array[],
  encoding: WavEncoding,
  dither: readonly Rng[] | undefined,
  tally: SampleTally,
): Uint8Array {
  const size = bytesPerSample(encoding);
  const length = channels[0]?.length ?? 0;
  const stride = size * channels.length;
  const bytes = new Uint8Array(stride * length);
  const view = new DataView(bytes.buffer);
  const steps = fullScaleSteps(encoding);
  for (let channel = 0; channel < channels.length; channel++) {
    const samples = channels[channel]!;
    const rng = dither?.[channel];
    let position = channel * size;
    for (let i = 0; i < length; i++, position += stride) {
      let sample = samples[i]!;
      if (!Number.isFinite(sample)) {
        tally.nonFinite++;
        sample = 0;
      }
      const magnitude = Math.abs(sample);
      if (magnitude > tally.peak) tally.peak = magnitude;
      tally.sumOfSquares += sample * sample;
      if (size === 4) {
        view.setFloat32(position, sample, true);
        continue;
      }
      const exact = Math.round(sample * steps);
      if (exact > steps - 1 || exact < -steps) tally.clipped++;
      const noisy = rng === undefined ? exact : Math.round(sample * steps + triangularNoise(rng));
      const value = noisy > steps - 1 ? steps - 1 : noisy < -steps ? -steps : noisy;
      view.setInt16(position, value, true);
      if (size === 3) view.setInt8(position + 2, value >> 16);
    }
  }
  tally.samples += length * channels.length;
  return bytes;
}
