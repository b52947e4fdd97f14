/**
 * Small JSON files in which the service remembers something for the user. Nothing depends on them; a null path is no
 * file.
 */
import { readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Shape } from '../../../shared/std/shape.ts';
import { partialPath } from '../engine/audio/output-file.ts';
import { makeFolder } from '../engine/make-folder.ts';

/** Null when the file cannot be used. */
export async function readMemo<T>(path: string | null, shape: Shape<T>): Promise<T | null> {
  if (path === null) return null;
  try {
    const parsed: unknown = JSON.parse(await readFile(path, 'utf8'));
    return shape.fault(parsed, 'memo') === null ? (parsed as T) : null;
  } catch {
    return null;
  }
}

/** A disk that does not take it is no reason for anything to fail. */
export async function writeMemo(path: string | null, value: unknown): Promise<void> {
  if (path === null) return;
  try {
    await makeFolder(dirname(path));
    await writeFile(partialPath(path), `${JSON.stringify(value, null, 2)}\n`);
    await rename(partialPath(path), path);
  } catch {
    // See above.
  }
}
