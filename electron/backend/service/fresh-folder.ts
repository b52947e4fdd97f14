/** Where a project goes when nobody said where: a folder of its own in the user's folder for projects. */
import { existsSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { safeFileName } from '../../../shared/std/safe-file-name.ts';

/**
 * Named after the recording, with a number where there is such a folder already.
 * @param folder absolute; need not exist
 */
export function freshFolder(folder: string, recordingPath: string): string {
  const file = basename(recordingPath);
  const name = safeFileName(file.slice(0, file.length - extname(file).length), 'Project');
  for (let n = 1; ; n++) {
    const place = join(folder, n === 1 ? name : `${name} ${n}`);
    if (!existsSync(place)) return place;
  }
}
