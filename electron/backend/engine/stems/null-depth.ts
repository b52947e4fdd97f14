/** Reads stems back from the disk, sums them, and says how much of the recording is left over. */
import { divisiError } from '../../../../shared/contract/errors.ts';
import type { DivisiError } from '../../../../shared/contract/errors.ts';
import { err, ok } from '../../../../shared/std/result.ts';
import type { Result } from '../../../../shared/std/result.ts';
import { createExcerpt } from '../audio/excerpt.ts';
import type { SampleRange } from '../audio/excerpt.ts';
import { RecordingFailure } from '../audio/file-failure.ts';
import { openRecording } from '../audio/open-recording.ts';
import type { Recording } from '../audio/recording.ts';

export type NullDepth = {
  /**
   * RMS of the recording minus the sum of the stems, relative to the RMS of the recording, in dB; never below
   * {@link deepestNullDb}, which stands for an exact sum too.
   */
  readonly depthDb: number;
  /** The largest single difference; 1 is full scale. */
  readonly peakDifference: number;
};

/** Float64 sums of float32 samples resolve no more; a finite number, since JSON has no infinity. */
export const deepestNullDb = -200;

const blockSamples = 65_536;

/**
 * Cost: one pass over the recording and the stems, one block of memory for each.
 * Fails with 'null-failed' where a stem has not the range's length, rate and channels, 'cancelled', or what
 * opening and reading fail with. How deep is deep enough is for the caller to say.
 */
export async function measureNullDepth(
  recording: Recording,
  range: SampleRange,
  stemPaths: readonly string[],
  signal?: AbortSignal,
): Promise<Result<NullDepth>> {
  const stems: Recording[] = [];
  try {
    for (const path of stemPaths) {
      const opened = await openRecording(path, signal === undefined ? {} : { signal });
      if (!opened.ok) return opened;
      stems.push(opened.value);
      const mismatch = compareShape(opened.value, recording, range);
      if (mismatch !== undefined) return err(mismatch);
    }
    return await sumAndCompare(createExcerpt(recording, range), stems, signal);
  } catch (cause) {
    if (cause instanceof RecordingFailure) return err(cause.error);
    throw cause;
  } finally {
    await Promise.all(stems.map((stem) => stem.close()));
  }
}

function compareShape(stem: Recording, recording: Recording, range: SampleRange): DivisiError | undefined {
  const fits =
    stem.sampleRate === recording.sampleRate &&
    stem.channels === recording.channels &&
    stem.lengthSamples === range.lengthSamples;
  if (fits) return undefined;
  return divisiError(
    'null-failed',
    `"${stem.path}" has ${stem.lengthSamples} samples, ${stem.channels} channels at ${stem.sampleRate} Hz; expected ${range.lengthSamples}, ${recording.channels} and ${recording.sampleRate} Hz.`,
  );
}

async function sumAndCompare(
  mix: Recording,
  stems: readonly Recording[],
  signal: AbortSignal | undefined,
): Promise<Result<NullDepth>> {
  let mixSquares = 0;
  let differenceSquares = 0;
  let peakDifference = 0;
  for (let start = 0; start < mix.lengthSamples; start += blockSamples) {
    if (signal?.aborted === true) return err(divisiError('cancelled', 'Stopped.'));
    const count = Math.min(blockSamples, mix.lengthSamples - start);
    const mixBlock = await mix.read(start, count);
    const stemBlocks = await Promise.all(stems.map((stem) => stem.read(start, count)));
    mixBlock.forEach((samples, channel) => {
      for (let i = 0; i < count; i++) {
        let difference = samples[i]!;
        mixSquares += difference * difference;
        for (const block of stemBlocks) difference -= block[channel]![i]!;
        differenceSquares += difference * difference;
        peakDifference = Math.max(peakDifference, Math.abs(difference));
      }
    });
  }
  const depthDb = differenceSquares === 0 ? -Infinity : 10 * Math.log10(differenceSquares / mixSquares);
  return ok({ depthDb: Math.max(deepestNullDb, depthDb), peakDifference });
}
