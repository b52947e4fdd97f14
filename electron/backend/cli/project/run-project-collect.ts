/** `divisi project collect`: the project and its media as one zip file. */
import { dirname, relative, resolve } from 'node:path';
import { err, ok } from '../../../../shared/std/result.ts';
import type { Result } from '../../../../shared/std/result.ts';
import { divisiError } from '../../../../shared/contract/errors.ts';
import { checkNotExisting, prepareFolder } from '../../engine/check-outputs.ts';
import { removeEmptyFolders } from '../../engine/make-folder.ts';
import { collectProject } from '../../project/collect-project.ts';
import type { CommandIo } from '../command-io.ts';
import { withProject } from './with-project.ts';

export type ProjectCollectOptions = { readonly force?: true; readonly json?: true };

export type CollectionReport = {
  /** Absolute path of the zip file. */
  readonly file: string;
  /** Names in it. */
  readonly entries: readonly string[];
};

export function runProjectCollect(
  folder: string,
  file: string,
  options: ProjectCollectOptions,
  io: CommandIo,
): Promise<Result<CollectionReport>> {
  return withProject(folder, io, async (project) => {
    const zipPath = resolve(io.folder, file);
    if (!relative(project.layout.folder, zipPath).startsWith('..')) {
      return err(divisiError('bad-usage', `"${file}" lies in the project itself; choose a place outside.`));
    }
    const free = await checkNotExisting([zipPath], options.force ?? false);
    if (!free.ok) return free;
    const prepared = await prepareFolder(dirname(zipPath));
    if (!prepared.ok) return prepared;
    const collected = await collectProject(project, { zipPath, signal: io.signal, writtenAt: new Date() });
    if (!collected.ok) {
      await removeEmptyFolders(prepared.value.created);
      return collected;
    }
    return ok({ file: zipPath, entries: collected.value });
  });
}

export function describeCollection({ file, entries }: CollectionReport): string {
  return `${entries.length} files in ${file}\n`;
}
