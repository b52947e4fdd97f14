/** What the network activates, class by class, and how that agrees with the notes that have the classes. */
import type { ActivityAnswer } from '../../shared/contract/job-calls.ts';
import { activityThresholds } from '../../shared/labels/activity-threshold.ts';
import type { NpyRows } from '../backend/npy-rows.ts';
import type { RollNote } from '../canvas/roll-note.ts';

export type ClassActivity = {
  readonly startSec: number;
  readonly hopSec: number;
  readonly frames: number;
  /** C */
  readonly classes: ActivityAnswer['classes'];
  /** [frames, C] flattened, >= 0 */
  readonly values: Float32Array;
  /** [C] */
  readonly thresholds: Float32Array;
  /** The greatest of all values. */
  readonly greatest: number;
  /** Column of a class, 'part/pitch'. */
  readonly columnOf: ReadonlyMap<string, number>;
};

/** Whichever its instrument, a class that is hardly ever active is not loud by its own measure. */
const leastOfMedian = 0.2;

/** @param table times of the frames, then every class. Cost O(cells log frames) */
export function classActivity(
  { rows, columns, values }: NpyRows,
  { hopSec, classes }: Pick<ActivityAnswer, 'hopSec' | 'classes'>,
): ClassActivity {
  const count = Math.min(classes.length, columns - 1);
  const own = new Float32Array(rows * count);
  let greatest = 0;
  for (let frame = 0; frame < rows; frame++) {
    const at = frame * columns + 1;
    own.set(values.subarray(at, at + count), frame * count);
  }
  for (const value of own) greatest = Math.max(greatest, value);
  return {
    startSec: values[0] ?? 0,
    hopSec,
    frames: rows,
    classes: classes.slice(0, count),
    values: own,
    thresholds: commonThresholds(activityThresholds(own, count)),
    greatest,
    columnOf: new Map(classes.slice(0, count).map((each, index) => [columnKey(each), index])),
  };
}

function commonThresholds(own: Float32Array): Float32Array {
  const known = own.filter(Number.isFinite).sort();
  const median = known[Math.floor(known.length / 2)] ?? 0;
  return own.map((threshold) => Math.max(threshold, leastOfMedian * median));
}

function columnKey({ part, pitchMidi }: { readonly part: number; readonly pitchMidi: number }): string {
  return `${part}/${pitchMidi}`;
}

/** Seconds. */
export type ActiveRun = { readonly fromSec: number; readonly toSec: number };

/**
 * When, between a note's onset and its end, its class is active. Tolerances do not count: there nothing has to be.
 * @param part index of the note's part, in their order
 * @returns null for a class that was not trained: a note that is newer than the training. Cost O(frames of the note)
 */
export function activeRuns(
  activity: ClassActivity,
  part: number,
  { pitchMidi, onsetSec, offsetSec }: Pick<RollNote, 'pitchMidi' | 'onsetSec' | 'offsetSec'>,
): readonly ActiveRun[] | null {
  const { startSec, hopSec, frames, classes, values, thresholds, columnOf } = activity;
  const column = columnOf.get(columnKey({ part, pitchMidi }));
  if (column === undefined) return null;
  const first = Math.max(Math.round((onsetSec - startSec) / hopSec), 0);
  const last = Math.min(Math.max(Math.round((offsetSec - startSec) / hopSec), first), frames - 1);
  const runs: ActiveRun[] = [];
  let from = -1;
  for (let frame = first; frame <= last + 1; frame++) {
    const isActive = frame <= last && values[frame * classes.length + column]! > thresholds[column]!;
    if (isActive && from < 0) from = frame;
    if (isActive || from < 0) continue;
    runs.push({
      fromSec: Math.max(startSec + (from - 0.5) * hopSec, onsetSec),
      toSec: Math.min(startSec + (frame - 0.5) * hopSec, offsetSec),
    });
    from = -1;
  }
  return runs;
}

/** Notes that the network never activates: likely not played there. In their order. */
export function silentNotes(
  activity: ClassActivity,
  notes: readonly RollNote[],
  partOf: (noteId: string) => number,
): readonly RollNote[] {
  return notes.filter((note) => activeRuns(activity, partOf(note.noteId), note)?.length === 0);
}
