/** A place for rendered stems while an export runs. */
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { writeFailure } from '../engine/audio/file-failure.ts';
import { ownIdentity, stateOf } from './process-identity.ts';
import type { ProcessIdentity } from './process-identity.ts';

const prefix = 'divisi-export-';
const ownerName = 'owner.json';
/** No export takes longer. */
const staleMs = 48 * 3600 * 1000;

/** The folder in which scratch folders are made. */
export const scratchRoot = tmpdir();

/** @returns a new folder. Removes what killed exports left. Fails with 'output-unwritable' or 'disk-full'. */
export async function makeScratch(root = scratchRoot, nowMs = Date.now()): Promise<Result<string>> {
  try {
    for (const name of await readdir(root)) {
      const path = join(root, name);
      if (name.startsWith(prefix) && (await isLeft(path, nowMs))) {
        await rm(path, { recursive: true, force: true }).catch(() => {});
      }
    }
    const scratch = await mkdtemp(join(root, prefix));
    await writeFile(join(scratch, ownerName), JSON.stringify(ownIdentity()));
    return ok(scratch);
  } catch (cause) {
    return err(writeFailure(cause, root));
  }
}

/** Whether its process has died; days tell where nothing else does. */
async function isLeft(path: string, nowMs: number): Promise<boolean> {
  const stats = await stat(path).catch(() => null);
  if (stats === null) return false;
  if (nowMs - stats.mtimeMs >= staleMs) return true;
  try {
    const owner = JSON.parse(await readFile(join(path, ownerName), 'utf8')) as Partial<ProcessIdentity>;
    const { pid, host, started } = owner;
    if (!Number.isSafeInteger(pid) || typeof host !== 'string' || typeof started !== 'string') return false;
    return stateOf({ pid: pid!, host, started }) === 'gone';
  } catch {
    return false;
  }
}
