/** A disk on which one step fails. */
import { nodeOutputFileSystem } from '../../electron/backend/engine/audio/output-file.ts';
import type { OutputFileSystem } from '../../electron/backend/engine/audio/output-file.ts';

/**
 * @param code what the system says, such as 'ENOSPC'.
 * @param matches the paths that fail, by part of their name.
 * @param afterBytes position up to which writing still works.
 */
export function failingDisk(
  step: 'open' | 'write' | 'sync' | 'rename',
  code: string,
  { matches = '', afterBytes = 0 }: { readonly matches?: string; readonly afterBytes?: number } = {},
): OutputFileSystem {
  const failIf = (condition: boolean, path: string): void => {
    if (condition && path.includes(matches)) throw Object.assign(new Error(code), { code });
  };
  return {
    async open(path) {
      failIf(step === 'open', path);
      const handle = await nodeOutputFileSystem.open(path);
      return {
        write(bytes, offset, length, position) {
          failIf(step === 'write' && position + length > afterBytes, path);
          return handle.write(bytes, offset, length, position);
        },
        sync() {
          failIf(step === 'sync', path);
          return handle.sync();
        },
        close: () => handle.close(),
      };
    },
    rename(from, to) {
      failIf(step === 'rename', from);
      return nodeOutputFileSystem.rename(from, to);
    },
    remove: (path) => nodeOutputFileSystem.remove(path),
  };
}
