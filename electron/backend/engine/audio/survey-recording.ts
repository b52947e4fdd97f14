/** One pass over a recording before work begins: is there sound in it, and only numbers? */
import { divisiError } from '../../../../shared/contract/errors.ts';
import { err, ok } from '../../../../shared/std/result.ts';
import type { Result } from '../../../../shared/std/result.ts';
import { RecordingFailure } from './file-failure.ts';
import type { Recording } from './recording.ts';

export type RecordingSurvey = {
  /** Largest magnitude over all channels; 1 is full scale. */
  readonly peak: number;
  /** Over all samples of all channels. */
  readonly rms: number;
};

/** Samples per channel and read; bounds both the memory and the time until a stop is noticed. */
const blockSamples = 65_536;

/**
 * Cost: one read of the file, one block of memory.
 * Fails with 'audio-damaged' (NaN or infinite samples), 'audio-empty' (all samples are 0), 'cancelled', or what
 * reading fails with.
 * @param recording give `createExcerpt(...)` to look at a part only.
 */
export async function surveyRecording(
  recording: Recording,
  signal?: AbortSignal,
): Promise<Result<RecordingSurvey>> {
  const { path, sampleRate, lengthSamples } = recording;
  let peak = 0;
  let sumOfSquares = 0;
  let nonFiniteCount = 0;
  let firstNonFinite: number | undefined;
  try {
    for (let start = 0; start < lengthSamples; start += blockSamples) {
      if (signal?.aborted === true) return err(divisiError('cancelled', 'Stopped.'));
      const blocks = await recording.read(start, Math.min(blockSamples, lengthSamples - start));
      for (const block of blocks) {
        for (let i = 0; i < block.length; i++) {
          const sample = block[i]!;
          if (!Number.isFinite(sample)) {
            nonFiniteCount++;
            firstNonFinite = Math.min(firstNonFinite ?? Infinity, start + i);
            continue;
          }
          const magnitude = Math.abs(sample);
          if (magnitude > peak) peak = magnitude;
          sumOfSquares += sample * sample;
        }
      }
    }
  } catch (cause) {
    if (cause instanceof RecordingFailure) return err(cause.error);
    throw cause;
  }
  if (firstNonFinite !== undefined) {
    const firstSec = firstNonFinite / sampleRate;
    return err(
      divisiError(
        'audio-damaged',
        `"${path}" holds samples that are not numbers (NaN or infinite): ${nonFiniteCount}, the first at ${firstSec.toFixed(3)} s.`,
        { nonFiniteCount, firstSec },
      ),
    );
  }
  if (peak === 0) {
    return err(divisiError('audio-empty', `"${path}" is silent: every sample is 0.`));
  }
  return ok({ peak, rms: Math.sqrt(sumOfSquares / (lengthSamples * recording.channels)) });
}
