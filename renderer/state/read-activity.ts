/** From the service's table of activations to what the window shows of it. */
import type { ActivityAnswer } from '../../shared/contract/job-calls.ts';
import { parseNpy } from '../backend/npy-rows.ts';
import { levelImage } from '../canvas/level-image.ts';
import type { LevelImage } from '../canvas/level-image.ts';
import { classActivity } from './class-activity.ts';
import type { ClassActivity } from './class-activity.ts';

export type ReadActivity = {
  readonly classes: ClassActivity;
  /** [pitches, frames] */
  readonly image: LevelImage;
};

export type ActivityTable = {
  /** Of the file: times of the frames, then every class. */
  readonly bytes: ArrayBuffer;
  readonly answer: Pick<ActivityAnswer, 'hopSec' | 'classes'>;
};

const pitches = 128;

/** @returns null for bytes that are no such table. Cost O(cells log frames): a tenth of a second for five minutes */
export function readActivity({ bytes, answer }: ActivityTable): ReadActivity | null {
  const table = parseNpy(bytes);
  if (table === null) return null;
  const classes = classActivity(table, answer);
  return { classes, image: activityImage(classes) };
}

function activityImage({ startSec, hopSec, frames, classes, values, greatest }: ClassActivity): LevelImage {
  const levels = new Uint8Array(frames * pitches);
  for (let frame = 0; frame < frames; frame++) {
    classes.forEach(({ pitchMidi }, index) => {
      const value = values[frame * classes.length + index]!;
      const at = frame * pitches + pitchMidi;
      // A root shows what is quiet, too.
      levels[at] = Math.max(levels[at]!, Math.round(255 * Math.sqrt(value / Math.max(greatest, 1e-9))));
    });
  }
  const place = {
    fromSec: startSec - 0.5 * hopSec,
    toSec: startSec + (frames - 0.5) * hopSec,
    lowMidi: -0.5,
    highMidi: pitches - 0.5,
  };
  return levelImage(place, levels, pitches, 'greater');
}
