/** A file that appears under its final name complete, or not at all. */
import { open, rename, rm } from 'node:fs/promises';

/** The part of node:fs/promises that writing needs; an argument, so that a full disk can be tested. */
export interface OutputFileSystem {
  open(path: string): Promise<OutputHandle>;
  rename(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
}

export interface OutputHandle {
  /** @returns how many bytes were written, possibly fewer than given. */
  write(bytes: Uint8Array, offset: number, length: number, position: number): Promise<number>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

export const nodeOutputFileSystem: OutputFileSystem = {
  async open(path) {
    const handle = await open(path, 'w');
    return {
      async write(bytes, offset, length, position) {
        return (await handle.write(bytes, offset, length, position)).bytesWritten;
      },
      sync: () => handle.sync(),
      close: () => handle.close(),
    };
  },
  rename: (from, to) => rename(from, to),
  remove: (path) => rm(path, { force: true }),
};

/** The name under which a file grows until it is complete. */
export function partialPath(finalPath: string): string {
  return `${finalPath}.partial`;
}

/** Writes all of `bytes` at `position`. @throws what the file system throws. */
export async function writeFully(handle: OutputHandle, bytes: Uint8Array, position: number): Promise<void> {
  let done = 0;
  while (done < bytes.length) {
    const count = await handle.write(bytes, done, bytes.length - done, position + done);
    // Some systems report a full disk by writing nothing instead of failing.
    if (count <= 0) throw Object.assign(new Error('nothing was written'), { code: 'ENOSPC' });
    done += count;
  }
}
