/** A place for rendered stems while an export runs. */
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { writeFailure } from '../engine/audio/file-failure.ts';

const prefix = 'divisi-export-';
/** No export takes longer: what is older was left by a process that was killed. */
const staleMs = 48 * 3600 * 1000;

/** The folder in which scratch folders are made. */
export const scratchRoot = tmpdir();

/** @returns a new folder. Removes what killed exports left. Fails with 'output-unwritable' or 'disk-full'. */
export async function makeScratch(root = scratchRoot, nowMs = Date.now()): Promise<Result<string>> {
  try {
    for (const name of await readdir(root)) {
      if (!name.startsWith(prefix)) continue;
      const path = join(root, name);
      const stats = await stat(path).catch(() => null);
      if (stats === null || nowMs - stats.mtimeMs < staleMs) continue;
      await rm(path, { recursive: true, force: true }).catch(() => {});
    }
    return ok(await mkdtemp(join(root, prefix)));
  } catch (cause) {
    return err(writeFailure(cause, root));
  }
}
