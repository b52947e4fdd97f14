/** The project's name, its files, what the next training is told, and the trainings that there are. */
import { cleanName } from '../../std/clean-name.ts';
import type { Result } from '../../std/result.ts';
import type { DocumentState } from '../document-state.ts';
import { singleOf } from '../document-state.ts';
import type { FileReference } from '../file-reference.ts';
import { modelDefaults } from '../new-document.ts';
import { changeOf } from '../patch.ts';
import type { VersionRecord } from '../records.ts';
import type { ModelRecord, ProjectRecord } from '../single-records.ts';
import { edit, found, isNew, refuse } from './edit.ts';
import type { Edit } from './edit.ts';

export function renameProject(document: DocumentState, name: string): Result<Edit> {
  const record = { ...projectOf(document), name: cleanName(name, 'Untitled') };
  return edit('Rename the project', changeOf(document, 'single', 'project', record));
}

/** The same recording or score, found elsewhere: its content has to be the same. */
export function relinkFile(
  document: DocumentState,
  which: 'recording' | 'score',
  file: FileReference,
): Result<Edit> {
  const record = singleOf(document, which);
  if (record === undefined) return refuse(`The project has no ${which}.`);
  if (record.file.sha256 !== file.sha256) {
    return refuse(`"${file.path}" is not the project's ${which}: its content differs.`);
  }
  return edit(`Find the ${which}`, changeOf(document, 'single', which, { ...record, file }));
}

/** @param overrides take the place of all that were there */
export function setModel(document: DocumentState, to: Partial<Omit<ModelRecord, 'id'>>): Result<Edit> {
  const record = { ...modelDefaults, ...singleOf(document, 'model'), ...to };
  return edit('Change the training', changeOf(document, 'single', 'model', record));
}

/** A training that ended; it is listened to from now on. */
export function addVersion(document: DocumentState, version: VersionRecord): Result<Edit> {
  const fresh = isNew(document, 'versions', version.id);
  if (!fresh.ok) return fresh;
  return edit(
    `Train "${version.name}"`,
    changeOf(document, 'versions', version.id, version),
    changeOf(document, 'single', 'project', { ...projectOf(document), activeVersionId: version.id }),
  );
}

/** @param id null listens to none */
export function chooseVersion(document: DocumentState, id: string | null): Result<Edit> {
  const versions = found(document, 'versions', id === null ? [] : [id]);
  if (!versions.ok) return versions;
  const record = { ...projectOf(document), activeVersionId: id };
  return edit('Choose a training', changeOf(document, 'single', 'project', record));
}

export function renameVersion(document: DocumentState, id: string, name: string): Result<Edit> {
  const versions = found(document, 'versions', [id]);
  if (!versions.ok) return versions;
  const version = versions.value[0]!;
  return edit(
    `Rename the training "${version.name}"`,
    changeOf(document, 'versions', id, { ...version, name: cleanName(name, version.name) }),
  );
}

/** One that is listened to leaves none to listen to. */
export function deleteVersion(document: DocumentState, id: string): Result<Edit> {
  const versions = found(document, 'versions', [id]);
  if (!versions.ok) return versions;
  const project = projectOf(document);
  return edit(
    `Delete the training "${versions.value[0]!.name}"`,
    changeOf(document, 'versions', id, null),
    project.activeVersionId === id
      ? changeOf(document, 'single', 'project', { ...project, activeVersionId: null })
      : [],
  );
}

function projectOf(document: DocumentState): ProjectRecord {
  return singleOf(document, 'project') ?? { id: 'project', name: 'Untitled', activeVersionId: null };
}
