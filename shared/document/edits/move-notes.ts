/** Moving notes, in time and in pitch. */
import type { Result } from '../../std/result.ts';
import { recordingOf } from '../document-state.ts';
import type { DocumentState } from '../document-state.ts';
import { changeOf } from '../patch.ts';
import { counted, edit } from './edit.ts';
import type { Edit } from './edit.ts';
import { foundVisits, pinned } from './note-visits.ts';
import type { FoundVisits, VisitRef } from './note-visits.ts';

export type NoteMove = { readonly bySec: number; readonly bySemitones: number };

/**
 * All by the same amount, as far as all of them stay within the recording and the range of pitches. What
 * moves in time is pinned there; a pitch is the whole note's, at all of its visits.
 */
export function moveNotes(document: DocumentState, refs: readonly VisitRef[], move: NoteMove): Result<Edit> {
  const visits = foundVisits(document, refs);
  if (!visits.ok) return visits;
  const { bySec, bySemitones } = allowedMove(document, visits.value, move);
  const changes = visits.value.map(({ note, soundings }) => [
    ...(bySec === 0
      ? []
      : pinned(
          document,
          note.id,
          soundings.map(({ visit, onsetSec, offsetSec }) => ({
            visit,
            onsetSec: onsetSec + bySec,
            offsetSec: offsetSec + bySec,
          })),
        )),
    ...(bySemitones === 0
      ? []
      : changeOf(document, 'notes', note.id, { ...note, pitchMidi: note.pitchMidi + bySemitones })),
  ]);
  return edit(`Move ${counted(visits.value.length, 'note')}`, ...changes);
}

/** What is left of a move when no note may leave the recording or the range of pitches. */
export function allowedMove(
  document: DocumentState,
  visits: readonly FoundVisits[],
  { bySec, bySemitones }: NoteMove,
): NoteMove {
  const { lengthSec } = recordingOf(document);
  const soundings = visits.flatMap((found) => found.soundings);
  const earliest = soundings.reduce((least, { onsetSec }) => Math.min(least, onsetSec), Infinity);
  const latest = soundings.reduce((most, { offsetSec }) => Math.max(most, offsetSec), -Infinity);
  const pitches = visits.flatMap(({ note, soundings: own }) => [
    note.pitchMidi,
    ...own.map(({ pitchMidi }) => pitchMidi),
  ]);
  const lowest = pitches.reduce((least, pitch) => Math.min(least, pitch), 127);
  const highest = pitches.reduce((most, pitch) => Math.max(most, pitch), 0);
  return {
    bySec: between(bySec, -earliest, lengthSec - latest),
    bySemitones: between(Math.round(bySemitones), -lowest, 127 - highest),
  };
}

/** The part of `value` that keeps between the bounds; what is beyond them already moves no further out. */
function between(value: number, low: number, high: number): number {
  const kept = value < 0 ? Math.max(value, Math.min(low, 0)) : Math.min(value, Math.max(high, 0));
  // No minus zero: it would be written down as another number.
  return kept === 0 ? 0 : kept;
}
