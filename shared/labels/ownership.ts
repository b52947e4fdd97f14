/**
 * Who owns the sound of a class, frame by frame. Notes of one class share its units; where labels of
 * notes from different groups overlap, the note with the nearer onset owns the frame. Frames that are only
 * painted on belong to the nearest note of their class, or without one to the group of the paint.
 */
import type { LabelledNote, Labelling } from './labelling.ts';
import type { PaintedSpan } from './paint.ts';

export type Ownership = {
  readonly frames: number;
  readonly classes: number;
  /** (class, frame) cells that notes of different groups claim. */
  readonly sharedCells: number;
  /** The group that owns each class, [frameCount, classes] flattened; -1 where no group does. */
  ownersOf(startFrame: number, frameCount: number): Int16Array;
};

/**
 * @param groupOfNote group index for every note that was labelled; -1 for a note of no group
 */
export function ownershipOf(labelling: Labelling, groupOfNote: ArrayLike<number>): Ownership {
  const { grid, notesOfClass } = labelling;
  const ownersOf = (startFrame: number, frameCount: number): Int16Array => {
    const owners = new Int16Array(frameCount * notesOfClass.length).fill(-1);
    notesOfClass.forEach((notes, index) => {
      const column = ownersOfClass(labelling, notes, groupOfNote, startFrame, frameCount);
      const painted = labelling.paintOfClass[index] ?? [];
      if (painted.length > 0) {
        const groupOfPaint = (frame: number): number => {
          const nearest = nearestNote(notes, frame);
          return nearest === null ? labelling.paintGroupOfClass[index]! : groupOfNote[nearest.note]!;
        };
        ownPainted(column, painted, notes, groupOfPaint, startFrame);
      }
      for (let frame = 0; frame < frameCount; frame++) {
        owners[frame * notesOfClass.length + index] = column[frame]!;
      }
    });
    return owners;
  };
  return {
    frames: grid.frames,
    classes: notesOfClass.length,
    sharedCells: notesOfClass.reduce((sum, notes) => sum + countShared(notes, groupOfNote, grid.frames), 0),
    ownersOf,
  };
}

function ownersOfClass(
  { grid }: Labelling,
  notes: readonly LabelledNote[],
  groupOfNote: ArrayLike<number>,
  startFrame: number,
  frameCount: number,
): Int16Array {
  const owners = new Int16Array(frameCount).fill(-1);
  const distances = new Float64Array(frameCount).fill(Infinity);
  for (const { note, onsetSec, first, last } of notes) {
    const from = Math.max(first - startFrame, 0);
    const to = Math.min(last - startFrame, frameCount - 1);
    for (let frame = from; frame <= to; frame++) {
      const distance = Math.abs(grid.startSec + (startFrame + frame) * grid.hopSec - onsetSec);
      // Of two equally near onsets the earlier one stays.
      if (distance >= distances[frame]!) continue;
      distances[frame] = distance;
      owners[frame] = groupOfNote[note]!;
    }
  }
  return owners;
}

/** Gives frames that paint alone allows to a group, in place. */
function ownPainted(
  owners: Int16Array,
  painted: readonly PaintedSpan[],
  notes: readonly LabelledNote[],
  groupOf: (frame: number) => number,
  startFrame: number,
): void {
  for (const { first, last, isOn } of painted) {
    if (!isOn) continue;
    const to = Math.min(last, startFrame + owners.length - 1);
    for (let frame = Math.max(first, startFrame); frame <= to; frame++) {
      const isClaimed = notes.some((note) => note.first <= frame && frame <= note.last);
      if (!isClaimed) owners[frame - startFrame] = groupOf(frame);
    }
  }
}

/** By the distance to its labels; of two equally near ones the earlier. */
function nearestNote(notes: readonly LabelledNote[], frame: number): LabelledNote | null {
  const distanceTo = ({ first, last }: LabelledNote): number => Math.max(first - frame, frame - last);
  return notes.reduce<LabelledNote | null>(
    (best, note) => (best === null || distanceTo(note) < distanceTo(best) ? note : best),
    null,
  );
}

function countShared(notes: readonly LabelledNote[], groupOfNote: ArrayLike<number>, frames: number): number {
  const groups = new Set(notes.map(({ note }) => groupOfNote[note]!));
  if (groups.size < 2) return 0;
  const unclaimed = -2;
  const claims = new Int16Array(frames).fill(unclaimed);
  const shared = new Uint8Array(frames);
  for (const { note, first, last } of notes) {
    const group = groupOfNote[note]!;
    for (let frame = Math.max(first, 0); frame <= Math.min(last, frames - 1); frame++) {
      if (claims[frame] === unclaimed) claims[frame] = group;
      else if (claims[frame] !== group) shared[frame] = 1;
    }
  }
  return shared.reduce((sum, flag) => sum + flag, 0);
}
