/**
 * Unisons: notes of different groups that have one pitch and sound together. What they sound like cannot be split
 * cleanly between the groups, so they are pointed out.
 */
import { notesWithin } from './roll-note.ts';
import type { NoteLayout, RollNote } from './roll-note.ts';

/** Seconds that two notes have in common before they count: a legato's overlap is none. */
const leastSec = 0.05;

/**
 * Of a stretch of the layout's notes those that are shared, with another group that has part in each.
 * Cost O(notes), and what sounds together of a pitch.
 */
export function sharedWithin({ notes }: NoteLayout, first: number, end: number): Map<RollNote, number> {
  const shared = new Map<RollNote, number>();
  const sounding = new Map<number, RollNote[]>();
  for (let index = first; index < end; index++) {
    const note = notes[index]!;
    const others = sounding.get(note.pitchMidi);
    if (others === undefined) {
      sounding.set(note.pitchMidi, [note]);
      continue;
    }
    let kept = 0;
    for (const other of others) {
      if (other.offsetSec <= note.onsetSec + leastSec) continue;
      others[kept++] = other;
      if (other.group === note.group || note.offsetSec <= note.onsetSec + leastSec) continue;
      shared.set(note, other.group);
      shared.set(other, note.group);
    }
    others.length = kept;
    others.push(note);
  }
  return shared;
}

/** Groups that share any of the notes with them, -1 for none, each once. Cost O(notes that sound with them). */
export function othersOf(layout: NoteLayout, notes: readonly RollNote[]): readonly number[] {
  const groups = new Set<number>();
  for (const note of notes) {
    const { first, end } = notesWithin(layout, note.onsetSec, note.offsetSec);
    for (let index = first; index < end; index++) {
      const other = layout.notes[index]!;
      if (other.pitchMidi !== note.pitchMidi || other.group === note.group) continue;
      const togetherSec = Math.min(other.offsetSec, note.offsetSec) - Math.max(other.onsetSec, note.onsetSec);
      if (togetherSec > leastSec) groups.add(other.group);
    }
  }
  return [...groups].sort((a, b) => a - b);
}
