/** `divisi project train`: a training becomes a version, whose weights are kept in the project. */
import { mkdir } from 'node:fs/promises';
import { err, ok } from '../../../../shared/std/result.ts';
import type { Result } from '../../../../shared/std/result.ts';
import { writeFailure } from '../../engine/audio/file-failure.ts';
import { partialPath } from '../../engine/audio/output-file.ts';
import type { TensorBackendChoice } from '../../engine/separation-request.ts';
import { checkFolderInside } from '../../project/media-path.ts';
import { liveOrderOf } from '../../project/live-order-of.ts';
import type { Project } from '../../project/project.ts';
import { activeVersion, planVersion, versionEdit, weightsOf } from '../../project/project-version.ts';
import type { CommandIo } from '../command-io.ts';
import { durationText } from '../duration-text.ts';
import { ProgressDisplay } from '../progress-display.ts';
import { note, recordingPathOf, withProject } from './with-project.ts';

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
  readonly remarks: readonly string[];
};

export function runProjectTrain(
  folder: string,
  options: ProjectTrainOptions,
  io: CommandIo,
): Promise<Result<TrainingReport>> {
  return withProject(folder, 'write', io, (project) => train(project, options, io));
}

async function train(
  project: Project,
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
  const display = new ProgressDisplay(io);
  const { weightsPath } = planned;
  const trained = await io.runJob(
    {
      kind: 'train',
      request: {
        task: { project: layout.folder, order: ordered.value.order, weightsPath, startPath },
        backend: options.backend,
      },
    },
    {
      signal: io.signal,
      onProgress: (progress) => display.update(progress),
      warn: (text) => display.note(`Note: ${text}`),
    },
    [partialPath(weightsPath)],
  );
  display.clear();
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
    remarks,
  });
}

/** Weights to go on from; without any, and where they are gone, the training begins anew. */
async function startOf({ layout, history }: Project, io: CommandIo): Promise<string | null> {
  const version = activeVersion(history.document);
  if (version === null) return null;
  const weights = await weightsOf(layout, version);
  if (weights.ok) return weights.value;
  note(io, `${weights.error.message} The training begins anew.`);
  return null;
}

export function describeTraining(report: TrainingReport): string {
  const { version, name, isWarm, epochs, trainSec, backend, revision, remarks } = report;
  const start = isWarm ? 'going on from the version before' : 'from scratch';
  return [
    `${version} "${name}": ${epochs} epochs in ${durationText(trainSec)}, ${start}, ${backend} (revision ${revision})`,
    ...remarks.map((remark) => `Remark: ${remark}`),
    '',
  ].join('\n');
}
