/** Activations are read on a thread of their own where there is one, and otherwise here. */
import workerUrl from './activity-worker.ts?worker&url';
import { readActivity } from './read-activity.ts';
import type { ActivityTable, ReadActivity } from './read-activity.ts';

/** One table at a time; the thread ends with it. */
export function readBeside(table: ActivityTable): Promise<ReadActivity | null> {
  return new Promise((resolve) => {
    try {
      const thread = new Worker(workerUrl, { type: 'module', name: 'activity' });
      const end = (read: ReadActivity | null): void => {
        thread.terminate();
        resolve(read);
      };
      thread.onmessage = ({ data }: MessageEvent<ReadActivity | null>) => end(data);
      thread.onerror = () => end(readActivity(table));
      thread.postMessage(table);
    } catch {
      resolve(readActivity(table));
    }
  });
}
