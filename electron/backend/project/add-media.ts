/** Brings files into a project: as copies, or as references to where they are. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { divisiError } from '../../../shared/contract/errors.ts';
import type { FileReference } from '../../../shared/document/file-reference.ts';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { safeFileName } from '../../../shared/std/safe-file-name.ts';
import { readFailure, writeFailure } from '../engine/audio/file-failure.ts';
import { partialPath, writeFully } from '../engine/audio/output-file.ts';
import type { OutputHandle } from '../engine/audio/output-file.ts';
import { hashFile } from '../engine/model/cache/model-cache.ts';
import type { ProjectDisk } from './project-disk.ts';

export type ContentId = Pick<FileReference, 'sha256' | 'bytes'>;

const blockBytes = 2 ** 20;

/** Cost: reading the file. Fails as reading does, or with 'cancelled'. */
export async function contentOf(file: string, signal: AbortSignal): Promise<Result<ContentId>> {
  try {
    const { size } = await stat(file);
    const hash = await hashFile(file, signal);
    return hash.ok ? ok({ sha256: hash.value, bytes: size }) : hash;
  } catch (cause) {
    return err(readFailure(cause, file));
  }
}

/** A name for a copy that every system takes, ending as the file's own does. */
export function copyName(file: string, fallback: string): string {
  const extension = extname(file);
  const stem = safeFileName(basename(file, extension), fallback);
  return /^\.[a-z0-9]{1,8}$/i.test(extension) ? `${stem}${extension}` : stem;
}

/**
 * @param folder exists
 * @returns what was copied, which is what the file held at that moment
 * Fails as reading and writing do, or with 'cancelled'; nothing of the copy stays then.
 */
export async function copyMedia(
  disk: ProjectDisk,
  file: string,
  folder: string,
  name: string,
  signal: AbortSignal,
): Promise<Result<ContentId>> {
  const target = join(folder, name);
  const partial = partialPath(target);
  const copied = await copyTo(disk, file, partial, target, signal);
  if (copied.ok) {
    try {
      await disk.rename(partial, target);
      return copied;
    } catch (cause) {
      await disk.remove(partial).catch(() => {});
      return err(writeFailure(cause, target));
    }
  }
  await disk.remove(partial).catch(() => {});
  return copied;
}

async function copyTo(
  disk: ProjectDisk,
  file: string,
  partial: string,
  target: string,
  signal: AbortSignal,
): Promise<Result<ContentId>> {
  let handle: OutputHandle;
  try {
    handle = await disk.open(partial);
  } catch (cause) {
    return err(writeFailure(cause, target));
  }
  const hash = createHash('sha256');
  let position = 0;
  const source = createReadStream(file, { highWaterMark: blockBytes });
  try {
    for await (const block of readable(source)) {
      if (signal.aborted) return err(divisiError('cancelled', 'Stopped.'));
      if (!(block instanceof Uint8Array)) return err(readFailure(block.cause, file));
      hash.update(block);
      await writeFully(handle, block, position);
      position += block.length;
    }
    await handle.sync();
    return ok({ sha256: hash.digest('hex'), bytes: position });
  } catch (cause) {
    return err(writeFailure(cause, target));
  } finally {
    source.destroy();
    await handle.close().catch(() => {});
  }
}

/** Tells failures of the source from those of the target. */
async function* readable(source: AsyncIterable<unknown>): AsyncGenerator<Uint8Array | { cause: unknown }> {
  try {
    for await (const block of source) yield block as Uint8Array;
  } catch (cause) {
    yield { cause };
  }
}
