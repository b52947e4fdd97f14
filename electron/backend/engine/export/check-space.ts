/** Whether a disk has room, asked before anything is written. */
import { stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { divisiError } from '../../../../shared/contract/errors.ts';
import { err, ok } from '../../../../shared/std/result.ts';
import type { Result } from '../../../../shared/std/result.ts';

/** Free bytes for users; undefined where the system does not tell. */
export type FreeSpace = (folder: string) => Promise<number | undefined>;

export const systemFreeSpace: FreeSpace = async (folder) => {
  for (let level = folder; ; level = dirname(level)) {
    try {
      const { bavail, bsize } = await statfs(level);
      return bavail * bsize;
    } catch {
      if (dirname(level) === level) return undefined;
    }
  }
};

/** Fails with 'disk-full'. @param folder need not exist yet */
export function checkSpace(
  folder: string,
  neededBytes: number,
  freeSpace: FreeSpace = systemFreeSpace,
): Promise<Result<void>> {
  return checkSpaces([{ folder, bytes: neededBytes }], freeSpace);
}

/** What lies on one disk has to fit together. Fails with 'disk-full'. @param needs of folders that need not exist yet */
export async function checkSpaces(
  needs: readonly { readonly folder: string; readonly bytes: number }[],
  freeSpace: FreeSpace = systemFreeSpace,
): Promise<Result<void>> {
  const disks = new Map<number | string, { folder: string; bytes: number }>();
  for (const { folder, bytes } of needs) {
    const disk = (await deviceOf(folder)) ?? folder;
    const before = disks.get(disk);
    disks.set(disk, { folder: before?.folder ?? folder, bytes: (before?.bytes ?? 0) + bytes });
  }
  for (const { folder, bytes: neededBytes } of disks.values()) {
    const freeBytes = await freeSpace(folder);
    if (freeBytes === undefined || freeBytes >= neededBytes) continue;
    const message = `The export needs about ${sizeText(neededBytes)}, but the disk of "${folder}" has ${sizeText(freeBytes)} left.`;
    return err(divisiError('disk-full', message, { neededBytes, freeBytes }));
  }
  return ok(undefined);
}

/** Undefined where the system does not tell. */
async function deviceOf(folder: string): Promise<number | undefined> {
  for (let level = folder; ; level = dirname(level)) {
    const stats = await stat(level).catch(() => null);
    if (stats !== null) return stats.dev;
    if (dirname(level) === level) return undefined;
  }
}

function sizeText(bytes: number): string {
  return bytes < 2 ** 30 ? `${Math.ceil(bytes / 2 ** 20)} MB` : `${(bytes / 2 ** 30).toFixed(1)} GB`;
}
