/** `divisi separate`: checks everything that is quick, then lets a trainer process do the work. */
import { access } from 'node:fs/promises';
import { err } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { readFailure } from '../engine/audio/file-failure.ts';
import { checkNotExisting, checkNotInput } from '../engine/check-outputs.ts';
import { planSeparation } from '../engine/plan-separation.ts';
import type { AlignmentSummary, SeparationReport } from '../engine/separation-report.ts';
import type { CommandIo } from './command-io.ts';
import { durationText } from './duration-text.ts';
import { cancelled } from './report-error.ts';
import { runWritingJob } from './run-shown-job.ts';
import { buildRequest } from './separate-options.ts';
import type { SeparateOptions } from './separate-options.ts';
import { shownPath } from './shown-path.ts';

export async function runSeparate(
  recording: string,
  score: string,
  options: SeparateOptions,
  io: CommandIo,
): Promise<Result<SeparationReport>> {
  const built = await buildRequest(recording, score, options, io.folder);
  if (!built.ok) return built;
  const request = built.value;
  try {
    await access(request.recordingPath);
  } catch (cause) {
    return err(readFailure(cause, request.recordingPath));
  }
  const plan = await planSeparation(request);
  if (!plan.ok) return plan;
  const files = plan.value.stems.map((stem) => stem.file);
  if (request.activityPath !== null) files.push(request.activityPath);
  const apart = checkNotInput(files, request.recordingPath);
  if (!apart.ok) return apart;
  const free = await checkNotExisting(files, request.force);
  if (!free.ok) return free;
  if (io.signal.aborted) return cancelled();
  return runWritingJob(io, { kind: 'separate', request }, files, [request.outputFolder], plan.value.warnings);
}

/** For people; paths relative to where they are, when that is shorter. */
export function describeSeparation(report: SeparationReport, folder: string): string {
  const width = Math.max(...report.stems.map((stem) => stem.group.length));
  const stems = report.stems.map((stem) => {
    const notes = stem.kind === 'residual' ? '' : stem.notes === 1 ? '1 note' : `${stem.notes} notes`;
    return `  ${stem.group.padEnd(width)}  ${notes.padStart(12)}  ${shownPath(stem.file, folder)}`;
  });
  const depth =
    report.nullDepthDb === 'not applicable' ? report.nullDepthDb : `${report.nullDepthDb.toFixed(1)} dB`;
  const count = report.stems.length === 1 ? '1 stem' : `${report.stems.length} stems`;
  return [
    `${count} of ${durationText(report.durationSec)} in ${durationText(report.seconds.total)} (${report.realTimeFactor.toFixed(2)} x its length), method ${report.method}, ${report.backend}:`,
    ...stems,
    ...(report.alignment === null ? [] : [alignmentLine(report.alignment)]),
    `Null depth: ${depth}`,
    ...(report.activity === null ? [] : [`Activity: ${shownPath(report.activity.file, folder)}`]),
    ...report.remarks.map((remark) => `Remark: ${remark}`),
    '',
  ].join('\n');
}

function alignmentLine({ aligner, medianConfidence, doubtful }: AlignmentSummary): string {
  const doubts =
    doubtful.length === 0
      ? 'nothing doubtful'
      : `${doubtful.length} doubtful segment${doubtful.length === 1 ? '' : 's'}`;
  return `Aligned with ${aligner}: median confidence ${medianConfidence.toFixed(2)}, ${doubts}`;
}
