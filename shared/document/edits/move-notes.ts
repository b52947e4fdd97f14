/** Moving notes, in time and in pitch. */
import type { Result } from '../../std/result.ts';
import { recordingOf } from '../document-state.ts';
import type { DocumentState } from '../document-state.ts';
import { changeOf } from '../patch.ts';
import type { Change } from '../patch.ts';
import { counted, edit } from './edit.ts';
import type { Edit } from './edit.ts';
import { foundVisits, pinTimes, pinned } from './note-visits.ts';
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
  const changes: Change[] = [];
  for (const { note, soundings } of visits.value) {
    if (bySec !== 0) {
      const times = soundings.map(({ visit, onsetSec, offsetSec }) =>
        pinTimes(visit, onsetSec + bySec, offsetSec + bySec),
      );
      const pin = pinned(document, note.id, times);
      if (pin !== null) changes.push(pin);
    }
    if (bySemitones !== 0) {
      const moved = { ...note, pitchMidi: note.pitchMidi + bySemitones };
      changes.push(...changeOf(document, 'notes', note.id, moved));
    }
  }
  return edit(`Move ${counted(visits.value.length, 'note')}`, changes);
}

/** What is left of a move when no note may leave the recording or the range of pitches. */
export function allowedMove(
  document: DocumentState,
  visits: readonly FoundVisits[],
  { bySec, bySemitones }: NoteMove,
): NoteMove {
  const { lengthSec } = recordingOf(document);
  let earliest = Infinity;
  let latest = -Infinity;
  let lowest = 127;
  let highest = 0;
  for (const { note, soundings } of visits) {
    lowest = Math.min(lowest, note.pitchMidi);
    highest = Math.max(highest, note.pitchMidi);
    for (const { onsetSec, offsetSec, pitchMidi } of soundings) {
      earliest = Math.min(earliest, onsetSec);
      latest = Math.max(latest, offsetSec);
      lowest = Math.min(lowest, pitchMidi);
      highest = Math.max(highest, pitchMidi);
    }
  }
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
