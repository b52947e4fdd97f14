/** A project as one zip file: everything that it needs on another computer, and nothing that can be made again. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { recordingOf } from '../../../shared/document/document-state.ts';
import { recordsOf } from '../../../shared/document/record-table.ts';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { writeFailure } from '../engine/audio/file-failure.ts';
import { checkSpace, systemFreeSpace } from '../engine/export/check-space.ts';
import type { FreeSpace } from '../engine/export/check-space.ts';
import { writeZip } from '../engine/export/zip-file.ts';
import type { ZipEntry } from '../engine/export/zip-file.ts';
import { findMedia } from './find-media.ts';
import type { Project } from './project.ts';
import { layoutOf, snapshotNameOf } from './project-layout.ts';
import { saveProjectAs } from './save-project-as.ts';

export type CollectOrder = {
  /** Absolute; replaced when it exists. Its folder exists. */
  readonly zipPath: string;
  readonly signal: AbortSignal;
  /** Time of the entries. */
  readonly writtenAt: Date;
  readonly freeSpace?: FreeSpace;
};

/**
 * Needs room for the project twice, beside the zip file, while it works. Fails as finding the recording, copying and
 * writing do; then nothing of it stays.
 * @returns names in the zip file
 */
export async function collectProject(project: Project, order: CollectOrder): Promise<Result<string[]>> {
  const { zipPath, signal } = order;
  const room = await checkSpace(
    dirname(zipPath),
    2 * mediaBytes(project),
    order.freeSpace ?? systemFreeSpace,
  );
  if (!room.ok) return room;
  let scratch: string;
  try {
    scratch = await mkdtemp(join(dirname(zipPath), '.divisi-collect-'));
  } catch (cause) {
    return err(writeFailure(cause, zipPath));
  }
  try {
    const name = basename(project.layout.folder);
    const copied = await standaloneCopy(project, join(scratch, name), signal);
    if (!copied.ok) return copied;
    const entries = await entriesOf(scratch, join(scratch, name));
    const written = await writeZip(zipPath, entries, order.writtenAt, signal);
    if (!written.ok) return written;
    const named = await written.value.commit();
    return named.ok ? ok(entries.map((entry) => entry.name)) : named;
  } finally {
    await rm(scratch, { recursive: true, force: true }).catch(() => {});
  }
}

/** Of recording, score and trainings. */
function mediaBytes({ history: { document } }: Project): number {
  const weights = [...recordsOf(document.versions)].map((version) => version.weights.bytes);
  const media = [...recordsOf(document.single)].map((record) => ('file' in record ? record.file.bytes : 0));
  return [...weights, ...media].reduce((sum, bytes) => sum + bytes, 0);
}

/** A copy without history, cache and exports, the recording inside of it. */
async function standaloneCopy(project: Project, folder: string, signal: AbortSignal): Promise<Result<void>> {
  const { file } = recordingOf(project.history.document);
  const recording = await findMedia(project.layout.folder, file, 'recording', signal);
  if (!recording.ok) return recording;
  const isInside = file.place === 'inside' && !recording.value.isMoved;
  const saved = await saveProjectAs(
    project,
    folder,
    isInside ? null : { file: recording.value.file, signal },
  );
  return saved.ok ? saved.value.close() : saved;
}

/** What belongs to the project alone: neither locks, nor what can be made again, nor former states. */
async function entriesOf(root: string, folder: string): Promise<ZipEntry[]> {
  const layout = layoutOf(folder, snapshotNameOf(folder));
  const left = [layout.cache, layout.exports, layout.lock];
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  return found
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.endsWith('.previous'))
    .filter((path) => !left.some((place) => path === place || path.startsWith(place + sep)))
    .sort()
    .map((path) => ({ name: relative(root, path).split(sep).join('/'), file: path }));
}
