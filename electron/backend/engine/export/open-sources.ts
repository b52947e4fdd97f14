/** Opens the recording and the separated tracks, and holds their shapes against each other. */
import { divisiError } from '../../../../shared/contract/errors.ts';
import type { ExportSession } from '../../../../shared/export/export-session.ts';
import { err, ok } from '../../../../shared/std/result.ts';
import type { Result } from '../../../../shared/std/result.ts';
import { createExcerpt } from '../audio/excerpt.ts';
import type { SampleRange } from '../audio/excerpt.ts';
import { openRecording } from '../audio/open-recording.ts';
import type { Recording } from '../audio/recording.ts';

export type OpenSources = {
  /** Tracks in order, then the recording; the span that is exported. */
  readonly sources: readonly Recording[];
  /** The same span of the recording. */
  readonly original: Recording;
  close(): Promise<void>;
};

/** Fails with 'audio-mismatch', or as opening does. */
export async function openSources(
  session: ExportSession,
  range: SampleRange,
  signal: AbortSignal,
): Promise<Result<OpenSources>> {
  const opened: Recording[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(opened.map((recording) => recording.close()));
  };
  for (const path of [...session.tracks.map(({ file }) => file), session.recording.path]) {
    const result = await openRecording(path, { signal });
    if (!result.ok) {
      await close();
      return result;
    }
    opened.push(result.value);
    const mismatch = mismatchOf(result.value, session.recording);
    if (mismatch !== undefined) {
      await close();
      return err(divisiError('audio-mismatch', mismatch));
    }
  }
  const sources = opened.map((recording) => createExcerpt(recording, range));
  return ok({ sources, original: sources.at(-1)!, close });
}

function mismatchOf(recording: Recording, expected: ExportSession['recording']): string | undefined {
  const { path, sampleRate, channels, lengthSamples } = recording;
  const fits =
    sampleRate === expected.sampleRate &&
    channels === expected.channels &&
    lengthSamples === expected.lengthSamples;
  if (fits) return undefined;
  return `"${path}" has ${lengthSamples} samples, ${channels} channels at ${sampleRate} Hz; expected ${expected.lengthSamples}, ${expected.channels} and ${expected.sampleRate} Hz.`;
}
