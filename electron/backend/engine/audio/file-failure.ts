/** Turns what the operating system says about a file into the project's errors. */
import { divisiError } from '../../../../shared/contract/errors.ts';
import type { DivisiError } from '../../../../shared/contract/errors.ts';

/**
 * Thrown by `Recording.read` and by the passes built on it when the world fails in the middle of a file that
 * had opened well: the disk was unplugged, the file was cut short. Passes that return a `Result` catch it.
 */
export class RecordingFailure extends Error {
  readonly error: DivisiError;

  constructor(error: DivisiError) {
    super(error.message);
    this.name = 'RecordingFailure';
    this.error = error;
  }
}

/** @returns the error for a failed read or open of `path`. */
export function readFailure(cause: unknown, path: string): DivisiError {
  const code = systemCode(cause);
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return divisiError('file-missing', `There is no file "${path}".`);
    case 'EACCES':
    case 'EPERM':
      return divisiError('file-unreadable', `"${path}" may not be read: permission denied.`);
    case 'EISDIR':
      return divisiError('file-unreadable', `"${path}" is a folder, not a file.`);
    default:
      return divisiError('file-unreadable', `"${path}" cannot be read (${code ?? String(cause)}).`);
  }
}

/** @returns the error for a failed write, sync or rename of `path`. */
export function writeFailure(cause: unknown, path: string): DivisiError {
  const code = systemCode(cause);
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return divisiError('disk-full', `The disk is full: "${path}" was not written.`);
    case 'EFBIG':
      return divisiError('disk-full', `The disk cannot hold a file as large as "${path}".`);
    case 'EACCES':
    case 'EPERM':
      return divisiError('output-unwritable', `"${path}" may not be written: permission denied.`);
    case 'EROFS':
      return divisiError('output-unwritable', `"${path}" may not be written: its disk is read-only.`);
    case 'EEXIST':
      return divisiError('output-unwritable', `"${path}" is a file; its name is needed for a folder.`);
    case 'ENOENT':
    case 'ENOTDIR':
      return divisiError('output-unwritable', `"${path}" cannot be written: its folder does not exist.`);
    default:
      return divisiError('output-unwritable', `"${path}" cannot be written (${code ?? String(cause)}).`);
  }
}

/** The code of a system error, such as 'ENOENT'; undefined for anything else. */
export function systemCode(cause: unknown): string | undefined {
  if (typeof cause !== 'object' || cause === null || !('code' in cause)) return undefined;
  return typeof cause.code === 'string' ? cause.code : undefined;
}
