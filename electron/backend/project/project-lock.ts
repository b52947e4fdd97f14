/**
 * One writer per project. The lock is a file that names its owner; who finds the owner gone takes it over.
 *
 * Two processes may find the same dead owner at once. Removing the old lock therefore needs a lock of its own,
 * named after the dead owner's token, under which the finder looks again: whoever is late sees a new token, and
 * never removes a living lock. That inner lock may be left by a crash, too, and is taken over the same way.
 */
import { createHash, randomBytes } from 'node:crypto';
import { link, lstat, open, readFile, rm, writeFile } from 'node:fs/promises';
import { divisiError } from '../../../shared/contract/errors.ts';
import type { DivisiError } from '../../../shared/contract/errors.ts';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { systemCode, writeFailure } from '../engine/audio/file-failure.ts';
import { ownIdentity, stateOf } from './process-identity.ts';
import type { ProcessIdentity } from './process-identity.ts';

export type ProjectLock = {
  /** Gives the project free; harmless when called again. */
  release(): Promise<void>;
};

type LockRecord = ProcessIdentity & {
  /** Different for every lock that was ever taken. */
  readonly token: string;
  /** ISO 8601, for people. */
  readonly since: string;
};

/** A crash within a takeover within a takeover: nobody gets here by accident. */
const maxNesting = 4;
const maxAttempts = 20;
const maxLockBytes = 4096;
/** A lock without content is one that is being written, or was cut off by a crash some time ago. */
const unreadableGraceMs = 10_000;

/** Fails with 'project-locked', naming the owner, or as writing does. */
export async function lockProject(
  path: string,
  nowMs: () => number = Date.now,
  nesting = 0,
): Promise<Result<ProjectLock>> {
  const own: LockRecord = {
    ...ownIdentity(),
    token: randomBytes(12).toString('hex'),
    since: new Date(nowMs()).toISOString(),
  };
  for (let attempt = 0; attempt < maxAttempts; attempt++) {
    const created = await createLock(path, own);
    if (!created.ok) return created;
    if (created.value) return ok({ release: () => removeOwn(path, own.token) });
    const found = await readLock(path, nowMs());
    if (!found.ok) return found;
    if (found.value === null) continue;
    if (nesting === maxNesting || !isStale(found.value)) return err(locked(path, found.value));
    const removed = await removeStale(path, found.value.token, nowMs, nesting);
    if (!removed.ok) return removed;
  }
  return err(
    divisiError('project-locked', `"${path}" changes all the time; other programs open this project.`),
  );
}

/** @returns false when there is one already. */
async function createLock(path: string, own: LockRecord): Promise<Result<boolean>> {
  const text = `${JSON.stringify(own, null, 2)}\n`;
  const candidate = `${path}.${own.token}.partial`;
  try {
    await writeFile(candidate, text, { flag: 'wx' });
    try {
      // A link appears with its content, or not at all.
      await link(candidate, path);
      return ok(true);
    } catch (cause) {
      if (systemCode(cause) === 'EEXIST') return ok(false);
      // Disks without links: between creation and content lies a moment, for which readers wait.
      return ok(await createExclusive(path, text));
    } finally {
      await rm(candidate, { force: true }).catch(() => {});
    }
  } catch (cause) {
    await rm(candidate, { force: true }).catch(() => {});
    return err(writeFailure(cause, path));
  }
}

async function createExclusive(path: string, text: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx');
    try {
      await file.writeFile(text);
    } finally {
      await file.close();
    }
    return true;
  } catch (cause) {
    if (systemCode(cause) === 'EEXIST') return false;
    throw cause;
  }
}

type FoundLock = {
  readonly token: string;
  /** Null when the file does not say. */
  readonly owner: LockRecord | null;
  readonly isYoung: boolean;
};

/** Null when there is none any more. */
async function readLock(path: string, nowMs: number): Promise<Result<FoundLock | null>> {
  try {
    const stats = await lstat(path);
    if (!stats.isFile() || stats.size > maxLockBytes) {
      return err(divisiError('project-unsafe', `"${path}" is not a lock that Divisi wrote.`));
    }
    const text = await readFile(path, 'utf8');
    const isYoung = nowMs - stats.mtimeMs < unreadableGraceMs;
    const owner = parseLock(text);
    const token =
      owner?.token ?? createHash('sha256').update(`${stats.mtimeMs} ${text}`).digest('hex').slice(0, 24);
    return ok({ token, owner, isYoung });
  } catch (cause) {
    if (systemCode(cause) === 'ENOENT') return ok(null);
    return err(
      divisiError('file-unreadable', `"${path}" cannot be read (${systemCode(cause) ?? String(cause)}).`),
    );
  }
}

function parseLock(text: string): LockRecord | null {
  try {
    const value = JSON.parse(text) as Partial<Record<keyof LockRecord, unknown>> | null;
    if (typeof value !== 'object' || value === null) return null;
    const { pid, host, started, token, since } = value;
    if (typeof pid !== 'number' || !Number.isSafeInteger(pid) || pid < 1) return null;
    if (typeof token !== 'string' || !/^[0-9a-f]{24}$/.test(token)) return null;
    if (typeof host !== 'string' || typeof started !== 'string' || typeof since !== 'string') return null;
    return { pid, host, started, token, since };
  } catch {
    return null;
  }
}

function isStale({ owner, isYoung }: FoundLock): boolean {
  return owner === null ? !isYoung : stateOf(owner) === 'gone';
}

async function removeStale(
  path: string,
  token: string,
  nowMs: () => number,
  nesting: number,
): Promise<Result<void>> {
  const claim = await lockProject(`${path}.${token}`, nowMs, nesting + 1);
  if (!claim.ok) return claim;
  try {
    const again = await readLock(path, nowMs());
    if (again.ok && again.value?.token === token) await rm(path, { force: true });
    return ok(undefined);
  } catch (cause) {
    return err(writeFailure(cause, path));
  } finally {
    await claim.value.release();
  }
}

/** Never another's: who was taken for dead and lives after all must not free what is no longer its own. */
async function removeOwn(path: string, token: string): Promise<void> {
  try {
    if (parseLock(await readFile(path, 'utf8'))?.token === token) await rm(path, { force: true });
  } catch {
    // Gone already, or on a disk that is: a dead owner's lock is taken over.
  }
}

function locked(path: string, { owner }: FoundLock): DivisiError {
  if (owner === null)
    return divisiError('project-locked', `The project is being opened elsewhere ("${path}").`);
  const { pid, host, since } = owner;
  const isHere = host === ownIdentity().host;
  const where = isHere ? '' : ` on the computer "${clean(host)}"`;
  const remove = isHere ? '' : ` If that computer no longer has it open, remove "${path}".`;
  const message = `The project is open in process ${pid}${where}, since ${clean(since)}.${remove}`;
  return divisiError('project-locked', message, { pid, host, since });
}

/** The text is from a file. */
function clean(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?').slice(0, 80);
}
