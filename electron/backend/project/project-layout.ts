/** Where everything lies in a project's folder. */
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { divisiError } from '../../../shared/contract/errors.ts';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { safeFileName } from '../../../shared/std/safe-file-name.ts';
import { readFailure, systemCode } from '../engine/audio/file-failure.ts';

export type ProjectLayout = {
  /** Absolute, links followed. */
  readonly folder: string;
  /** `<name>.divisi`, what is opened. */
  readonly snapshot: string;
  /** The snapshot before that one. */
  readonly previous: string;
  readonly journal: string;
  readonly lock: string;
  /** What the last window looked at. */
  readonly session: string;
  /** Copies of the recording and the score. */
  readonly media: string;
  /** Rebuildable: may be deleted at any time. */
  readonly cache: string;
  /** Trained networks that the document or its history names. */
  readonly weights: string;
  readonly exports: string;
};

export const weightsExtension = '.divisi-model';

const extension = '.divisi';
const previousSuffix = '.previous';

export function layoutOf(folder: string, snapshotName: string): ProjectLayout {
  const snapshot = join(folder, snapshotName);
  return {
    folder,
    snapshot,
    previous: `${snapshot}${previousSuffix}`,
    journal: join(folder, 'journal.jsonl'),
    lock: join(folder, 'project.lock'),
    session: join(folder, 'session.json'),
    media: join(folder, 'media'),
    cache: join(folder, 'cache'),
    weights: join(folder, 'weights'),
    exports: join(folder, 'exports'),
  };
}

/** Of a folder that becomes a project: the folder's own. */
export function snapshotNameOf(folder: string): string {
  return `${safeFileName(basename(folder), 'project')}${extension}`;
}

/** @param path a project's folder, or its `.divisi` file. Fails with 'project-missing' or 'project-damaged'. */
export async function findProject(path: string): Promise<Result<ProjectLayout>> {
  try {
    const stats = await stat(path);
    if (!stats.isDirectory()) {
      return err(divisiError('project-missing', `"${path}" is a file; a project is a folder.`));
    }
    const folder = await realpath(path);
    const names = await readdir(folder);
    const found = names.filter((name) => name.endsWith(extension));
    // A crash, or a hand, may have left the previous one alone.
    const kept = names
      .filter((name) => name.endsWith(`${extension}${previousSuffix}`))
      .map((name) => name.slice(0, -previousSuffix.length));
    const candidates = found.length > 0 ? found : kept;
    const [name] = candidates;
    if (name === undefined) {
      return err(
        divisiError('project-missing', `"${path}" holds no project: there is no ${extension} file in it.`),
      );
    }
    if (candidates.length > 1) {
      const list = candidates.map((candidate) => `"${candidate}"`).join(', ');
      const message = `"${path}" holds several ${extension} files (${list}); move all but one away.`;
      return err(divisiError('project-damaged', message));
    }
    return ok(layoutOf(folder, name));
  } catch (cause) {
    if (['ENOENT', 'ENOTDIR'].includes(systemCode(cause) ?? '')) {
      return err(divisiError('project-missing', `There is no folder "${path}".`));
    }
    return err(readFailure(cause, path));
  }
}
