/**
 * Folders that are created level by level. Node's own recursive `mkdir` never returns where a file system
 * answers 'no such file' below an existing folder, as /proc does, and hides why a read-only disk refuses.
 */
import { mkdir, rmdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { systemCode } from './audio/file-failure.ts';

/**
 * @param folder absolute
 * @returns the folders that had to be created, outermost first
 * @throws what the file system throws; 'ENOTDIR' where a file has that name. Nothing that it created stays.
 */
export async function makeFolder(folder: string): Promise<string[]> {
  const missing: string[] = [];
  for (let level = folder; !(await isFolder(level)); level = dirname(level)) {
    missing.unshift(level);
    if (dirname(level) === level) break;
  }
  const created: string[] = [];
  try {
    for (const level of missing) {
      if (await createOne(level)) created.push(level);
    }
  } catch (cause) {
    await removeEmptyFolders(created);
    throw cause;
  }
  return created;
}

/** Removes what `makeFolder` created, innermost first; what holds anything stays. */
export async function removeEmptyFolders(created: readonly string[]): Promise<void> {
  for (const folder of [...created].reverse()) await rmdir(folder).catch(() => {});
}

/** @returns false where another process was quicker. */
async function createOne(folder: string): Promise<boolean> {
  try {
    await mkdir(folder);
    return true;
  } catch (cause) {
    if (systemCode(cause) === 'EEXIST' && (await isFolder(folder))) return false;
    throw cause;
  }
}

/** @throws 'ENOTDIR' for anything else of that name. */
async function isFolder(path: string): Promise<boolean> {
  try {
    if ((await stat(path)).isDirectory()) return true;
  } catch (cause) {
    if (systemCode(cause) === 'ENOENT') return false;
    throw cause;
  }
  throw Object.assign(new Error(`${path} is not a folder`), { code: 'ENOTDIR' });
}
