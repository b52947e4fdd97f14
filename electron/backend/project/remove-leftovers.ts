/** What crashes leave in a project's folder, removed by whoever holds the lock. */
import { lstat, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { DocumentState } from '../../../shared/document/document-state.ts';
import { recordsOf } from '../../../shared/document/record-table.ts';
import type { VersionRecord } from '../../../shared/document/records.ts';
import { isSetNote, leftToName } from '../engine/audio/set-note.ts';
import type { JournalEntry } from './journal-entry.ts';
import { readPlainFile } from './plain-file.ts';
import type { ProjectLayout } from './project-layout.ts';
import { weightsExtension } from './project-layout.ts';

/** Others may be about to take the lock. */
const lockPartsMs = 60_000;
/** Whoever renders needs no lock: files that nobody has written to for so long are left behind. */
const exportPartsMs = 600_000;
/** Naming the files of a set takes moments. */
const setNoteMs = 60_000;
/** Folders within folders of exports; deeper ones are not Divisi's. */
const deepestExports = 6;
const largestNote = 2 ** 20;

/** Half-written files. What cannot be removed stays, and does no harm. */
export async function removeLeftovers(layout: ProjectLayout, nowMs = Date.now()): Promise<void> {
  const lockParts = `${basename(layout.lock)}.`;
  const isPartial = (name: string): boolean => name.endsWith('.partial');
  await removeFiles(layout.folder, (name) => name.startsWith(lockParts), nowMs - lockPartsMs);
  await removeFiles(layout.folder, (name) => isPartial(name) && !name.startsWith(lockParts), Infinity);
  await removeFiles(layout.media, isPartial, Infinity);
  await removeFiles(layout.weights, isPartial, Infinity);
  await tidyExports(layout.exports, nowMs, deepestExports);
}

/** Finishes sets whose files are complete and were not all named, and removes half-written files. */
async function tidyExports(folder: string, nowMs: number, depth: number): Promise<void> {
  await finishSets(folder, nowMs - setNoteMs);
  await removeFiles(folder, (name) => name.endsWith('.partial'), nowMs - exportPartsMs);
  if (depth === 0) return;
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (!entry.isDirectory()) continue;
    await tidyExports(join(folder, entry.name), nowMs, depth - 1);
    // Whatever holds something stays.
    await rmdir(join(folder, entry.name)).catch(() => {});
  }
}

async function finishSets(folder: string, beforeMs: number): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter(isSetNote)) {
    const note = join(folder, name);
    const stats = await lstat(note).catch(() => null);
    if (stats === null || !stats.isFile() || stats.mtimeMs >= beforeMs) continue;
    const text = await readPlainFile(note, largestNote);
    if (!text.ok) continue;
    for (const { from, to } of leftToName(folder, text.value.toString('utf8'))) {
      const part = await lstat(from).catch(() => null);
      if (part?.isFile() === true) await rename(from, to).catch(() => {});
    }
    await rm(note, { force: true }).catch(() => {});
  }
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
