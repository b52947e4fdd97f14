/** Whether a disk has room, asked before anything is written. */
import { statfs } from 'node:fs/promises';
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
export async function checkSpace(
  folder: string,
  neededBytes: number,
  freeSpace: FreeSpace = systemFreeSpace,
): Promise<Result<void>> {
  const freeBytes = await freeSpace(folder);
  if (freeBytes === undefined || freeBytes >= neededBytes) return ok(undefined);
  const message = `The export needs about ${sizeText(neededBytes)}, but the disk of "${folder}" has ${sizeText(freeBytes)} left.`;
  return err(divisiError('disk-full', message, { neededBytes, freeBytes }));
}

function sizeText(bytes: number): string {
  return bytes < 2 ** 30 ? `${Math.ceil(bytes / 2 ** 20)} MB` : `${(bytes / 2 ** 30).toFixed(1)} GB`;
}
