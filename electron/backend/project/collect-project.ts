/** A project as one zip file: everything that it needs on another computer, and nothing that can be made again. */
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { recordingOf } from '../../../shared/document/document-state.ts';
import { relinkFile } from '../../../shared/document/edits/edit-project.ts';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { writeFailure } from '../engine/audio/file-failure.ts';
import { writeZip } from '../engine/export/zip-file.ts';
import type { ZipEntry } from '../engine/export/zip-file.ts';
import { copyMedia, copyName } from './add-media.ts';
import { findMedia } from './find-media.ts';
import type { Project } from './project.ts';
import { nodeProjectDisk } from './project-disk.ts';
import { layoutOf, snapshotNameOf } from './project-layout.ts';
import { saveProjectAs } from './save-project-as.ts';

export type CollectOrder = {
  /** Absolute; replaced when it exists. Its folder exists. */
  readonly zipPath: string;
  readonly signal: AbortSignal;
  /** Time of the entries. */
  readonly writtenAt: Date;
};

/**
 * Needs room for the project twice, beside the zip file, while it works. Fails as finding the recording, copying and
 * writing do; then nothing of it stays.
 * @returns names in the zip file
 */
export async function collectProject(project: Project, order: CollectOrder): Promise<Result<string[]>> {
  const { zipPath, signal } = order;
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

/** A copy without history, cache and exports, the recording inside of it. */
async function standaloneCopy(project: Project, folder: string, signal: AbortSignal): Promise<Result<void>> {
  const { file } = recordingOf(project.history.document);
  const recording = await findMedia(project.layout.folder, file, 'recording', signal);
  if (!recording.ok) return recording;
  const saved = await saveProjectAs(project, folder);
  if (!saved.ok) return saved;
  const copy = saved.value;
  const inside =
    file.place === 'inside' && !recording.value.isMoved
      ? ok(undefined)
      : await takeIn(copy, recording.value.file, signal);
  const closed = await copy.close();
  return inside.ok ? closed : inside;
}

async function takeIn(copy: Project, file: string, signal: AbortSignal): Promise<Result<void>> {
  const name = copyName(file, 'recording');
  const folder = join(copy.layout.media, 'recording');
  try {
    await mkdir(folder, { recursive: true });
  } catch (cause) {
    return err(writeFailure(cause, folder));
  }
  const content = await copyMedia(nodeProjectDisk, file, folder, name, signal);
  if (!content.ok) return content;
  const reference = { place: 'inside', path: `media/recording/${name}`, ...content.value } as const;
  const edit = relinkFile(copy.history.document, 'recording', reference);
  if (!edit.ok) return edit;
  const committed = await copy.commit(edit.value.name, edit.value.patch);
  return committed.ok ? ok(undefined) : committed;
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
