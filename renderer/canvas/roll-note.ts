/** A note as the roll shows it: one sounding of a note of the document. */
import { partitionPoint } from '../../shared/std/partition-point.ts';

export type RollNote = {
  /** Of this sounding: '<note id>@<visit>'. */
  readonly key: string;
  readonly noteId: string;
  /** Counted from 1. */
  readonly visit: number;
  readonly pitchMidi: number;
  readonly onsetSec: number;
  readonly offsetSec: number;
  /** 0 (a guess) to 1 (certain, or put there by a person). */
  readonly confidence: number;
  readonly isPinned: boolean;
  /** Index of its group in the order of the groups; -1 in none. */
  readonly group: number;
  /** How far its labels reach beyond it, seconds. */
  readonly beforeSec: number;
  readonly afterSec: number;
};

/** Notes by onset, with what it takes to find those of a stretch of time quickly. */
export type NoteLayout = {
  readonly notes: readonly RollNote[];
  /** The latest end, halo included, of all notes up to this one. */
  readonly reachSec: Float64Array;
  /** The widest halo before a note. */
  readonly mostBeforeSec: number;
};

/** Cost O(n log n), O(n) for notes that are sorted already. */
export function layOut(notes: readonly RollNote[]): NoteLayout {
  const sorted = isSorted(notes) ? notes : [...notes].sort(compareNotes);
  const reachSec = new Float64Array(sorted.length);
  let reach = -Infinity;
  let mostBeforeSec = 0;
  sorted.forEach((note, index) => {
    reach = Math.max(reach, note.offsetSec + note.afterSec);
    reachSec[index] = reach;
    mostBeforeSec = Math.max(mostBeforeSec, note.beforeSec);
  });
  return { notes: sorted, reachSec, mostBeforeSec };
}

/** Some notes of a layout replaced: all soundings of `noteIds` by `notes`. Cost O(n) without sorting. */
export function replaceNotes(
  layout: NoteLayout,
  noteIds: ReadonlySet<string>,
  notes: readonly RollNote[],
): NoteLayout {
  const kept = layout.notes.filter(({ noteId }) => !noteIds.has(noteId));
  const fresh = [...notes].sort(compareNotes);
  const merged: RollNote[] = [];
  let next = 0;
  for (const note of kept) {
    while (next < fresh.length && compareNotes(fresh[next]!, note) < 0) merged.push(fresh[next++]!);
    merged.push(note);
  }
  while (next < fresh.length) merged.push(fresh[next++]!);
  return layOut(merged);
}

/**
 * The stretch of the layout's notes that holds every note of which a part, halo included, lies between two
 * times; it may hold others. Cost O(log n).
 */
export function notesWithin(
  { notes, reachSec, mostBeforeSec }: NoteLayout,
  fromSec: number,
  toSec: number,
): { readonly first: number; readonly end: number } {
  const first = partitionPoint(notes.length, (index) => reachSec[index]! < fromSec);
  const end = partitionPoint(notes.length, (index) => notes[index]!.onsetSec - mostBeforeSec <= toSec);
  return { first, end: Math.max(first, end) };
}

export function noteKey(noteId: string, visit: number): string {
  return `${noteId}@${visit}`;
}

function compareNotes(a: RollNote, b: RollNote): number {
  return (
    a.onsetSec - b.onsetSec ||
    a.pitchMidi - b.pitchMidi ||
    (a.noteId < b.noteId ? -1 : a.noteId > b.noteId ? 1 : a.visit - b.visit)
  );
}

function isSorted(notes: readonly RollNote[]): boolean {
  for (let index = 1; index < notes.length; index++) {
    if (compareNotes(notes[index - 1]!, notes[index]!) > 0) return false;
  }
  return true;
}
