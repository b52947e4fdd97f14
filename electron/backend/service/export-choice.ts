/** What a window chose to export, as a request, and the export itself. */
import { stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type {
  ExportAnswer,
  ExportChoice,
  ExportPreviewAnswer,
} from '../../../shared/contract/export-calls.ts';
import { divisiError } from '../../../shared/contract/errors.ts';
import { recordOf } from '../../../shared/document/record-table.ts';
import { pieceName } from '../../../shared/export/export-names.ts';
import type { ExportRequest } from '../../../shared/export/export-request.ts';
import type { ExportSession } from '../../../shared/export/export-session.ts';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { systemFreeSpace } from '../engine/export/check-space.ts';
import { exportProject, previewProjectExport } from '../project/export-project.ts';
import type { ExportHooksOfProject, ExportSource } from '../project/export-project.ts';
import type { JobContext } from './job-queue.ts';
import type { OpenProject } from './project-desk.ts';
import { noVersion } from './project-handlers.ts';
import { findResource } from './resource-tree.ts';
import type { ServiceParts } from './service-parts.ts';
import { orderFor } from './trainer-orders.ts';

/** Same seed, same dither. */
const ditherSeed = 1;

/** Fails as finding the recording and ordering do, with 'edit-refused' or 'bad-usage'. */
export async function previewChoice(
  parts: ServiceParts,
  open: OpenProject,
  versionId: string,
  choice: ExportChoice,
  signal: AbortSignal,
): Promise<Result<ExportPreviewAnswer>> {
  const source = await exportSource(parts, open, versionId, choice, signal);
  if (!source.ok) return source;
  const previewed = previewProjectExport(source.value);
  if (!previewed.ok) return previewed;
  const { request, preview } = previewed.value;
  const files = preview.files.map(async ({ file, bytes }) => ({
    name: basename(file),
    bytes,
    exists: await stat(file).then(
      () => true,
      () => false,
    ),
  }));
  return ok({
    folder: request.outputFolder,
    files: await Promise.all(files),
    bytes: preview.bytes,
    freeBytes: (await systemFreeSpace(request.outputFolder)) ?? null,
  });
}

/** Fails as `exportProject`, and as ordering and loading do. */
export async function exportChoice(
  parts: ServiceParts,
  open: OpenProject,
  versionId: string,
  choice: ExportChoice,
  context: JobContext,
): Promise<Result<ExportAnswer>> {
  const source = await exportSource(parts, open, versionId, choice, context.signal);
  return source.ok ? exportFrom(parts, open, source.value, context) : source;
}

/** Fails as `exportProject`, and as ordering and loading do. */
export async function exportFrom(
  parts: ServiceParts,
  open: OpenProject,
  source: ExportSource,
  context: JobContext,
): Promise<Result<ExportAnswer>> {
  const hooks: ExportHooksOfProject = {
    signal: context.signal,
    onProgress: (progress) => context.report(progress),
    async render(task, onProgress) {
      // The task has the order of the moment when the export began; this one tells whether the machine can do it.
      const ready = await orderFor(parts, open, context);
      if (!ready.ok) return ready;
      return parts.host.call('export', task, { signal: context.signal, onProgress });
    },
  };
  const exported = await exportProject(source, hooks, parts.exportDisk);
  if (!exported.ok) return exported;
  const { report, stems } = exported.value;
  const { layout } = open.project;
  return ok({
    report,
    files: [...report.sounds.map(({ file }) => file), ...report.files].map((file) => ({
      name: basename(file),
      stem: stems.find((stem) => stem.file === file)?.id ?? null,
      resource: findResource(open.handle, layout, file),
    })),
  });
}

/** The document as it is now. Fails as finding the recording does, and with 'edit-refused'. */
export async function exportSource(
  parts: ServiceParts,
  open: OpenProject,
  versionId: string,
  choice: ExportChoice,
  signal: AbortSignal,
): Promise<Result<ExportSource>> {
  const { layout, history } = open.project;
  const { document } = history;
  const version = recordOf(document.versions, versionId);
  if (version === undefined) return noVersion(versionId);
  const path = await parts.mediaOf(open).path(signal);
  if (!path.ok) return path;
  return ok({
    document,
    layout,
    version,
    recordingPath: path.value,
    requestOf: (session, ids) => requestOf(choice, session, ids, layout.exports),
  });
}

/** Fails with 'bad-usage' for stems that there are not, and for a loop that is switched off. */
function requestOf(
  choice: ExportChoice,
  session: ExportSession,
  ids: readonly string[],
  exportsFolder: string,
): Result<ExportRequest> {
  const { folder, range, mixes } = choice;
  const asked = [...(choice.stems ?? []), ...mixes.flatMap(({ without }) => without)];
  // Whether there is a residual shows only when the stems are rendered, and the rest comes and goes with notes.
  const unknown = asked.find((id) => !ids.includes(id) && id !== 'rest' && id !== 'residual');
  if (unknown !== undefined) {
    return err(divisiError('bad-usage', `There is no group "${unknown}" any more; choose the stems again.`));
  }
  if (range === 'loop' && session.loop === null) {
    return err(divisiError('bad-usage', 'The loop is switched off; switch it on, or export all.'));
  }
  const indicesOf = (some: readonly string[]): number[] =>
    ids.flatMap((id, index) => (some.includes(id) ? [index] : []));
  return ok({
    outputFolder:
      folder === null ? join(exportsFolder, pieceName(session.piece)) : resolve(exportsFolder, folder),
    stems: choice.stems === null ? null : indicesOf(choice.stems),
    format: choice.format,
    bits: choice.bits,
    fader: choice.fader,
    withOriginal: choice.withOriginal,
    mixes: mixes.map(({ format, bits, without }) => {
      const left = indicesOf(without);
      const names = left.map((index) => session.tracks[index]!.name).join(', ');
      return { name: names === '' ? 'mix' : `without ${names}`, format, bits, without: left };
    }),
    sessions: choice.sessions,
    withMidi: choice.withMidi,
    withTables: choice.withTables,
    range: range === 'loop' ? session.loop : range,
    overFullScale: choice.overFullScale,
    seed: ditherSeed,
    force: choice.force,
  });
}
