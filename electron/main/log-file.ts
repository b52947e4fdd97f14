/** What happened, for whoever looks for a fault: lines in a folder that the user can open. Nothing is sent anywhere. */
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

const mostBytes = 2 ** 20;
const longestLine = 4000;

export type Log = {
  readonly folder: string;
  /** A disk that takes no line is no reason for anything to fail. */
  write(who: string, text: string): void;
};

/** At most two files: the current one, and the one before. @param now ISO 8601 */
export function openLog(folder: string, now: () => string): Log {
  const path = join(folder, 'divisi.log');
  return {
    folder,
    write(who, text) {
      try {
        mkdirSync(folder, { recursive: true });
        if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > mostBytes) {
          renameSync(path, join(folder, 'divisi.1.log'));
        }
        appendFileSync(path, `${now()} ${who}: ${text.trimEnd().slice(0, longestLine)}\n`);
      } catch {
        // See above.
      }
    },
  };
}
