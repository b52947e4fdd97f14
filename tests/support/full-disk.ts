/** A project's disk that can run full, and be freed again. */
import { nodeProjectDisk } from '../../electron/backend/project/project-disk.ts';
import type { JournalHandle, ProjectDisk } from '../../electron/backend/project/project-disk.ts';

export type FullDisk = ProjectDisk & {
  /** Bytes that still fit; null is no limit. A write beyond them is cut off, and fails. */
  room: number | null;
  /** What a sync fails with; null is not at all. */
  syncFails: string | null;
};

function failure(code: string): Error {
  return Object.assign(new Error(code), { code });
}

export function fullDisk(): FullDisk {
  const write =
    (inner: Pick<JournalHandle, 'write'>): JournalHandle['write'] =>
    async (bytes, offset, length, position) => {
      if (disk.room === null) return inner.write(bytes, offset, length, position);
      const fits = Math.min(length, disk.room);
      disk.room -= fits;
      if (fits > 0) await inner.write(bytes, offset, fits, position);
      if (fits < length) throw failure('ENOSPC');
      return length;
    };
  const sync = async (inner: Pick<JournalHandle, 'sync'>): Promise<void> => {
    if (disk.syncFails !== null) throw failure(disk.syncFails);
    await inner.sync();
  };
  const disk: FullDisk = {
    ...nodeProjectDisk,
    room: null,
    syncFails: null,
    async open(path) {
      const inner = await nodeProjectDisk.open(path);
      return { write: write(inner), sync: () => sync(inner), close: () => inner.close() };
    },
    async openExisting(path) {
      const inner = await nodeProjectDisk.openExisting(path);
      const truncate = (length: number): Promise<void> => inner.truncate(length);
      return { write: write(inner), sync: () => sync(inner), close: () => inner.close(), truncate };
    },
  };
  return disk;
}
