/** Finds the file that a project means: where it was, or, when it was moved, by its content near the project. */
import { lstat, readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { divisiError } from '../../../shared/contract/errors.ts';
import type { FileReference } from '../../../shared/document/file-reference.ts';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { hashFile } from '../engine/model/cache/model-cache.ts';
import { locateReference } from './media-path.ts';

export type FoundMedia = {
  /** Absolute. */
  readonly file: string;
  /** It lies elsewhere than the reference says. */
  readonly isMoved: boolean;
};

/** Folders below the ones that are searched, and files looked at in all. */
const searchDepth = 2;
const mostEntries = 5000;

/**
 * The content is compared whole, so that a path in a foreign project opens no file but the one that the user chose.
 * Searched are the project's folder, the one around it, and the one that the reference names.
 * Fails with 'media-missing', 'project-unsafe' or 'cancelled'. Cost: reading the file; when moved, candidates of
 * the same size.
 * @param folder the project's, links followed
 * @param what 'recording' or 'score', for messages
 */
export async function findMedia(
  folder: string,
  reference: FileReference,
  what: string,
  signal: AbortSignal,
): Promise<Result<FoundMedia>> {
  const located = await locateReference(folder, reference);
  if (!located.ok && located.error.code === 'project-unsafe') return located;
  if (located.ok) {
    const same = await isContent(located.value, reference, signal);
    if (!same.ok) return same;
    if (same.value) return ok({ file: located.value, isMoved: false });
  }
  const found = await searchNear(folder, reference, signal);
  if (!found.ok) return found;
  if (found.value !== null) return ok({ file: found.value, isMoved: true });
  const state = located.ok ? 'has another content now' : 'is not there any more';
  const message = `The ${what} "${shown(reference.path)}" ${state}, and near the project there is no file with its content.`;
  const { sha256, bytes } = reference;
  return err(divisiError('media-missing', message, { what, name: basename(reference.path), sha256, bytes }));
}

/** Whether a file is the one that the reference means. False for what cannot be read. Fails with 'cancelled'. */
export async function isContent(
  file: string,
  { sha256, bytes }: FileReference,
  signal: AbortSignal,
): Promise<Result<boolean>> {
  const stats = await stat(file).catch(() => null);
  if (stats === null || !stats.isFile() || stats.size !== bytes) return ok(false);
  const hash = await hashFile(file, signal);
  if (!hash.ok) return hash.error.code === 'cancelled' ? hash : ok(false);
  return ok(hash.value === sha256);
}

async function searchNear(
  folder: string,
  reference: FileReference,
  signal: AbortSignal,
): Promise<Result<string | null>> {
  const roots = [folder, dirname(folder)];
  if (reference.place === 'outside' && !/^[\\/]{2}/.test(reference.path)) {
    roots.push(dirname(resolve(folder, reference.path)));
  }
  const candidates = new Set<string>();
  const budget = { left: mostEntries };
  for (const root of new Set(roots)) await collect(root, reference.bytes, searchDepth, budget, candidates);
  // One that kept its name is the likeliest.
  const name = basename(reference.path);
  const ordered = [...candidates].sort((a, b) => Number(basename(b) === name) - Number(basename(a) === name));
  for (const file of ordered) {
    const same = await isContent(file, reference, signal);
    if (!same.ok) return same;
    if (same.value) return ok(file);
  }
  return ok(null);
}

/** Regular files of the given size; links are not followed. */
async function collect(
  folder: string,
  bytes: number,
  depth: number,
  budget: { left: number },
  candidates: Set<string>,
): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (budget.left-- <= 0) return;
    const path = join(folder, entry.name);
    if (entry.isDirectory() && depth > 0 && !entry.name.startsWith('.') && entry.name !== 'node_modules') {
      await collect(path, bytes, depth - 1, budget, candidates);
    } else if (entry.isFile()) {
      const stats = await lstat(path).catch(() => null);
      if (stats?.isFile() === true && stats.size === bytes) candidates.add(path);
    }
  }
}

function shown(path: string): string {
  return path.length > 200 ? `...${path.slice(-200)}` : path;
}
