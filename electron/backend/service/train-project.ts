/** A training of a project, from its document as it is to a version of it. */
import type { TrainAnswer, TrainParams } from '../../../shared/contract/job-calls.ts';
import type { LossPoint } from '../../../shared/contract/engine-state.ts';
import { ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { makeFolder } from '../engine/make-folder.ts';
import { activeVersion, planVersion, versionEdit, weightsOf } from '../project/project-version.ts';
import type { JobContext } from './job-queue.ts';
import type { OpenProject } from './project-desk.ts';
import type { ServiceParts } from './service-parts.ts';
import { plannedWork } from './train-forecast.ts';
import { orderFor } from './trainer-orders.ts';

/**
 * The finished training is a version of whatever the document has become meanwhile: a person may go on
 * editing, and the version says which revision's labels it learnt.
 * Fails as ordering, training and committing do; the document is then as it was.
 */
export async function trainProject(
  parts: ServiceParts,
  open: OpenProject,
  { from, name }: Pick<TrainParams, 'from' | 'name'>,
  context: JobContext,
): Promise<Result<TrainAnswer>> {
  const { layout, history } = open.project;
  const { document, revision } = history;
  const ordered = await orderFor(parts, open, context);
  if (!ordered.ok) return ordered;
  const before = from === 'warm' ? activeVersion(document) : null;
  const start = before === null ? null : await weightsOf(layout, before);
  const planned = planVersion(layout, document, revision, name);
  let points: readonly LossPoint[] = [];
  let isResting = false;
  const tell = (isRunning: boolean): void =>
    parts.tellTraining({
      project: open.handle,
      job: context.id,
      isRunning,
      isResting: isRunning && isResting,
      points,
    });
  tell(true);
  try {
    await makeFolder(layout.weights);
    const task = {
      job: context.id,
      project: layout.folder,
      order: ordered.value.order,
      weightsPath: planned.weightsPath,
      // Weights that are gone are no reason not to train.
      startPath: start?.ok === true ? start.value : null,
    };
    const trained = await parts.host.call('train', task, {
      signal: context.signal,
      onProgress(update) {
        context.report(update.progress);
        if (update.points.length === points.length && update.isResting === isResting) return;
        ({ points, isResting } = update);
        tell(true);
      },
    });
    if (!trained.ok) return trained;
    const madeAt = new Date().toISOString();
    const now = open.project.history.document;
    const edit = await versionEdit(now, planned, trained.value, madeAt, context.signal);
    if (!edit.ok) return edit;
    const committed = await parts.desk.commitEdit(open, () => edit);
    if (!committed.ok) return committed;
    const { isWarm, isCutShort, remarks, trainSec } = trained.value;
    const done = isCutShort ? null : plannedWork(ordered.value.order, document, isWarm);
    if (done !== null) await parts.speeds.note(done.kind, done.work, trainSec);
    return ok({ versionId: planned.id, revision: committed.value.revision, isWarm, remarks });
  } finally {
    tell(false);
  }
}
