/** Checks what can only be checked once the recording is open: its length against everything asked. */
import { statfs } from 'node:fs/promises';
import { divisiError } from '../../../shared/contract/errors.ts';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import type { Recording } from './audio/recording.ts';
import type { SeparationPlan } from './plan-separation.ts';
import type { BitDepth, SeparationRequest } from './separation-request.ts';

export type FittedSpan = {
  /** Span of the recording that is separated, in samples of its own rate. */
  readonly startSample: number;
  readonly lengthSamples: number;
  /** Notes that sound within the span, for every group of the plan. */
  readonly notesInGroup: readonly number[];
  readonly warnings: readonly string[];
};

export type FitRequest = Pick<SeparationRequest, 'excerptSec' | 'overrides' | 'bits' | 'outputFolder'>;

const bytesPerSample: Readonly<Record<BitDepth, number>> = { '16': 2, '24': 3, '32f': 4 };
/** Headers, the report, and what other programs write meanwhile. */
const spareBytes = 16 * 2 ** 20;

/** What can be said without the notes' times. Fails with 'bad-usage' as {@link fitToRecording} does. */
export function checkSpan(
  request: Pick<FitRequest, 'excerptSec' | 'overrides'>,
  recording: Pick<Recording, 'path' | 'sampleRate' | 'lengthSamples'>,
): Result<void> {
  const totalSec = recording.lengthSamples / recording.sampleRate;
  const startSec = request.excerptSec?.start ?? 0;
  if (startSec >= totalSec) {
    const message = `--excerpt begins at ${startSec} s, but "${recording.path}" ends at ${seconds(totalSec)}.`;
    return err(divisiError('bad-usage', message));
  }
  const tolerance = largestTolerance(request);
  if (tolerance > totalSec) {
    const message = `--tolerance: ${tolerance} s is longer than the piece, ${seconds(totalSec)}.`;
    return err(divisiError('bad-usage', message));
  }
  return ok(undefined);
}

/**
 * Fails with 'bad-usage' (an excerpt that begins after the end, a tolerance longer than the piece),
 * 'score-mismatch' (no note sounds within the span), 'disk-full' (an estimate of the stems' size).
 */
export async function fitToRecording(
  plan: SeparationPlan,
  request: FitRequest,
  recording: Pick<Recording, 'path' | 'sampleRate' | 'channels' | 'lengthSamples'>,
): Promise<Result<FittedSpan>> {
  const { sampleRate, channels } = recording;
  const totalSec = recording.lengthSamples / sampleRate;
  const warnings: string[] = [];
  const asked = request.excerptSec ?? { start: 0, end: totalSec };
  const sound = checkSpan(request, recording);
  if (!sound.ok) return sound;
  if (asked.end > totalSec) {
    warnings.push(`The excerpt ends with the recording, at ${seconds(totalSec)}.`);
  }
  const endSec = Math.min(asked.end, totalSec);
  const startSample = Math.round(asked.start * sampleRate);
  const endSample = Math.min(
    recording.lengthSamples,
    Math.max(startSample + 1, Math.round(endSec * sampleRate)),
  );

  const counted = countNotes(plan, asked.start, endSec, totalSec);
  if (!counted.ok) return counted;
  warnings.push(...counted.value.warnings);

  const lengthSamples = endSample - startSample;
  const needed = plan.stems.length * lengthSamples * channels * bytesPerSample[request.bits] + spareBytes;
  const space = await checkSpace(request.outputFolder, needed);
  if (!space.ok) return space;
  return ok({ startSample, lengthSamples, notesInGroup: counted.value.notesInGroup, warnings });
}

function largestTolerance({ overrides }: Pick<FitRequest, 'overrides'>): number {
  const { toleranceOnsetSec, toleranceSustainSec } = overrides;
  return Math.max(
    toleranceOnsetSec?.before ?? 0,
    toleranceOnsetSec?.after ?? 0,
    toleranceSustainSec?.before ?? 0,
    toleranceSustainSec?.after ?? 0,
  );
}

function countNotes(
  plan: SeparationPlan,
  startSec: number,
  endSec: number,
  totalSec: number,
): Result<{ notesInGroup: number[]; warnings: string[] }> {
  const { notes, durationSec } = plan.score;
  const inside = new Set(
    notes.filter((note) => note.onsetSec < endSec && note.offsetSec > startSec).map((note) => note.id),
  );
  if (inside.size === 0) {
    const first = notes[0]?.onsetSec ?? 0;
    const message = `None of the ${notes.length} notes of the score (${seconds(first)} to ${seconds(durationSec)}) sounds within the recording's ${seconds(startSec)} to ${seconds(endSec)}.`;
    return err(divisiError('score-mismatch', message));
  }
  const warnings: string[] = [];
  const late = notes.filter((note) => note.onsetSec >= totalSec).length;
  if (late > 0) {
    const count = `${late} of ${notes.length} notes`;
    warnings.push(`${count} begin after the end of the recording (${seconds(totalSec)}) and are ignored.`);
  }
  const notesInGroup = plan.groups.map((group) => group.noteIds.filter((id) => inside.has(id)).length);
  plan.groups.forEach((group, index) => {
    if (notesInGroup[index] === 0) {
      warnings.push(`Group "${group.name}" has no note between ${seconds(startSec)} and ${seconds(endSec)}.`);
    }
  });
  return ok({ notesInGroup, warnings });
}

/** Where the system does not tell, writing will. */
async function checkSpace(folder: string, neededBytes: number): Promise<Result<void>> {
  let freeBytes: number;
  try {
    const { bavail, bsize } = await statfs(folder);
    freeBytes = bavail * bsize;
  } catch {
    return ok(undefined);
  }
  if (freeBytes >= neededBytes) return ok(undefined);
  const message = `The stems need about ${size(neededBytes)}, but the disk of "${folder}" has ${size(freeBytes)} left.`;
  return err(divisiError('disk-full', message, { neededBytes, freeBytes }));
}

function seconds(sec: number): string {
  return `${Number(sec.toFixed(2))} s`;
}

function size(bytes: number): string {
  return bytes < 2 ** 30 ? `${Math.ceil(bytes / 2 ** 20)} MB` : `${(bytes / 2 ** 30).toFixed(1)} GB`;
}
