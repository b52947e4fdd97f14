/** Calls that take their time. Heavy ones wait for their turn, and go to the trainer. */
import { join } from 'node:path';
import type { AppContract } from '../../../shared/contract/contract.ts';
import type { JobKind, StepProgress } from '../../../shared/contract/engine-state.ts';
import { divisiError } from '../../../shared/contract/errors.ts';
import type { AlignAnswer, StemResource } from '../../../shared/contract/job-calls.ts';
import { alignmentEdit } from '../../../shared/document/alignment-result.ts';
import { alignmentReads, fateOf } from '../../../shared/document/engine-result.ts';
import { recordOf } from '../../../shared/document/record-table.ts';
import type { Handlers } from '../../../shared/rpc/declaration.ts';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { alignOrderOf } from '../project/align-order-of.ts';
import { activeVersion, weightsOf } from '../project/project-version.ts';
import { selectNotes } from '../project/select-notes.ts';
import { bundleFiles } from './bundle-files.ts';
import { exportChoice, previewChoice } from './export-choice.ts';
import type { JobContext } from './job-queue.ts';
import type { OpenProject } from './project-desk.ts';
import { noVersion } from './project-handlers.ts';
import { resourcePath } from './resource-tree.ts';
import type { ServiceParts } from './service-parts.ts';
import { orderFor } from './trainer-orders.ts';
import { trainerHooks } from './trainer-hooks.ts';
import { findStemFiles, makeStemFiles } from './stem-files.ts';
import { forecastTraining } from './train-forecast.ts';
import { trainProject } from './train-project.ts';
import { cachedStems, renderProject } from './render-project.ts';

type Names =
  | 'align'
  | 'train'
  | 'train.steer'
  | 'train.forecast'
  | 'preview'
  | 'render'
  | 'export.preview'
  | 'export'
  | 'export.stems'
  | 'export.bundle'
  | 'activity'
  | 'jobs.cancel';

type Caller = { readonly signal: AbortSignal; readonly report: (progress: StepProgress) => void };

/** Of which a window may still be playing one. */
const keptPreviews = 16;
let previews = 0;

export function jobHandlers(parts: ServiceParts): Pick<Handlers<AppContract, AbortSignal>, Names> {
  const { desk, queue, host } = parts;
  const run = async <T>(
    handle: string,
    kind: JobKind,
    caller: Caller,
    work: (open: OpenProject, context: JobContext) => Promise<Result<T>>,
  ): Promise<Result<T>> => {
    const open = desk.get(handle);
    if (!open.ok) return open;
    const outlivesCaller = kind === 'train' || kind === 'align';
    return queue.run({ project: handle, kind, outlivesCaller }, caller, (context) =>
      work(open.value, context),
    );
  };

  return {
    align: ({ project, ...asked }, caller) =>
      run<AlignAnswer>(project, 'align', caller, async (open, context) => {
        const { document: base, revision: baseRevision } = open.project.history;
        const path = await parts.mediaOf(open).path(context.signal);
        if (!path.ok) return path;
        const order = alignOrderOf(base, asked);
        if (!order.ok) return order;
        const { request, resultOf } = order.value;
        const task = { recordingPath: path.value, request };
        const aligned = await host.call('align', task, trainerHooks(context));
        if (!aligned.ok) return aligned;
        const edit = alignmentEdit(base, resultOf(aligned.value.alignment));
        if (!edit.ok) return edit;
        const result = { base, baseRevision, patch: edit.value.patch, reads: alignmentReads };
        const fate = fateOf(result, open.project.history.document);
        if (fate.kind === 'ask') return ok({ kind: 'outdated', changed: fate.changed });
        const committed = await desk.commitEdit(open, (document) => {
          const now = fateOf(result, document);
          return now.kind === 'ask'
            ? err(divisiError('conflict', 'The score or its anchors changed while it was aligned.'))
            : ok({ name: edit.value.name, patch: now.patch });
        });
        return committed.ok ? ok({ kind: 'applied', revision: committed.value.revision }) : committed;
      }),

    train: ({ project, from, name }, caller) =>
      run(project, 'train', caller, (open, context) => trainProject(parts, open, { from, name }, context)),

    async 'train.steer'({ project, job, course }) {
      const running = queue.jobs.find(({ id }) => id === job);
      if (running?.kind === 'train' && running.project === project && running.state === 'running') {
        return host.call('steer', { job, course });
      }
      return err(divisiError('conflict', 'That training does not run any more, or not yet.'));
    },

    'train.forecast': async ({ project }) => {
      const open = desk.get(project);
      return open.ok ? forecastTraining(open.value.project.history.document, parts.speeds) : open;
    },

    preview: ({ project, fromSec, toSec, stems, notes }, caller) =>
      run(project, 'preview', caller, async (open, context) => {
        const ordered = await orderFor(parts, open, context);
        if (!ordered.ok) return ordered;
        const { document } = open.project.history;
        const { order: whole } = ordered.value;
        const order = notes === undefined ? ok(whole) : selectNotes(document, whole, notes);
        if (!order.ok) return order;
        const version = activeVersion(document);
        const weights = version === null ? null : await weightsOf(open.project.layout, version);
        if (weights !== null && !weights.ok) return weights;
        const { layout } = open.project;
        const folder = join(layout.cache, 'previews', String(++previews % keptPreviews));
        const previewed = await host.call(
          'preview',
          {
            order: order.value,
            weightsPath: weights?.value ?? null,
            task: { project: layout.folder, fromSec, toSec, stems, folder },
          },
          trainerHooks(context),
        );
        if (!previewed.ok) return previewed;
        const { startSample, endSample, files, epoch } = previewed.value;
        return ok({ startSample, endSample, stems: stemResources(open, files), epoch });
      }),

    async render({ project, versionId }, caller) {
      const asked = desk.get(project);
      const cached = asked.ok ? await cachedStems(asked.value, versionId) : null;
      if (asked.ok && cached !== null) {
        return ok({ stems: stemResources(asked.value, cached.files), renderedSec: 0 });
      }
      return run(project, 'render', caller, async (open, context) => {
        const rendered = await renderProject(parts, open, versionId, context);
        if (!rendered.ok) return rendered;
        const { files, renderedSec } = rendered.value;
        return ok({ stems: stemResources(open, files), renderedSec });
      });
    },

    'export.preview': async ({ project, versionId, choice }, { signal }) => {
      const open = desk.get(project);
      return open.ok ? previewChoice(parts, open.value, versionId, choice, signal) : open;
    },

    export: ({ project, versionId, choice }, caller) =>
      run(project, 'export', caller, (open, context) =>
        exportChoice(parts, open, versionId, choice, context),
      ),

    'export.stems': async ({ project, versionId, stems, makes }, caller) => {
      const open = desk.get(project);
      if (!open.ok) return open;
      const answered = makes
        ? await run(project, 'export', caller, (opened, context) =>
            makeStemFiles(parts, opened, versionId, context),
          )
        : await findStemFiles(parts, open.value, versionId, caller.signal);
      if (!answered.ok || stems === null) return answered;
      return ok({ files: answered.value.files.filter(({ stem }) => stems.includes(stem)) });
    },

    'export.bundle': async ({ project, resources }, { signal }) => {
      const open = desk.get(project);
      return open.ok ? bundleFiles(open.value, resources, signal) : open;
    },

    activity: ({ project, versionId }, caller) =>
      run(project, versionId === null ? 'preview' : 'activity', caller, async (open, context) => {
        const ordered = await orderFor(parts, open, context);
        if (!ordered.ok) return ordered;
        const { layout, history } = open.project;
        const weights = versionId === null ? ok(null) : await weightsOfVersion(open, versionId);
        if (!weights.ok) return weights;
        // Of a training that goes on the newest takes the place of the one before.
        const name = versionId === null ? 'running' : `${versionId}-${history.revision}`;
        const path = join(layout.cache, 'activity', `${name}.npy`);
        const task = {
          project: layout.folder,
          order: ordered.value.order,
          weightsPath: weights.value,
          path,
        };
        const written = await host.call('activity', task, trainerHooks(context));
        if (!written.ok) return written;
        return ok({ resource: resourcePath(open.handle, layout, path), ...written.value });
      }),

    'jobs.cancel'({ job }) {
      queue.cancel(job);
      return ok(null);
    },
  };
}

async function weightsOfVersion({ project }: OpenProject, versionId: string): Promise<Result<string>> {
  const version = recordOf(project.history.document.versions, versionId);
  return version === undefined ? noVersion(versionId) : weightsOf(project.layout, version);
}

function stemResources(
  { handle, project }: OpenProject,
  files: readonly { readonly group: string; readonly file: string }[],
): readonly StemResource[] {
  return files.map(({ group, file }) => ({
    stem: group,
    resource: resourcePath(handle, project.layout, file),
  }));
}
