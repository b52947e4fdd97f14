/** What the newest stems in `exports/` were made from: a small file of the cache. */
import { createHash } from 'node:crypto';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { writeFailure } from '../engine/audio/file-failure.ts';
import type { ExportSource } from '../project/export-project.ts';
import { exportSessionOf } from '../project/export-session-of.ts';
import { liveOrderOf } from '../project/live-order-of.ts';
import type { ProjectLayout } from '../project/project-layout.ts';

export type StemFileRecord = {
  readonly print: string;
  /** Its name in `exports/`. */
  readonly folder: string;
  readonly files: readonly RecordedFile[];
};

type RecordedFile = {
  readonly stem: string;
  readonly name: string;
  readonly bytes: number;
  readonly modifiedMs: number;
};

const recordName = 'stem-files.json';

/** Null where the document has changed since, or a file has. Cost O(notes). */
export async function upToDateRecord(source: ExportSource): Promise<StemFileRecord | null> {
  const record = await readRecord(source.layout);
  if (record === null || record.print !== printOf(source)) return null;
  for (const { name, bytes, modifiedMs } of record.files) {
    const stats = await stat(join(source.layout.exports, record.folder, name)).catch(() => null);
    if (stats?.isFile() !== true || stats.size !== bytes || stats.mtimeMs !== modifiedMs) return null;
  }
  return record;
}

/** Fails with 'output-unwritable' or 'disk-full'. @param folder in `exports/` */
export async function keepRecord(
  source: ExportSource,
  folder: string,
  files: readonly { readonly stem: string; readonly name: string }[],
): Promise<Result<StemFileRecord>> {
  const { layout } = source;
  try {
    const recorded = files.map(async ({ stem, name }): Promise<RecordedFile> => {
      const { size, mtimeMs } = await stat(join(layout.exports, folder, name));
      return { stem, name, bytes: size, modifiedMs: mtimeMs };
    });
    const record = { print: printOf(source), folder, files: await Promise.all(recorded) };
    await mkdir(layout.cache, { recursive: true });
    await writeFile(join(layout.cache, recordName), JSON.stringify(record));
    return ok(record);
  } catch (cause) {
    return err(writeFailure(cause, layout.cache));
  }
}

/** A mark of all that the files hold. Faders do not count, for stems are as separated; nor do places on the disk. */
function printOf({ document, version }: ExportSource): string {
  const ordered = liveOrderOf(document, '');
  if (!ordered.ok) return '';
  const { order, stems } = ordered.value;
  const ids = [...stems.map(({ id }) => id), 'residual'];
  const session = exportSessionOf(
    document,
    '',
    ids.map((id) => ({ id, file: '' })),
    [],
  );
  const tracks = session.tracks.map(({ name, colour }) => ({ name, colour }));
  const made = { order, weights: version.weights.sha256, ...session, tracks, masterGainDb: 0 };
  return createHash('sha256').update(JSON.stringify(made)).digest('hex');
}

/** Null for one that is missing or not ours: then files are made anew. */
async function readRecord({ cache }: ProjectLayout): Promise<StemFileRecord | null> {
  try {
    const parsed = JSON.parse(await readFile(join(cache, recordName), 'utf8')) as StemFileRecord | null;
    if (typeof parsed?.print !== 'string' || parsed.files.length === 0) return null;
    const names = [parsed.folder, ...parsed.files.map(({ name }) => name)];
    const arePlain = names.every((name) => !['', '.', '..'].includes(name) && basename(name) === name);
    return arePlain ? parsed : null;
  } catch {
    return null;
  }
}
