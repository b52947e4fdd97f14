/**
 * Finished stems in the project's `exports/`, to be dragged into other programs. Every state of them has a folder of
 * its own, which stays: other programs go on reading the files where they are.
 */
import { join } from 'node:path';
import { exportDefaults } from '../../../shared/contract/export-calls.ts';
import type { ExportChoice, StemFilesAnswer } from '../../../shared/contract/export-calls.ts';
import { singleOf } from '../../../shared/document/document-state.ts';
import { pieceName } from '../../../shared/export/export-names.ts';
import { ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { exportFrom, exportSource } from './export-choice.ts';
import { freeName } from './fresh-folder.ts';
import type { JobContext } from './job-queue.ts';
import type { OpenProject } from './project-desk.ts';
import { resourcePath } from './resource-tree.ts';
import type { ServiceParts } from './service-parts.ts';
import { keepRecord, upToDateRecord } from './stem-file-record.ts';
import type { StemFileRecord } from './stem-file-record.ts';

/** What other programs take best. A drag leaves no time for questions, so sound past full scale stays whole. */
const stemsChoice: ExportChoice = Object.freeze({
  ...exportDefaults,
  sessions: [],
  withMidi: false,
  overFullScale: 'float',
});

/** Those that are up to date, unchanged since they were made; else none. Fails as finding the recording does. */
export async function findStemFiles(
  parts: ServiceParts,
  open: OpenProject,
  versionId: string,
  signal: AbortSignal,
): Promise<Result<StemFilesAnswer>> {
  const source = await exportSource(parts, open, versionId, stemsChoice, signal);
  return source.ok ? ok(answerOf(open, await upToDateRecord(source.value))) : source;
}

/** Finds them, or makes them. Fails as exports do. */
export async function makeStemFiles(
  parts: ServiceParts,
  open: OpenProject,
  versionId: string,
  context: JobContext,
): Promise<Result<StemFilesAnswer>> {
  const folder = freshName(open);
  const choice = { ...stemsChoice, folder };
  const source = await exportSource(parts, open, versionId, choice, context.signal);
  if (!source.ok) return source;
  const found = await upToDateRecord(source.value);
  if (found !== null) return ok(answerOf(open, found));
  const exported = await exportFrom(parts, open, source.value, context);
  if (!exported.ok) return exported;
  const files = exported.value.files.flatMap(({ name, stem }) => (stem === null ? [] : [{ name, stem }]));
  const kept = await keepRecord(source.value, folder, files);
  return kept.ok ? ok(answerOf(open, kept.value)) : kept;
}

function answerOf(
  { handle, project: { layout } }: OpenProject,
  record: StemFileRecord | null,
): StemFilesAnswer {
  if (record === null) return { files: [] };
  const files = record.files.map(({ stem, name }) => {
    const path = join(layout.exports, record.folder, name);
    return { stem, name, path, resource: resourcePath(handle, layout, path) };
  });
  return { files };
}

/** `<piece> - stems`, with a number where that is taken. */
function freshName({ project: { layout, history } }: OpenProject): string {
  const name = pieceName(singleOf(history.document, 'project')?.name ?? 'piece');
  return freeName(layout.exports, `${name} - stems`);
}
