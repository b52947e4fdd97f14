/** `divisi project align`: runs the aligner with what a person pinned, and commits what it found as one edit. */
import { divisiError } from '../../../../shared/contract/errors.ts';
import type { AlignParams } from '../../../../shared/contract/job-calls.ts';
import { alignmentEdit } from '../../../../shared/document/alignment-result.ts';
import { singleOf } from '../../../../shared/document/document-state.ts';
import type { DocumentState } from '../../../../shared/document/document-state.ts';
import { recordsOf } from '../../../../shared/document/record-table.ts';
import { err, ok } from '../../../../shared/std/result.ts';
import type { Result } from '../../../../shared/std/result.ts';
import type { AlignerName } from '../../engine/alignment-choice.ts';
import { alignOrderOf } from '../../project/align-order-of.ts';
import type { CommandIo } from '../command-io.ts';
import { ProgressDisplay } from '../progress-display.ts';
import { runShownJob } from '../run-shown-job.ts';
import type { RemoteProject } from './remote-project.ts';
import { recordingPathOf, withEditedProject } from './with-project.ts';
import type { EditedProject } from './with-project.ts';

export type ProjectAlignOptions = {
  readonly aligner: AlignerName;
  readonly changed?: true;
  /** Seconds of the recording; both or none. */
  readonly from?: number;
  readonly to?: number;
};

export type AlignedReport = {
  readonly revision: number;
  readonly aligner: string;
  readonly notes: number;
  readonly unplayed: number;
  readonly doubtful: number;
  readonly tuningCents: number;
  readonly transposeSemitones: number;
  readonly seconds: number;
};

type AlignAsked = Pick<AlignParams, 'aligner' | 'isPartial' | 'spanSec'>;

export function runProjectAlign(
  folder: string,
  options: ProjectAlignOptions,
  io: CommandIo,
): Promise<Result<AlignedReport>> {
  const asked = askedBy(options);
  if (!asked.ok) return Promise.resolve(asked);
  const startMs = io.nowMs();
  return withEditedProject(folder, io, async (project, service) => {
    const revision = await (service === null
      ? alignHere(project, asked.value, io)
      : alignThere(service, asked.value, io));
    if (!revision.ok) return revision;
    const { document } = project.history;
    return ok(reportOf(document, revision.value, options.aligner, (io.nowMs() - startMs) / 1000));
  });
}

function askedBy({ aligner, changed, from, to }: ProjectAlignOptions): Result<AlignAsked> {
  const wrong = (message: string): Result<never> => err(divisiError('bad-usage', message));
  if (from === undefined && to === undefined) return ok({ aligner, isPartial: changed ?? false });
  if (changed) return wrong('--changed: it goes without --from and --to.');
  if (from === undefined || to === undefined) return wrong('--from and --to: give both, or none.');
  if (from >= to) return wrong(`--to: ${to} must be later than --from ${from}.`);
  return ok({ aligner, isPartial: true, spanSec: { fromSec: from, toSec: to } });
}

async function alignHere(project: EditedProject, asked: AlignAsked, io: CommandIo): Promise<Result<number>> {
  const { document } = project.history;
  const order = alignOrderOf(document, asked);
  if (!order.ok) return order;
  const recording = await recordingPathOf(project, io);
  if (!recording.ok) return recording;
  const { request, resultOf } = order.value;
  const job = { kind: 'align-project', request: { recordingPath: recording.value, request } } as const;
  const aligned = await runShownJob(io, job, []);
  if (!aligned.ok) return aligned;
  const edit = alignmentEdit(document, resultOf(aligned.value.alignment));
  if (!edit.ok) return edit;
  // Everything lies where it lay.
  if (edit.value.patch.length === 0) return ok(project.history.revision);
  const committed = await project.commit(edit.value.name, edit.value.patch);
  return committed.ok ? ok(committed.value.history.revision) : committed;
}

async function alignThere(service: RemoteProject, asked: AlignAsked, io: CommandIo): Promise<Result<number>> {
  const display = new ProgressDisplay(io);
  const aligned = await service.client.call(
    'align',
    { project: service.handle, ...asked },
    { signal: io.signal, onProgress: (progress) => display.update(progress) },
  );
  display.clear();
  if (!aligned.ok) return aligned;
  if (aligned.value.kind === 'outdated') {
    const message = 'The score or its anchors were changed in a window meanwhile; align again.';
    return err(divisiError('edit-refused', message));
  }
  const fresh = await service.refresh();
  return fresh.ok ? ok(aligned.value.revision) : fresh;
}

function reportOf(
  document: DocumentState,
  revision: number,
  aligner: string,
  seconds: number,
): AlignedReport {
  const alignment = singleOf(document, 'alignment');
  return {
    revision,
    aligner,
    notes: [...recordsOf(document.aligned)].reduce((sum, { visits }) => sum + visits.length, 0),
    unplayed: document.unplayed.size,
    doubtful: document.doubts.size,
    tuningCents: alignment?.tuningCents ?? 0,
    transposeSemitones: alignment?.transposeSemitones ?? 0,
    seconds,
  };
}

export function describeAligned(report: AlignedReport): string {
  const { notes, unplayed, doubtful, seconds, revision } = report;
  return `${notes} notes aligned in ${seconds.toFixed(1)} s, ${unplayed} not played, ${doubtful} doubtful stretches (revision ${revision})\n`;
}
