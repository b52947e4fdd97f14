/** A file written whole under its partial name, waiting to be named or dropped with others. */
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { writeFailure } from './audio/file-failure.ts';
import { nodeOutputFileSystem, partialPath, writeFully } from './audio/output-file.ts';
import type { OutputFileSystem } from './audio/output-file.ts';

export type PendingFile = {
  /** Gives the file its name, replacing one that has it. */
  commit(): Promise<Result<void>>;
  /** Removes it; harmless after the commit. */
  drop(): Promise<void>;
};

/** Fails with 'output-unwritable' or 'disk-full', leaving nothing. */
export async function writePending(
  path: string,
  blocks: Iterable<Uint8Array>,
  fileSystem: OutputFileSystem = nodeOutputFileSystem,
): Promise<Result<PendingFile>> {
  const partial = partialPath(path);
  try {
    const handle = await fileSystem.open(partial);
    try {
      let position = 0;
      for (const block of blocks) {
        await writeFully(handle, block, position);
        position += block.length;
      }
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (cause) {
    await fileSystem.remove(partial).catch(() => {});
    return err(writeFailure(cause, path));
  }
  let isNamed = false;
  return ok({
    async commit() {
      try {
        await fileSystem.rename(partial, path);
        isNamed = true;
        return ok(undefined);
      } catch (cause) {
        await fileSystem.remove(partial).catch(() => {});
        return err(writeFailure(cause, path));
      }
    },
    async drop() {
      if (!isNamed) await fileSystem.remove(partial).catch(() => {});
    },
  });
}
