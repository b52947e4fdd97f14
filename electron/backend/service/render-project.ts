/** A version's stems to be listened to, kept in the cache. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { recordOf } from '../../../shared/document/record-table.ts';
import type { VersionRecord } from '../../../shared/document/records.ts';
import { err } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { writeFailure } from '../engine/audio/file-failure.ts';
import type { LiveOrder } from '../engine/live/live-order.ts';
import { findStemSet } from '../engine/live/stem-set.ts';
import type { StemSetReport } from '../engine/live/stem-set.ts';
import { liveOrderOf } from '../project/live-order-of.ts';
import type { ProjectLayout } from '../project/project-layout.ts';
import { weightsOf } from '../project/project-version.ts';
import type { JobContext } from './job-queue.ts';
import type { OpenProject } from './project-desk.ts';
import { noVersion } from './project-handlers.ts';
import type { ServiceParts } from './service-parts.ts';
import { orderFor } from './trainer-orders.ts';
import { trainerHooks } from './trainer-hooks.ts';

/** What the newest stems of a project were made from; a file of the cache. */
type Latest = { readonly folder: string; readonly weightsPath: string };
const latestName = 'latest.json';
/** Of what decides how stems sound, besides document and weights; another number renders all anew. */
const recipe = 1;

/**
 * The stems of a version that are made already, for the document as it is; null where there are none. Quick, also while
 * the engine is at work, so that versions are heard against one another. Cost O(notes log notes).
 */
export async function cachedStems(open: OpenProject, versionId: string): Promise<StemSetReport | null> {
  const { layout, history } = open.project;
  const { document } = history;
  const version = recordOf(document.versions, versionId);
  const ordered = version === undefined ? null : liveOrderOf(document, '');
  if (version === undefined || ordered?.ok !== true) return null;
  const folder = stemFolder(layout, version, ordered.value.order);
  const found = await findStemSet(folder);
  // Sets that are listened to stay.
  const now = new Date();
  if (found !== null) await utimes(folder, now, now).catch(() => {});
  return found;
}

/** Of the same name where the same stems would come out: a mute or a marker makes no others. */
function stemFolder(layout: ProjectLayout, { id, weights }: VersionRecord, order: LiveOrder): string {
  // Where the recording lies is not among it.
  const text = JSON.stringify([recipe, weights.sha256, { ...order, recordingPath: '' }]);
  const print = createHash('sha256').update(text).digest('hex').slice(0, 16);
  return join(layout.cache, 'stems', `${id}-${print}`);
}

/**
 * Stems as float files in the cache, made from those that were rendered last where little differs.
 * Fails as ordering and rendering do.
 */
export async function renderProject(
  parts: ServiceParts,
  open: OpenProject,
  versionId: string,
  context: JobContext,
): Promise<Result<StemSetReport>> {
  const { layout, history } = open.project;
  const version = recordOf(history.document.versions, versionId);
  if (version === undefined) return noVersion(versionId);
  const weights = await weightsOf(layout, version);
  if (!weights.ok) return weights;
  const ordered = await orderFor(parts, open, context);
  if (!ordered.ok) return ordered;
  const stems = join(layout.cache, 'stems');
  const basis = await readLatest(stems);
  const folder = stemFolder(layout, version, ordered.value.order);
  const task = {
    order: ordered.value.order,
    weightsPath: weights.value,
    folder,
    basis: basis?.folder === folder ? null : basis,
  };
  const rendered = await parts.host.call('render', task, trainerHooks(context));
  if (!rendered.ok) return rendered;
  try {
    await writeFile(join(stems, latestName), JSON.stringify({ folder, weightsPath: weights.value }));
    await removeOld(stems);
  } catch (cause) {
    return err(writeFailure(cause, stems));
  }
  return rendered;
}

/** Sets that are listened to against one another stay; older ones can be made again. */
const keptSets = 6;

async function removeOld(stems: string): Promise<void> {
  const folders = (await readdir(stems, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const aged = await Promise.all(
    folders.map(async ({ name }) => ({
      path: join(stems, name),
      madeMs: (await stat(join(stems, name))).mtimeMs,
    })),
  );
  const old = aged.sort((a, b) => b.madeMs - a.madeMs).slice(keptSets);
  await Promise.all(old.map(({ path }) => rm(path, { recursive: true, force: true })));
}

async function readLatest(stems: string): Promise<Latest | null> {
  try {
    const { folder, weightsPath } = JSON.parse(await readFile(join(stems, latestName), 'utf8')) as Latest;
    // The cache may be deleted in part, and the project moved.
    const isOwn = typeof folder === 'string' && folder.startsWith(stems) && existsSync(folder);
    return isOwn && typeof weightsPath === 'string' && existsSync(weightsPath)
      ? { folder, weightsPath }
      : null;
  } catch {
    return null;
  }
}
