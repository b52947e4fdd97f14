/** Names for new folders, where nobody said one. */
import { existsSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { safeFileName } from '../../../shared/std/safe-file-name.ts';

/**
 * Of a project: named after the recording, with a number where there is such a folder already.
 * @param folder absolute; need not exist
 */
export function freshFolder(folder: string, recordingPath: string): string {
  const file = basename(recordingPath);
  const name = safeFileName(file.slice(0, file.length - extname(file).length), 'Project');
  return join(folder, freeName(folder, name));
}

/** The name, with a number where the folder has something of that name already. */
export function freeName(folder: string, name: string): string {
  for (let n = 1; ; n++) {
    const free = n === 1 ? name : `${name} ${n}`;
    if (!existsSync(join(folder, free))) return free;
  }
}
