/** Several exported files as one zip file, for browsers, which download one file at a time. */
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { BundleAnswer } from '../../../shared/contract/export-calls.ts';
import { divisiError } from '../../../shared/contract/errors.ts';
import { safeFileName } from '../../../shared/std/safe-file-name.ts';
import { uniqueNames } from '../../../shared/std/unique-names.ts';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { readFailure, writeFailure } from '../engine/audio/file-failure.ts';
import { checkSpace } from '../engine/export/check-space.ts';
import { writeZip } from '../engine/export/zip-file.ts';
import type { OpenProject } from './project-desk.ts';
import { locateExport, resourcePath, splitResource } from './resource-tree.ts';

/** A browser may still be fetching the one before. */
const keptBundles = 2;
let count = 0;

/**
 * Fails with 'bad-request' for resources of other folders and projects, 'file-missing', 'disk-full',
 * 'output-unwritable' or 'cancelled'.
 */
export async function bundleFiles(
  { handle, project: { layout } }: OpenProject,
  resources: readonly string[],
  signal: AbortSignal,
): Promise<Result<BundleAnswer>> {
  const paths: string[] = [];
  for (const resource of resources) {
    const parts = splitResource(resource);
    if (parts?.kind !== 'exports' || parts.project !== handle) {
      return err(divisiError('bad-request', `"${resource}" is no exported file of the project.`));
    }
    const located = await locateExport(layout, parts.names);
    if (!located.ok) return located;
    paths.push(located.value);
  }
  const [first] = paths;
  if (first === undefined) return err(divisiError('bad-request', 'There is nothing to download.'));
  const sizes = await sizesOf(paths);
  if (!sizes.ok) return sizes;
  const room = await checkSpace(layout.cache, sizes.value);
  if (!room.ok) return room;
  const bundles = join(layout.cache, 'downloads');
  // A name of its own, so that one that is still being fetched stays as it is.
  const folder = join(bundles, `${Date.now()}-${++count}`);
  const name = `${safeFileName(basename(dirname(first)), 'files')}.zip`;
  try {
    await removeOld(bundles);
    await mkdir(folder, { recursive: true });
  } catch (cause) {
    return err(writeFailure(cause, folder));
  }
  const names = uniqueNames(paths.map((path) => basename(path)));
  const entries = paths.map((file, index) => ({ name: names[index]!, file }));
  const path = join(folder, name);
  const written = await writeZip(path, entries, new Date(), signal);
  if (!written.ok) return written;
  const named = await written.value.commit();
  if (!named.ok) return named;
  return ok({ name, resource: resourcePath(handle, layout, path), bytes: (await stat(path)).size });
}

async function sizesOf(paths: readonly string[]): Promise<Result<number>> {
  let bytes = 0;
  for (const path of paths) {
    try {
      bytes += (await stat(path)).size;
    } catch (cause) {
      return err(readFailure(cause, path));
    }
  }
  return ok(bytes);
}

/** Names begin with the time. */
async function removeOld(bundles: string): Promise<void> {
  const names = await readdir(bundles).catch(() => []);
  const old = names.sort().slice(0, Math.max(0, names.length - keptBundles + 1));
  await Promise.all(old.map((name) => rm(join(bundles, name), { recursive: true, force: true })));
}
