/** Writes the snapshot and begins the journal anew; a crash at any point leaves a project that opens whole. */
import { schemaVersion } from '../../../shared/document/canonical-json.ts';
import type { DocumentState } from '../../../shared/document/document-state.ts';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { systemCode, writeFailure } from '../engine/audio/file-failure.ts';
import { writePending } from '../engine/pending-file.ts';
import { journalHeader, lineText } from './journal-format.ts';
import type { JournalLine, JournalPoint } from './journal-format.ts';
import type { ProjectDisk } from './project-disk.ts';
import type { ProjectLayout } from './project-layout.ts';
import { snapshotText } from './snapshot-format.ts';

/**
 * The snapshot that is there becomes the previous one, unless `keepsPrevious`, which is for one that is of no use.
 * Fails with 'disk-full' or 'output-unwritable'; the old snapshot is then still there.
 */
export async function saveSnapshot(
  disk: ProjectDisk,
  layout: ProjectLayout,
  document: DocumentState,
  point: JournalPoint,
  keepsPrevious = false,
): Promise<Result<void>> {
  const written = await writePending(layout.snapshot, [Buffer.from(snapshotText(document, point))], disk);
  if (!written.ok) return written;
  if (!keepsPrevious) {
    const kept = await keepAsPrevious(disk, layout);
    if (!kept.ok) {
      await written.value.drop();
      return kept;
    }
  }
  const named = await written.value.commit();
  if (named.ok) await disk.syncFolder(layout.folder);
  return named;
}

async function keepAsPrevious(
  disk: ProjectDisk,
  { snapshot, previous }: ProjectLayout,
): Promise<Result<void>> {
  const partial = `${previous}.partial`;
  try {
    await disk.duplicate(snapshot, partial);
    await disk.rename(partial, previous);
    return ok(undefined);
  } catch (cause) {
    await disk.remove(partial).catch(() => {});
    // The first snapshot of all has none before it.
    return systemCode(cause) === 'ENOENT' ? ok(undefined) : err(writeFailure(cause, previous));
  }
}

/** @returns the bytes of the new journal. Fails as writing does; the old one is then still there. */
export async function writeJournal(
  disk: ProjectDisk,
  { folder, journal }: ProjectLayout,
  base: JournalPoint,
  lines: readonly JournalLine[],
): Promise<Result<number>> {
  const text = Buffer.from(journalHeader(base, schemaVersion) + lines.map(lineText).join(''));
  const written = await writePending(journal, [text], disk);
  if (!written.ok) return written;
  const named = await written.value.commit();
  if (!named.ok) return named;
  await disk.syncFolder(folder);
  return ok(text.length);
}
