/**
 * Files of a project folder, which anybody may have written: only regular files that lie where they seem to
 * lie are opened, never a link, a device or a pipe that would hang the reader.
 */
import { constants } from 'node:fs';
import { lstat, open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { divisiError } from '../../../shared/contract/errors.ts';
import type { DivisiError } from '../../../shared/contract/errors.ts';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { readFailure, systemCode } from '../engine/audio/file-failure.ts';

/** Windows has neither flag; there the look before opening has to do. */
const { O_NOFOLLOW = 0, O_NONBLOCK = 0, O_RDONLY } = constants as Partial<typeof constants>;
const readFlags = (O_RDONLY ?? 0) | O_NOFOLLOW | O_NONBLOCK;

/** The whole file. Fails with 'file-missing', 'file-unreadable' or 'project-unsafe'. */
export async function readPlainFile(path: string, maxBytes: number): Promise<Result<Buffer>> {
  let file: FileHandle | null = null;
  try {
    // A pipe must not even be opened on systems where that waits for a writer.
    const seen = await lstat(path);
    if (!seen.isFile()) return err(notPlain(path));
    file = await open(path, readFlags);
    const stats = await file.stat();
    if (!stats.isFile()) return err(notPlain(path));
    if (stats.size > maxBytes) return err(tooLarge(path, stats.size, maxBytes));
    const bytes = Buffer.alloc(stats.size);
    let length = 0;
    while (length < bytes.length) {
      const { bytesRead } = await file.read(bytes, length, bytes.length - length, length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    return ok(bytes.subarray(0, length));
  } catch (cause) {
    if (systemCode(cause) === 'ELOOP') return err(notPlain(path));
    return err(readFailure(cause, path));
  } finally {
    await file?.close();
  }
}

function notPlain(path: string): DivisiError {
  return divisiError('project-unsafe', `"${path}" is a link, a folder or a device instead of a file.`);
}

function tooLarge(path: string, size: number, maxBytes: number): DivisiError {
  const mega = (bytes: number): string => `${Math.ceil(bytes / 2 ** 20)} MB`;
  const message = `"${path}" has ${mega(size)}; no project file has more than ${mega(maxBytes)}.`;
  return divisiError('project-unsafe', message);
}
