/** Opening a project: for writing, which repairs what a crash left, or for reading, which touches nothing. */
import { existsSync } from 'node:fs';
import type { SchemaHistory } from '../../../shared/document/parse-document.ts';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { systemCode, writeFailure } from '../engine/audio/file-failure.ts';
import { loadProject, ownSchemas } from './load-project.ts';
import type { LoadedProject } from './load-project.ts';
import { Project } from './project.ts';
import { nodeProjectDisk } from './project-disk.ts';
import type { ProjectDisk } from './project-disk.ts';
import { findProject } from './project-layout.ts';
import type { ProjectLayout } from './project-layout.ts';
import { lockProject } from './project-lock.ts';
import { removeLeftovers, removeUnreachableWeights } from './remove-leftovers.ts';
import { saveSnapshot, writeJournal } from './save-snapshot.ts';

/**
 * @param path the project's folder
 * Fails with 'project-missing', 'project-locked' (when writing), 'project-newer', 'project-unsafe',
 * 'project-damaged', 'output-unwritable', 'disk-full', or as reading does. Cost: reading snapshot and journal.
 */
export async function openProject(
  path: string,
  access: 'read' | 'write',
  disk: ProjectDisk = nodeProjectDisk,
  schemas = ownSchemas,
): Promise<Result<Project>> {
  const found = await findProject(path);
  if (!found.ok) return found;
  const layout = found.value;
  if (access === 'read') {
    const loaded = await loadProject(layout, schemas);
    if (!loaded.ok) return loaded;
    const { lines, bytes } = loaded.value.journal;
    const start = { ...loaded.value, layout, disk, lock: null, lines, journalBytes: bytes };
    return ok(new Project(start));
  }
  const lock = await lockProject(layout.lock);
  if (!lock.ok) return lock;
  const opened = await openLocked(layout, disk, schemas);
  if (!opened.ok) {
    await lock.value.release();
    return opened;
  }
  return ok(new Project({ ...opened.value, layout, disk, lock: lock.value }));
}

type Opened = Omit<ConstructorParameters<typeof Project>[0], 'layout' | 'disk' | 'lock'>;

async function openLocked(
  layout: ProjectLayout,
  disk: ProjectDisk,
  schemas: SchemaHistory,
): Promise<Result<Opened>> {
  const loaded = await loadProject(layout, schemas);
  if (!loaded.ok) return loaded;
  const repaired = await repair(layout, disk, loaded.value, schemas.present);
  if (!repaired.ok) return repaired;
  await removeLeftovers(layout);
  const { history, entries, remarks } = repaired.value;
  // After a loss, what leads to old networks may be among the files that were put aside.
  if (remarks.length === 0) await removeUnreachableWeights(layout, history.document, entries);
  return repaired;
}

/** Brings snapshot and journal to what was loaded; what is of no use any more is kept under another name. */
async function repair(
  layout: ProjectLayout,
  disk: ProjectDisk,
  loaded: LoadedProject,
  presentSchema: number,
): Promise<Result<Opened>> {
  const { history, point, journal, entries, isFromPrevious, schema } = loaded;
  const { document } = history;
  const remarks = [...loaded.remarks];
  let { snapshotPoint } = loaded;
  let { base, lines, bytes } = journal;
  const isMigrated = schema < presentSchema;
  const suffix = isMigrated ? `schema-${schema}` : 'damaged';
  const keep = async (file: string): Promise<Result<void>> => {
    const kept = await putAside(disk, file, suffix);
    if (kept.ok && kept.value !== null) remarks.push(`The file as it was is kept as "${kept.value}".`);
    return kept.ok ? ok(undefined) : kept;
  };
  if (isFromPrevious || isMigrated) {
    const kept = await keep(layout.snapshot);
    if (!kept.ok) return kept;
  }
  if (journal.exists && (!journal.isSound || isMigrated)) {
    const kept = await keep(layout.journal);
    if (!kept.ok) return kept;
  }
  if (isFromPrevious || isMigrated) {
    const saved = await saveSnapshot(disk, layout, document, point, isFromPrevious);
    if (!saved.ok) return saved;
    snapshotPoint = point;
  }
  if (isMigrated) {
    // A previous snapshot of the old schema could not be gone on from.
    const again = await saveSnapshot(disk, layout, document, point);
    if (!again.ok) return again;
    [base, lines] = [point, []];
  }
  if (!journal.isSound || isMigrated) {
    const written = await writeJournal(disk, layout, base, lines);
    if (!written.ok) return written;
    bytes = written.value;
  }
  return ok({ history, point, snapshotPoint, lines, journalBytes: bytes, entries, remarks });
}

const mostKept = 100;

/** @returns the name of the copy; null when there is no such file. */
async function putAside(disk: ProjectDisk, file: string, suffix: string): Promise<Result<string | null>> {
  if (!existsSync(file)) return ok(null);
  let copy = `${file}.${suffix}`;
  for (let number = 2; number < mostKept && existsSync(copy); number++) copy = `${file}.${suffix}-${number}`;
  try {
    await disk.duplicate(file, copy);
    return ok(copy);
  } catch (cause) {
    return systemCode(cause) === 'ENOENT' ? ok(null) : err(writeFailure(cause, copy));
  }
}
