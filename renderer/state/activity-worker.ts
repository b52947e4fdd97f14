/** Reads activations on a thread of its own: while a network trains they come every two seconds. */
import { readActivity } from './read-activity.ts';
import type { ActivityTable } from './read-activity.ts';

addEventListener('message', ({ data }: MessageEvent<ActivityTable>) => postMessage(readActivity(data)));
