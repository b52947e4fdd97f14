/** A regular file that is open for reading at any position. */
import { open, stat } from 'node:fs/promises';
import { divisiError } from '../../../../shared/contract/errors.ts';
import { err, ok } from '../../../../shared/std/result.ts';
import type { Result } from '../../../../shared/std/result.ts';
import { readFailure, RecordingFailure } from './file-failure.ts';

export interface ByteSource {
  readonly path: string;
  /** Bytes, as of opening. */
  readonly size: number;
  /**
   * Bytes [position, position + length), fewer where the file ends first.
   * @throws RecordingFailure when the disk fails.
   */
  read(position: number, length: number): Promise<Uint8Array<ArrayBuffer>>;
  close(): Promise<void>;
}

/** Fails with 'file-missing' or 'file-unreadable'; a pipe or device is refused before it could block. */
export async function openByteSource(path: string): Promise<Result<ByteSource>> {
  try {
    const information = await stat(path);
    if (information.isDirectory()) {
      return err(divisiError('file-unreadable', `"${path}" is a folder, not a file.`));
    }
    if (!information.isFile()) {
      return err(divisiError('file-unreadable', `"${path}" is a device or a pipe, not a file.`));
    }
    const handle = await open(path, 'r');
    const size = (await handle.stat()).size;
    let closed = false;
    return ok({
      path,
      size,
      async read(position, length) {
        const bytes = new Uint8Array(Math.max(0, Math.min(length, size - position)));
        let filled = 0;
        while (filled < bytes.length) {
          let count: number;
          try {
            ({ bytesRead: count } = await handle.read(
              bytes,
              filled,
              bytes.length - filled,
              position + filled,
            ));
          } catch (cause) {
            throw new RecordingFailure(readFailure(cause, path));
          }
          if (count === 0) return bytes.slice(0, filled);
          filled += count;
        }
        return bytes;
      },
      async close() {
        if (closed) return;
        closed = true;
        await handle.close();
      },
    });
  } catch (cause) {
    return err(readFailure(cause, path));
  }
}
