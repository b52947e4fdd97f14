/** Stems for tests of the player: filled buffers, and what is heard of a sound. */
import { chunkFrames } from '../../renderer/playback/chunk-plan.ts';
import { StemBuffer } from '../../renderer/playback/stem-buffer.ts';

/** @param stems [stem][channel][frame], of one length */
export function bufferOf(stems: readonly (readonly Float32Array[])[]): StemBuffer {
  const length = stems[0]![0]!.length;
  const buffer = new StemBuffer(stems.length, length);
  stems.forEach((channels, stem) => {
    for (let chunk = 0; chunk * chunkFrames < length; chunk++) {
      const from = chunk * chunkFrames;
      buffer.put(
        stem,
        chunk,
        channels.map((samples) => samples.slice(from, from + chunkFrames)),
      );
    }
  });
  return buffer;
}

/** Hz, by the zero crossings of a sound that is one tone. */
export function toneHz(samples: Float32Array, sampleRate: number): number {
  const crossings: number[] = [];
  for (let i = 1; i < samples.length; i++) {
    const [a, b] = [samples[i - 1]!, samples[i]!];
    if (a < 0 && b >= 0) crossings.push(i - 1 + a / (a - b));
  }
  return ((crossings.length - 1) * sampleRate) / (crossings.at(-1)! - crossings[0]!);
}

export function rms(samples: Float32Array): number {
  return Math.sqrt(samples.reduce((sum, value) => sum + value * value, 0) / samples.length);
}
