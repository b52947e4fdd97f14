/** Looks, before hours of work, whether the files of a run may be written where the user wants them. */
import { constants } from 'node:fs';
import { access, open, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { divisiError } from '../../../shared/contract/errors.ts';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { systemCode, writeFailure } from './audio/file-failure.ts';
import { makeFolder, removeEmptyFolders } from './make-folder.ts';

export type PreparedFolder = {
  /** The folders that had to be created, outermost first: what a failed run takes away again if empty. */
  readonly created: readonly string[];
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

/** The recording is never replaced by one of its stems, `--force` or not. Fails with 'bad-usage'. */
export function checkNotInput(files: readonly string[], recordingPath: string): Result<void> {
  if (!files.includes(recordingPath)) return ok(undefined);
  const message = `A stem would replace the recording "${recordingPath}"; choose another --out or --piece.`;
  return err(divisiError('bad-usage', message));
}

/** Creates the folder and tries to write in it. Fails with 'output-unwritable' or 'disk-full'. */
export async function prepareFolder(folder: string): Promise<Result<PreparedFolder>> {
  const probe = join(folder, `.divisi-${process.pid}.partial`);
  let created: string[] = [];
  try {
    created = await makeFolder(folder);
    await access(folder, constants.W_OK);
    const file = await open(probe, 'wx');
    await file.close();
    await rm(probe);
    return ok({ created });
  } catch (cause) {
    await rm(probe, { force: true }).catch(() => {});
    await removeEmptyFolders(created);
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
