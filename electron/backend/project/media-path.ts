/**
 * Paths of recordings and scores in a project, which may come from a stranger: one 'inside' stays inside, without
 * links; one 'outside' names a regular file of this computer, and its content decides whether it is the one that the
 * user chose.
 */
import { lstat, realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { divisiError } from '../../../shared/contract/errors.ts';
import type { FileReference } from '../../../shared/document/file-reference.ts';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { readFailure, systemCode } from '../engine/audio/file-failure.ts';

/** How a project in `folder` writes down a file; both absolute. */
export function placeOf(folder: string, file: string): Pick<FileReference, 'place' | 'path'> {
  const path = relative(folder, file);
  // Another drive has no relative path.
  if (isAbsolute(path)) return { place: 'outside', path: file.split(sep).join('/') };
  const parts = path.split(sep);
  return { place: parts[0] === '..' ? 'outside' : 'inside', path: parts.join('/') };
}

/**
 * The absolute path that a reference means. Nothing is opened, and of a network share not even the name is looked
 * up. Fails with 'project-unsafe' or 'file-missing'.
 * @param folder the project's, links followed
 */
export async function locateReference(folder: string, reference: FileReference): Promise<Result<string>> {
  return reference.place === 'inside'
    ? locateInside(folder, reference.path)
    : locateOutside(folder, reference.path);
}

async function locateInside(folder: string, path: string): Promise<Result<string>> {
  const parts = path.split('/');
  const leaves = parts.some((part) => part === '' || part === '.' || part === '..' || /[\\:\0]/.test(part));
  if (leaves) return err(unsafe(path, "leads out of the project's folder"));
  const file = join(folder, ...parts);
  try {
    if (!(await lstat(file)).isFile()) return err(unsafe(path, 'is a link, a folder or a device'));
    if ((await realpath(file)) !== file)
      return err(unsafe(path, "leads out of the project's folder through a link"));
    return ok(file);
  } catch (cause) {
    return err(readFailure(cause, file));
  }
}

async function locateOutside(folder: string, path: string): Promise<Result<string>> {
  if (/\0/.test(path)) return err(unsafe(path, 'is no path'));
  // To ask for a share is to send the user's name to its server.
  if (/^[\\/]{2}/.test(path)) return err(unsafe(path, 'is on a network share, or a device'));
  const file = resolve(folder, path);
  try {
    if (!(await stat(file)).isFile()) return err(unsafe(path, 'is a folder or a device'));
    return ok(file);
  } catch (cause) {
    if (systemCode(cause) === 'ELOOP') return err(unsafe(path, 'is a circle of links'));
    return err(readFailure(cause, file));
  }
}

function unsafe(path: string, what: string): ReturnType<typeof divisiError> {
  const shown = path.length > 200 ? `${path.slice(0, 200)}...` : path;
  return divisiError('project-unsafe', `The file "${shown}", which the project names, ${what}.`);
}

/** Before anything is written below: a folder of the project must not be a link to elsewhere. */
export async function checkFolderInside(folder: string, name: string): Promise<Result<void>> {
  const path = join(folder, name);
  try {
    if ((await lstat(path)).isDirectory() && (await realpath(path)) === path) return ok(undefined);
    return err(unsafe(name, 'is a link or a file instead of a folder'));
  } catch (cause) {
    return err(readFailure(cause, path));
  }
}
