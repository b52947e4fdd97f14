/** Looks, before hours of work, whether the files of a run may be written where the user wants them. */
import { constants } from 'node:fs';
import { access, mkdir, open, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { divisiError } from '../../../shared/contract/errors.ts';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { systemCode, writeFailure } from './audio/file-failure.ts';

export type PreparedFolder = {
  /** The outermost folder that had to be created, or null: where tidying up after a failure ends. */
  readonly created: string | null;
};

const listedFiles = 3;

/**
 * Without `force` no file may exist. The check is for messages, not for safety: files appear under
 * their final names by renaming.
 *
 * Fails with 'output-exists', naming the files.
 */
export async function checkNotExisting(files: readonly string[], force: boolean): Promise<Result<void>> {
  if (force) return ok(undefined);
  const found: string[] = [];
  for (const file of files) {
    if (await exists(file)) found.push(file);
  }
  const [first] = found;
  if (first === undefined) return ok(undefined);
  const names = found.slice(0, listedFiles).map((file) => `"${basename(file)}"`);
  if (found.length > listedFiles) names.push(`${found.length - listedFiles} more`);
  const verb = found.length === 1 ? 'exists' : 'exist';
  const message = `${names.join(', ')} already ${verb} in "${dirname(first)}".`;
  return err(divisiError('output-exists', message, { files: found }));
}

/** Creates the folder and tries to write in it. Fails with 'output-unwritable' or 'disk-full'. */
export async function prepareFolder(folder: string): Promise<Result<PreparedFolder>> {
  const probe = join(folder, `.divisi-${process.pid}.partial`);
  try {
    const created = (await mkdir(folder, { recursive: true })) ?? null;
    await access(folder, constants.W_OK);
    const file = await open(probe, 'wx');
    await file.close();
    await rm(probe);
    return ok({ created });
  } catch (cause) {
    await rm(probe, { force: true }).catch(() => {});
    const notFolder = ['EEXIST', 'ENOTDIR'].includes(systemCode(cause) ?? '');
    if (notFolder) {
      return err(divisiError('output-unwritable', `"${folder}" is not a folder, or lies inside a file.`));
    }
    return err(writeFailure(cause, folder));
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (cause) {
    return !['ENOENT', 'ENOTDIR'].includes(systemCode(cause) ?? '');
  }
}
