/** Tells the user of a failure: a sentence on standard error, with --json an object on standard output. */
import { divisiError, errorCatalogue } from '../../../shared/contract/errors.ts';
import type { DivisiError } from '../../../shared/contract/errors.ts';
import { err } from '../../../shared/std/result.ts';
import type { Err } from '../../../shared/std/result.ts';
import type { CommandIo } from './command-io.ts';

/** @returns the exit code. */
export function reportError(error: DivisiError, json: boolean, io: CommandIo): number {
  const { title, advice, exitCode } = errorCatalogue[error.code];
  const sentences = [`${title}: ${error.message}`, advice].filter((part) => part !== '');
  io.writeErr(`divisi: ${sentences.join(' ')}\n`);
  if (json) {
    const { code, message } = error;
    io.writeOut(`${JSON.stringify({ error: { code, title, message, advice, exitCode } }, null, 2)}\n`);
  }
  return exitCode;
}

export function cancelled(): Err {
  return err(divisiError('cancelled', 'Nothing was written.'));
}
