/** A copy of a project in another folder, that stands on its own. */
import { cp, mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { documentOf, documentRecords } from '../../../shared/document/canonical-json.ts';
import { singleOf } from '../../../shared/document/document-state.ts';
import type { DocumentState } from '../../../shared/document/document-state.ts';
import type { FileReference } from '../../../shared/document/file-reference.ts';
import { relinkFile } from '../../../shared/document/edits/edit-project.ts';
import { applyPatch } from '../../../shared/document/patch.ts';
import { recordsOf } from '../../../shared/document/record-table.ts';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { writeFailure } from '../engine/audio/file-failure.ts';
import { buildFolder } from './build-folder.ts';
import { copyMedia, copyName } from './add-media.ts';
import { locateReference, placeOf } from './media-path.ts';
import { openProject } from './open-project.ts';
import type { Project } from './project.ts';
import type { ProjectDisk } from './project-disk.ts';
import { nodeProjectDisk } from './project-disk.ts';
import { layoutOf, snapshotNameOf } from './project-layout.ts';
import { firstSum } from './journal-format.ts';
import { saveSnapshot, writeJournal } from './save-snapshot.ts';

/**
 * The document as it is, the files that it names inside of the project, and nothing else: no history, cache or
 * exports. The given project stays open and as it is. Revisions begin at 0 again.
 * @param folder absolute; new or empty
 * @param takenIn a recording outside of the project that the copy is to have inside; null leaves it outside
 * @returns the copy, open for writing
 * Fails as `buildFolder`, and with 'project-unsafe' or 'file-missing' for files that the document names.
 */
export async function saveProjectAs(
  project: Project,
  folder: string,
  takenIn: { readonly file: string; readonly signal: AbortSignal } | null = null,
  disk: ProjectDisk = nodeProjectDisk,
): Promise<Result<Project>> {
  const from = project.layout.folder;
  let { document } = project.history;
  const built = await buildFolder(folder, async (partial, final) => {
    if (takenIn !== null) {
      const inside = await takeIn(disk, document, partial, takenIn.file, takenIn.signal);
      if (!inside.ok) return inside;
      document = inside.value;
    }
    for (const reference of filesOf(project.history.document)) {
      const isTakenIn =
        takenIn !== null && singleOf(project.history.document, 'recording')?.file === reference;
      if (reference.place === 'outside' || isTakenIn) continue;
      const copied = await copyInside(from, partial, reference);
      if (!copied.ok) return copied;
    }
    const layout = layoutOf(partial, snapshotNameOf(final));
    const point = { revision: 0, sum: firstSum };
    const begun = await writeJournal(disk, layout, point, []);
    return begun.ok ? saveSnapshot(disk, layout, withMovedFiles(document, from, final), point) : begun;
  });
  return built.ok ? openProject(built.value, 'write', disk) : built;
}

function filesOf(document: DocumentState): FileReference[] {
  const files = [...recordsOf(document.versions)].map(({ weights }) => weights);
  for (const record of recordsOf(document.single)) if ('file' in record) files.push(record.file);
  return files;
}

/** The document with a copy of the recording inside of the new folder: no former place of it is told anywhere. */
async function takeIn(
  disk: ProjectDisk,
  document: DocumentState,
  to: string,
  file: string,
  signal: AbortSignal,
): Promise<Result<DocumentState>> {
  const name = copyName(file, 'recording');
  const folder = join(to, 'media', 'recording');
  try {
    await mkdir(folder, { recursive: true });
  } catch (cause) {
    return err(writeFailure(cause, folder));
  }
  const content = await copyMedia(disk, file, folder, name, signal);
  if (!content.ok) return content;
  const reference = { place: 'inside', path: `media/recording/${name}`, ...content.value } as const;
  const edit = relinkFile(document, 'recording', reference);
  return edit.ok ? applyPatch(document, edit.value.patch) : edit;
}

async function copyInside(from: string, to: string, reference: FileReference): Promise<Result<void>> {
  const located = await locateReference(from, reference);
  if (!located.ok) return located;
  const target = join(to, ...reference.path.split('/'));
  try {
    await mkdir(join(target, '..'), { recursive: true });
    await cp(located.value, target);
    return ok(undefined);
  } catch (cause) {
    return err(writeFailure(cause, target));
  }
}

/** Files outside are where they were, which is another way from the new folder. */
function withMovedFiles(document: DocumentState, from: string, to: string): DocumentState {
  const records = documentRecords(document);
  const single = records.single.map((record) => {
    if (!('file' in record) || record.file.place === 'inside') return record;
    return { ...record, file: { ...record.file, ...placeOf(to, resolve(from, record.file.path)) } };
  });
  return documentOf({ ...records, single });
}
