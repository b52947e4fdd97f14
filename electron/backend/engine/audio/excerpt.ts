/** A stretch of a recording, seen as a recording of its own: silence on both sides of it. */
import type { Recording } from './recording.ts';

export type SampleRange = { readonly startSample: number; readonly lengthSamples: number };

/**
 * Sample 0 of the result is `range.startSample`; nothing is copied. Closing it leaves the recording open.
 * @throws RangeError for a range that is not inside the recording.
 */
export function createExcerpt(recording: Recording, range: SampleRange): Recording {
  const { startSample, lengthSamples } = range;
  const isInside =
    Number.isInteger(startSample) &&
    Number.isInteger(lengthSamples) &&
    startSample >= 0 &&
    lengthSamples >= 1 &&
    startSample + lengthSamples <= recording.lengthSamples;
  if (!isInside) {
    throw new RangeError(
      `expected a range within ${recording.lengthSamples} samples, got ${lengthSamples} from ${startSample}`,
    );
  }
  return {
    path: recording.path,
    format: recording.format,
    sampleRate: recording.sampleRate,
    channels: recording.channels,
    lengthSamples,
    encoding: recording.encoding,
    async read(from, count) {
      const first = Math.min(Math.max(from, 0), lengthSamples);
      const last = Math.min(Math.max(from + count, first), lengthSamples);
      if (first === from && last === from + count) return recording.read(startSample + from, count);
      const inside = await recording.read(startSample + first, last - first);
      return inside.map((samples) => {
        const block = new Float32Array(count);
        if (samples.length > 0) block.set(samples, first - from);
        return block;
      });
    },
    close: () => Promise.resolve(),
  };
}
