/** `divisi project train`: a training becomes a version, whose weights are kept in the project. */
import { mkdir } from 'node:fs/promises';
import { recordOf } from '../../../../shared/document/record-table.ts';
import { err, ok } from '../../../../shared/std/result.ts';
import type { Result } from '../../../../shared/std/result.ts';
import { writeFailure } from '../../engine/audio/file-failure.ts';
import type { TrainingQuality } from '../../engine/live/training-quality.ts';
import type { TensorBackendChoice } from '../../engine/separation-request.ts';
import { checkFolderInside } from '../../project/media-path.ts';
import { liveOrderOf } from '../../project/live-order-of.ts';
import { activeVersion, planVersion, versionEdit, weightsOf } from '../../project/project-version.ts';
import type { CommandIo } from '../command-io.ts';
import { durationText } from '../duration-text.ts';
import { ProgressDisplay } from '../progress-display.ts';
import { runShownJob } from '../run-shown-job.ts';
import type { RemoteProject } from './remote-project.ts';
import { note, recordingPathOf, withEditedProject } from './with-project.ts';
import type { EditedProject } from './with-project.ts';

export type ProjectTrainOptions = {
  readonly fromScratch?: true;
  readonly name?: string;
  readonly backend: TensorBackendChoice;
};

export type TrainingReport = {
  readonly revision: number;
  readonly version: string;
  readonly name: string;
  /** Whether it went on from a former one. */
  readonly isWarm: boolean;
  readonly backend: string;
  readonly epochs: number;
  readonly trainSec: number;
  /** Estimates without true stems, dB. */
  readonly quality: Partial<TrainingQuality>;
  readonly remarks: readonly string[];
};

export function runProjectTrain(
  folder: string,
  options: ProjectTrainOptions,
  io: CommandIo,
): Promise<Result<TrainingReport>> {
  return withEditedProject(folder, io, (project, service) =>
    service === null ? trainHere(project, options, io) : trainThere(service, options, io),
  );
}

async function trainHere(
  project: EditedProject,
  options: ProjectTrainOptions,
  io: CommandIo,
): Promise<Result<TrainingReport>> {
  const { layout, history } = project;
  const { document, revision } = history;
  const recording = await recordingPathOf(project, io);
  if (!recording.ok) return recording;
  const ordered = liveOrderOf(document, recording.value);
  if (!ordered.ok) return ordered;
  const planned = planVersion(layout, document, revision, options.name ?? null);
  try {
    await mkdir(layout.weights, { recursive: true });
  } catch (cause) {
    return err(writeFailure(cause, layout.weights));
  }
  const inside = await checkFolderInside(layout.folder, 'weights');
  if (!inside.ok) return inside;
  const startPath = options.fromScratch ? null : await startOf(project, io);
  const { weightsPath } = planned;
  const { order } = ordered.value;
  // Nobody leads it but by stopping the command.
  const task = { job: 'command', project: layout.folder, order, weightsPath, startPath };
  const job = { kind: 'train', request: { task, backend: options.backend } } as const;
  const trained = await runShownJob(io, job, [weightsPath]);
  if (!trained.ok) return trained;
  const edit = await versionEdit(document, planned, trained.value, new Date().toISOString(), io.signal);
  if (!edit.ok) return edit;
  const committed = await project.commit(edit.value.name, edit.value.patch);
  if (!committed.ok) return committed;
  const { isWarm, backend, epochs, trainSec, remarks } = trained.value;
  return ok({
    revision: committed.value.history.revision,
    version: planned.id,
    name: planned.name,
    isWarm,
    backend,
    epochs,
    trainSec,
    quality: trained.value.quality,
    remarks,
  });
}

/** In the service's queue, by its trainer. */
async function trainThere(
  service: RemoteProject,
  { fromScratch, name, backend }: ProjectTrainOptions,
  io: CommandIo,
): Promise<Result<TrainingReport>> {
  const { client, handle } = service;
  if (backend !== 'auto')
    note(io, 'The project is open in a window, whose engine chooses the tensor library.');
  const display = new ProgressDisplay(io);
  const trained = await client.call(
    'train',
    { project: handle, from: fromScratch ? 'scratch' : 'warm', name: name ?? null },
    { signal: io.signal, onProgress: (progress) => display.update(progress) },
  );
  display.clear();
  if (!trained.ok) return trained;
  const { versionId, revision, isWarm, remarks } = trained.value;
  const fresh = await service.refresh();
  if (!fresh.ok) return fresh;
  const status = await client.call('engine.status', {});
  const version = recordOf(service.history.document.versions, versionId);
  return ok({
    revision,
    version: versionId,
    name: version?.name ?? versionId,
    isWarm,
    backend: (status.ok ? status.value.backend : null) ?? 'unknown',
    epochs: version?.metrics['epochs'] ?? 0,
    trainSec: version?.metrics['trainSec'] ?? 0,
    quality: qualityIn(version?.metrics ?? {}),
    remarks,
  });
}

/** Weights to go on from; without any, and where they are gone, the training begins anew. */
async function startOf({ layout, history }: EditedProject, io: CommandIo): Promise<string | null> {
  const version = activeVersion(history.document);
  if (version === null) return null;
  const weights = await weightsOf(layout, version);
  if (weights.ok) return weights.value;
  note(io, `${weights.error.message} The training begins anew.`);
  return null;
}

function qualityIn(metrics: Readonly<Record<string, number>>): Partial<TrainingQuality> {
  const names = ['nullDb', 'leakageDb', 'residualDb'] as const;
  return Object.fromEntries(names.filter((name) => name in metrics).map((name) => [name, metrics[name]!]));
}

export function describeTraining(report: TrainingReport): string {
  const { version, name, isWarm, epochs, trainSec, backend, revision, quality, remarks } = report;
  const levels = [
    ['leakage between groups', quality.leakageDb],
    ['residual', quality.residualDb],
  ] as const;
  const told = levels.flatMap(([title, db]) => (db === undefined ? [] : [`${title} ${db.toFixed(1)} dB`]));
  const start = isWarm ? 'going on from the version before' : 'from scratch';
  return [
    `${version} "${name}": ${epochs} epochs in ${durationText(trainSec)}, ${start}, ${backend} (revision ${revision})`,
    ...(told.length === 0 ? [] : [`Estimated without true stems: ${told.join(', ')}`]),
    ...remarks.map((remark) => `Remark: ${remark}`),
    '',
  ].join('\n');
}
