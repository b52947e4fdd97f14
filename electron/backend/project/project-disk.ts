/** What keeping a project needs of a file system; an argument, so that a full disk can be tested. */
import { copyFile, link, open, rm } from 'node:fs/promises';
import { nodeOutputFileSystem } from '../engine/audio/output-file.ts';
import type { OutputFileSystem, OutputHandle } from '../engine/audio/output-file.ts';

export interface ProjectDisk extends OutputFileSystem {
  /** A file that exists, for writing at any position. */
  openExisting(path: string): Promise<JournalHandle>;
  /** A second name for the same bytes, or a copy of them; an old file of that name goes. */
  duplicate(from: string, to: string): Promise<void>;
  /** Makes renames within the folder survive a power failure, where the system can. */
  syncFolder(path: string): Promise<void>;
}

export interface JournalHandle extends OutputHandle {
  truncate(length: number): Promise<void>;
}

export const nodeProjectDisk: ProjectDisk = {
  ...nodeOutputFileSystem,
  async openExisting(path) {
    const handle = await open(path, 'r+');
    return {
      async write(bytes, offset, length, position) {
        return (await handle.write(bytes, offset, length, position)).bytesWritten;
      },
      truncate: (length) => handle.truncate(length),
      sync: () => handle.datasync(),
      close: () => handle.close(),
    };
  },
  async duplicate(from, to) {
    await rm(to, { force: true });
    try {
      await link(from, to);
    } catch {
      // Some disks have no links.
      await copyFile(from, to);
    }
  },
  async syncFolder(path) {
    try {
      const folder = await open(path, 'r');
      try {
        await folder.sync();
      } finally {
        await folder.close();
      }
    } catch {
      // Windows opens no folders, and needs no such call.
    }
  },
};
