/** Writes a zip file entry by entry, stored without compression, under a partial name. */
import { createWriteStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { divisiError } from '../../../../shared/contract/errors.ts';
import { err, ok } from '../../../../shared/std/result.ts';
import type { Result } from '../../../../shared/std/result.ts';
import { writeFailure } from '../audio/file-failure.ts';
import { partialPath } from '../audio/output-file.ts';
import type { PendingFile } from '../pending-file.ts';

export type ZipEntry = {
  /** Path within the file, with forward slashes. */
  readonly name: string;
} & ({ readonly bytes: Uint8Array } | { readonly file: string });

/**
 * Sound hardly shrinks, and stored it can be read in place. Files past 4 GiB get the long form of zip.
 * Fails with 'output-unwritable', 'disk-full' or 'cancelled'; then nothing stays.
 * @param writtenAt time of all entries, so that the same input gives the same bytes
 */
export async function writeZip(
  path: string,
  entries: readonly ZipEntry[],
  writtenAt: Date,
  signal: AbortSignal,
): Promise<Result<PendingFile>> {
  const partial = partialPath(path);
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  // A file that cannot be read is an event of the archive, not of its stream.
  zip.on('error', (cause: Error) => output.destroy(cause));
  const options = { compress: false, mtime: writtenAt, mode: 0o100644 };
  for (const entry of entries) {
    if ('bytes' in entry) zip.addBuffer(Buffer.from(entry.bytes), entry.name, options);
    else zip.addFile(entry.file, entry.name, options);
  }
  zip.end();
  try {
    await pipeline(output, createWriteStream(partial, { flush: true }), { signal });
  } catch (cause) {
    await rm(partial, { force: true }).catch(() => {});
    return err(signal.aborted ? divisiError('cancelled', 'Stopped.') : writeFailure(cause, path));
  }
  return ok({
    async commit() {
      try {
        await rename(partial, path);
        return ok(undefined);
      } catch (cause) {
        await rm(partial, { force: true }).catch(() => {});
        return err(writeFailure(cause, path));
      }
    },
    drop: () => rm(partial, { force: true }).catch(() => {}),
  });
}
