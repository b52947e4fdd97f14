/** A project's folder appears complete, or not at all: it is filled under another name. */
import { readdir, realpath, rename, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { divisiError } from '../../../shared/contract/errors.ts';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { systemCode, writeFailure } from '../engine/audio/file-failure.ts';
import { makeFolder, removeEmptyFolders } from '../engine/make-folder.ts';
import { lockProject } from './project-lock.ts';

/**
 * @param folder absolute; may exist when it is empty
 * @param fill writes into the folder `partial`, which is named `final` afterwards; both absolute, links followed
 * @returns the final folder
 * Fails with 'project-exists', 'project-locked' (another process makes the same project), as `fill` does, or as
 * writing does; nothing of the folder stays then.
 */
export async function buildFolder(
  folder: string,
  fill: (partial: string, final: string) => Promise<Result<void>>,
): Promise<Result<string>> {
  let created: string[] = [];
  let parent: string;
  try {
    created = await makeFolder(dirname(folder));
    parent = await realpath(dirname(folder));
  } catch (cause) {
    await removeEmptyFolders(created);
    return err(writeFailure(cause, folder));
  }
  const final = join(parent, basename(folder));
  const partial = `${final}.partial`;
  const lock = await lockProject(`${partial}.lock`);
  if (!lock.ok) {
    await removeEmptyFolders(created);
    return lock;
  }
  const built = await buildLocked(partial, final, fill);
  await lock.value.release();
  if (!built.ok) await removeEmptyFolders(created);
  return built;
}

async function buildLocked(
  partial: string,
  final: string,
  fill: (partial: string, final: string) => Promise<Result<void>>,
): Promise<Result<string>> {
  const free = await checkFree(final);
  if (!free.ok) return free;
  try {
    // What a crash left.
    await rm(partial, { recursive: true, force: true });
    await makeFolder(partial);
    const filled = await fill(partial, final);
    if (!filled.ok) {
      await removeQuietly(partial);
      return filled;
    }
    // Not every system renames onto an empty folder.
    await rmdir(final).catch(() => {});
    await rename(partial, final);
    return ok(final);
  } catch (cause) {
    await removeQuietly(partial);
    return err(writeFailure(cause, final));
  }
}

async function checkFree(folder: string): Promise<Result<void>> {
  try {
    const entries = await readdir(folder);
    if (entries.length === 0) return ok(undefined);
    return err(
      divisiError('project-exists', `"${folder}" is not empty: a project needs a folder of its own.`),
    );
  } catch (cause) {
    const code = systemCode(cause);
    if (code === 'ENOENT') return ok(undefined);
    if (code === 'ENOTDIR') return err(divisiError('project-exists', `"${folder}" is a file.`));
    return err(writeFailure(cause, folder));
  }
}

async function removeQuietly(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true }).catch(() => {});
}
