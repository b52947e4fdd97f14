/** A file system that knows how long its caller waited for it. */
import type { OutputFileSystem } from './audio/output-file.ts';

export type TimedFileSystem = OutputFileSystem & {
  /** Seconds in which at least one operation was under way. */
  readonly busySec: () => number;
};

export function timeFileSystem(
  inner: OutputFileSystem,
  now: () => number = () => performance.now() / 1000,
): TimedFileSystem {
  let running = 0;
  let sinceSec = 0;
  let totalSec = 0;
  const timed = async <T>(operation: Promise<T>): Promise<T> => {
    if (running++ === 0) sinceSec = now();
    try {
      return await operation;
    } finally {
      if (--running === 0) totalSec += now() - sinceSec;
    }
  };
  return {
    async open(path) {
      const handle = await timed(inner.open(path));
      return {
        write: (bytes, offset, length, position) => timed(handle.write(bytes, offset, length, position)),
        sync: () => timed(handle.sync()),
        close: () => timed(handle.close()),
      };
    },
    rename: (from, to) => timed(inner.rename(from, to)),
    remove: (path) => timed(inner.remove(path)),
    busySec: () => totalSec,
  };
}
