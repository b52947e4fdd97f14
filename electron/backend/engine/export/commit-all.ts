/** Gives all files of an export their final names, or takes back those that were named. */
import { stat } from 'node:fs/promises';
import { err, ok } from '../../../../shared/std/result.ts';
import type { Result } from '../../../../shared/std/result.ts';
import type { OutputFileSystem } from '../audio/output-file.ts';
import { namedTogether } from '../audio/set-note.ts';
import type { SampleFileWriter } from '../audio/sample-file.ts';
import type { PendingFile } from '../pending-file.ts';

export type PendingDocument = { readonly file: string; readonly pending: PendingFile };

export async function commitAll(
  writers: readonly SampleFileWriter[],
  documents: readonly PendingDocument[],
  fileSystem: OutputFileSystem,
): Promise<Result<{ totalBytes(): Promise<number> }>> {
  const named: string[] = [];
  const steps = [
    ...writers.map((writer) => ({ file: writer.finalPath, commit: () => writer.commit() })),
    ...documents.map(({ file, pending }) => ({ file, commit: () => pending.commit() })),
  ];
  const failed = await namedTogether(
    steps.map(({ file }) => file),
    fileSystem,
    nameAll,
  );
  if (failed !== null) return failed;
  return ok({
    async totalBytes() {
      const sizes = await Promise.all(named.map(async (path) => (await stat(path)).size));
      return sizes.reduce((sum, size) => sum + size, 0);
    },
  });

  async function nameAll(): Promise<Result<never> | null> {
    for (const { file, commit } of steps) {
      const committed: Result<unknown> = await commit();
      if (!committed.ok) {
        await Promise.all(writers.map((writer) => writer.abort()));
        await Promise.all(documents.map(({ pending }) => pending.drop()));
        for (const path of named) await fileSystem.remove(path).catch(() => {});
        return err(committed.error);
      }
      named.push(file);
    }
    return null;
  }
}
