/** What crashes leave in a project's folder, removed by whoever holds the lock. */
import { lstat, readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { DocumentState } from '../../../shared/document/document-state.ts';
import { recordsOf } from '../../../shared/document/record-table.ts';
import type { VersionRecord } from '../../../shared/document/records.ts';
import type { JournalEntry } from './journal-entry.ts';
import type { ProjectLayout } from './project-layout.ts';
import { weightsExtension } from './project-layout.ts';

/** Others may be about to take the lock, or, without it, be rendering. */
const lockPartsMs = 60_000;
const exportPartsMs = 3_600_000;

/** Half-written files. What cannot be removed stays, and does no harm. */
export async function removeLeftovers(layout: ProjectLayout, nowMs = Date.now()): Promise<void> {
  const lockParts = `${basename(layout.lock)}.`;
  const isPartial = (name: string): boolean => name.endsWith('.partial');
  await removeFiles(layout.folder, (name) => name.startsWith(lockParts), nowMs - lockPartsMs);
  await removeFiles(layout.folder, (name) => isPartial(name) && !name.startsWith(lockParts), Infinity);
  await removeFiles(layout.media, isPartial, Infinity);
  await removeFiles(layout.weights, isPartial, Infinity);
  await removeFiles(layout.exports, isPartial, nowMs - exportPartsMs);
}

/** Trained networks that neither the document nor any edit in the journal names: nothing leads back to them. */
export async function removeUnreachableWeights(
  layout: ProjectLayout,
  document: DocumentState,
  entries: readonly JournalEntry[],
): Promise<void> {
  const reachable = new Set<string>();
  const reach = (version: VersionRecord): void => void reachable.add(basename(version.weights.path));
  for (const version of recordsOf(document.versions)) reach(version);
  for (const change of entries.flatMap(({ step }) => step.patch)) {
    if (change.table !== 'versions') continue;
    if (change.before !== null) reach(change.before);
    if (change.after !== null) reach(change.after);
  }
  const isOurs = (name: string): boolean => name.endsWith(weightsExtension);
  await removeFiles(layout.weights, (name) => isOurs(name) && !reachable.has(name), Infinity);
}

/** Regular files of the folder itself; nothing where the folder is a link to elsewhere. */
async function removeFiles(
  folder: string,
  isChosen: (name: string) => boolean,
  beforeMs: number,
): Promise<void> {
  try {
    if (!(await lstat(folder)).isDirectory()) return;
    for (const name of (await readdir(folder)).filter(isChosen)) {
      const path = join(folder, name);
      const stats = await lstat(path).catch(() => null);
      if (stats?.isFile() === true && stats.mtimeMs < beforeMs)
        await rm(path, { force: true }).catch(() => {});
    }
  } catch {
    // No such folder: nothing was left there.
  }
}
