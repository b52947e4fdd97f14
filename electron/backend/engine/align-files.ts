/** The job behind `divisi align`: aligns a score with a recording, and writes what was asked for. */
import { parse } from 'node:path';
import { divisiError } from '../../../shared/contract/errors.ts';
import type { Alignment } from '../../../shared/music/alignment.ts';
import { dawTimeline } from '../../../shared/export/daw-timeline.ts';
import { midiFile } from '../../../shared/export/midi-files.ts';
import { scoreSession } from '../../../shared/export/score-session.ts';
import { alignmentReport } from '../../../shared/music/alignment-report.ts';
import type { AlignmentReport } from '../../../shared/music/alignment-report.ts';
import { performedScore } from '../../../shared/music/performed-score.ts';
import type { Score } from '../../../shared/music/score.ts';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { alignRecording } from './align-recording.ts';
import type { AlignOrder } from './alignment-choice.ts';
import { openRecording } from './audio/open-recording.ts';
import type { Recording } from './audio/recording.ts';
import { surveyRecording } from './audio/survey-recording.ts';
import { checkNotExisting } from './check-outputs.ts';
import { writePending } from './pending-file.ts';
import { writeClicks } from './click-track.ts';
import type { PendingFile } from './pending-file.ts';
import { readScore } from './score/read-score.ts';

export type AlignJobRequest = AlignOrder & {
  /** Absolute paths; null writes no such file. */
  readonly recordingPath: string;
  readonly scorePath: string;
  readonly outPath: string | null;
  readonly midiPath: string | null;
  readonly clicksPath: string | null;
  /** Replace files that exist. */
  readonly force: boolean;
};

export type AlignJobHooks = {
  readonly signal: AbortSignal;
  onProgress(phase: 'decode' | 'align' | 'write', fraction: number): void;
  warn(text: string): void;
};

/** Shares of the work, for the progress. */
const decoded = 0.1;
const aligned = 0.9;

/**
 * Files appear together at the end; a failure or a stop leaves none.
 * Fails as reading, aligning and writing do, or with 'cancelled'.
 */
export async function alignFiles(
  request: AlignJobRequest,
  hooks: AlignJobHooks,
): Promise<Result<AlignmentReport>> {
  const startMs = performance.now();
  const files = outputsOf(request);
  const score = await readScore(request.scorePath);
  if (!score.ok) return score;
  for (const repair of score.value.repairs) hooks.warn(repair);
  const free = await checkNotExisting(files, request.force);
  if (!free.ok) return free;
  const opened = await openRecording(request.recordingPath, {
    signal: hooks.signal,
    onProgress: (fraction) => hooks.onProgress('decode', fraction * decoded),
  });
  if (!opened.ok) return opened;
  const recording = opened.value;
  try {
    const survey = await surveyRecording(recording, hooks.signal);
    if (!survey.ok) return survey;
    hooks.onProgress('align', decoded);
    const found = await alignRecording(recording, score.value, request, {
      signal: hooks.signal,
      onProgress: (fraction) => hooks.onProgress('align', decoded + fraction * (aligned - decoded)),
    });
    if (!found.ok) return found;
    const report = alignmentReport(score.value, found.value, {
      recording: request.recordingPath,
      score: request.scorePath,
      aligner: request.aligner,
      seconds: (performance.now() - startMs) / 1000,
    });
    hooks.onProgress('write', aligned);
    const written = await writeAll(
      request,
      { recording, score: score.value, alignment: found.value, report, peak: survey.value.peak },
      hooks,
    );
    return written.ok ? ok(report) : written;
  } finally {
    await recording.close();
  }
}

/** In the order in which they are written. */
export function outputsOf({
  outPath,
  midiPath,
  clicksPath,
}: Pick<AlignJobRequest, 'outPath' | 'midiPath' | 'clicksPath'>): string[] {
  return [outPath, midiPath, clicksPath].filter((path) => path !== null);
}

type Found = {
  readonly recording: Recording;
  readonly score: Score;
  readonly alignment: Alignment;
  readonly report: AlignmentReport;
  /** Of the recording, full scale 1. */
  readonly peak: number;
};

/** All files or none. */
async function writeAll(
  { outPath, midiPath, clicksPath }: AlignJobRequest,
  { recording, score, alignment, report, peak }: Found,
  hooks: AlignJobHooks,
): Promise<Result<void>> {
  const pending: PendingFile[] = [];
  const keep = (written: Result<PendingFile>): Result<void> => {
    if (written.ok) pending.push(written.value);
    return written.ok ? ok(undefined) : written;
  };
  try {
    if (outPath !== null) {
      const text = new TextEncoder().encode(`${JSON.stringify(report, null, 1)}\n`);
      const written = keep(await writePending(outPath, [text]));
      if (!written.ok) return written;
    }
    if (midiPath !== null) {
      const session = scoreSession(score, alignment, parse(midiPath).name);
      const span = { fromSec: 0, toSec: recording.lengthSamples / recording.sampleRate };
      const bytes = midiFile(session, dawTimeline(session, span), session.tracks, 'score');
      const written = keep(await writePending(midiPath, [bytes]));
      if (!written.ok) return written;
    }
    if (clicksPath !== null) {
      const { notes } = performedScore(score, alignment);
      const written = await writeClicks(
        clicksPath,
        recording,
        notes,
        peak,
        alignment.tuningCents,
        hooks.signal,
      );
      if (!written.ok) return written;
      const writer = written.value;
      pending.push({
        commit: async () => {
          const named = await writer.commit();
          return named.ok ? ok(undefined) : named;
        },
        drop: () => writer.abort(),
      });
    }
    if (hooks.signal.aborted) return err(divisiError('cancelled', 'Stopped.'));
    for (const file of pending) {
      const named = await file.commit();
      if (!named.ok) return named;
    }
    return ok(undefined);
  } finally {
    for (const file of pending) await file.drop();
  }
}
