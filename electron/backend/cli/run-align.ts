/** `divisi align`: where each note of a score sounds in a recording. */
import { access } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import type { DoubtReason } from '../../../shared/music/alignment.ts';
import type { AlignmentReport } from '../../../shared/music/alignment-report.ts';
import { divisiError } from '../../../shared/contract/errors.ts';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { outputsOf } from '../engine/align-files.ts';
import type { AlignJobRequest } from '../engine/align-files.ts';
import { readFailure } from '../engine/audio/file-failure.ts';
import { checkNotExisting } from '../engine/check-outputs.ts';
import { readScore } from '../engine/score/read-score.ts';
import { alignOrder } from './align-options.ts';
import type { PinOptions } from './align-options.ts';
import type { CommandIo } from './command-io.ts';
import { cancelled } from './report-error.ts';
import { runWritingJob } from './run-shown-job.ts';

export type AlignOptions = PinOptions & {
  readonly out?: string;
  readonly midi?: string;
  readonly clicks?: string;
  readonly force?: true;
  readonly json?: true;
};

export async function runAlign(
  recording: string,
  score: string,
  options: AlignOptions,
  io: CommandIo,
): Promise<Result<AlignmentReport>> {
  const built = buildRequest(recording, score, options, io.folder);
  if (!built.ok) return built;
  const request = built.value;
  try {
    await access(request.recordingPath);
  } catch (cause) {
    return err(readFailure(cause, request.recordingPath));
  }
  const read = await readScore(request.scorePath);
  if (!read.ok) return read;
  const files = outputsOf(request);
  const free = await checkNotExisting(files, request.force);
  if (!free.ok) return free;
  if (io.signal.aborted) return cancelled();
  return runWritingJob(io, { kind: 'align', request }, files);
}

/** Fails with 'bad-usage': names without a fitting ending, one name for two files, or that of an input. */
function buildRequest(
  recording: string,
  score: string,
  options: AlignOptions,
  folder: string,
): Result<AlignJobRequest> {
  const inputs = [resolve(folder, recording), resolve(folder, score)] as const;
  const seen = new Set<string>(inputs);
  for (const { option, value, endings } of [
    { option: '--out', value: options.out, endings: ['.json'] },
    { option: '--midi', value: options.midi, endings: ['.mid', '.midi'] },
    { option: '--clicks', value: options.clicks, endings: ['.wav'] },
  ]) {
    if (value === undefined) continue;
    if (!endings.includes(extname(value).toLowerCase())) {
      return err(divisiError('bad-usage', `${option}: "${value}" must end in ${endings.join(' or ')}.`));
    }
    const path = resolve(folder, value);
    if (seen.has(path)) {
      return err(divisiError('bad-usage', `${option}: "${value}" is another file of this command.`));
    }
    seen.add(path);
  }
  const absolute = (path: string | undefined): string | null =>
    path === undefined ? null : resolve(folder, path);
  return ok({
    ...alignOrder(options),
    recordingPath: inputs[0],
    scorePath: inputs[1],
    outPath: absolute(options.out),
    midiPath: absolute(options.midi),
    clicksPath: absolute(options.clicks),
    force: options.force ?? false,
  });
}

const reasons: Readonly<Record<DoubtReason, string>> = {
  silence: 'silence',
  'not-in-score': 'sound that the score does not have',
  'not-played': 'a passage of the score is left out',
  repeated: 'a passage is played again',
  'tempo-jump': 'the tempo jumps',
  'weak-evidence': 'sound and score hardly agree',
};

/** For people. */
export function describeAlignment(report: AlignmentReport): string {
  const { notes, unplayed, tuningCents, transposeSemitones, doubtful, medianConfidence } = report;
  const cents = Math.round(tuningCents);
  const tuning = cents === 0 ? 'A4 = 440 Hz' : `${Math.abs(cents)} cents ${cents > 0 ? 'sharp' : 'flat'}`;
  const semitones = Math.abs(transposeSemitones);
  const transposed =
    semitones === 0
      ? ''
      : `, the recording ${semitones} ${semitones === 1 ? 'semitone' : 'semitones'} ${transposeSemitones > 0 ? 'above' : 'below'} the score`;
  const scoreNotes = new Set(notes.map(({ id }) => id)).size;
  const again = notes.length - scoreNotes;
  const total = scoreNotes + unplayed.length;
  return [
    `${scoreNotes} of ${total} notes found in ${report.seconds.toFixed(1)} s (aligner ${report.aligner})${again > 0 ? `, ${again} of them once more` : ''}`,
    `  Music    ${clock(report.musicFromSec)} to ${clock(report.musicToSec)}`,
    `  Tuning   ${tuning}${transposed}`,
    `  Median confidence ${medianConfidence.toFixed(2)}`,
    ...(doubtful.length === 0 ? ['  Nothing doubtful'] : ['  Doubtful:']),
    ...doubtful.map(
      ({ fromSec, toSec, reason }) => `    ${clock(fromSec)} to ${clock(toSec)}  ${reasons[reason]}`,
    ),
    '',
  ].join('\n');
}

/** 1:02.5 */
function clock(sec: number): string {
  const tenths = Math.round(sec * 10);
  const rest = ((tenths % 600) / 10).toFixed(1).padStart(4, '0');
  return `${Math.floor(tenths / 600)}:${rest}`;
}
