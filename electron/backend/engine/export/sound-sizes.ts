/** How large exported files become: exact for WAV but for its markers, an upper bound for FLAC, a guess for lossy. */
import type { PlannedSound } from './sound-plan.ts';

/** Markers, names and the like. */
const headBytes = 64 * 1024;
/** A little above what the encoders' settings give on average. */
const lossyBitsPerSec = 256_000;

export function soundBytes(
  { format, bits, channels }: Pick<PlannedSound, 'format' | 'bits' | 'channels'>,
  lengthSamples: number,
  sampleRate: number,
): number {
  if (format === 'mp3' || format === 'ogg') {
    return headBytes + Math.ceil(((lengthSamples / sampleRate) * lossyBitsPerSec) / 8);
  }
  const sampleBytes = bits === '16' ? 2 : bits === '24' ? 3 : 4;
  return headBytes + lengthSamples * channels * sampleBytes;
}
