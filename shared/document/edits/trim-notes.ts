/** Where notes begin and end. */
import type { Result } from '../../std/result.ts';
import type { DocumentState } from '../document-state.ts';
import { changeOf } from '../patch.ts';
import { recordOf } from '../record-table.ts';
import { counted, edit, found, refuse } from './edit.ts';
import type { Edit } from './edit.ts';
import { foundVisits, pinTimes, pinned } from './note-visits.ts';
import type { VisitRef } from './note-visits.ts';

/** Shorter notes could not be grasped again. */
const leastSec = 0.01;

/** By the same amounts, but for notes that would become shorter than 10 ms: those become 10 ms long. */
export function trimNotes(
  document: DocumentState,
  refs: readonly VisitRef[],
  by: { readonly onsetSec: number; readonly offsetSec: number },
): Result<Edit> {
  return retime(document, refs, (onsetSec, offsetSec) => ({
    onsetSec: onsetSec + Math.min(by.onsetSec, offsetSec - leastSec - onsetSec),
    offsetSec: offsetSec + Math.max(by.offsetSec, onsetSec + leastSec - offsetSec),
  }));
}

/** To typed values; an absent one stays. Refused when a note would end before it begins. */
export function setNoteTimes(
  document: DocumentState,
  refs: readonly VisitRef[],
  to: { readonly onsetSec?: number; readonly offsetSec?: number },
): Result<Edit> {
  return retime(document, refs, (onsetSec, offsetSec) => ({ onsetSec, offsetSec, ...to }));
}

/** Gives notes of the score back to the alignment: their pins go. */
export function unpinNotes(document: DocumentState, noteIds: readonly string[]): Result<Edit> {
  const notes = found(document, 'notes', noteIds);
  if (!notes.ok) return notes;
  const drawn = notes.value.find(({ origin }) => origin === 'drawn');
  if (drawn !== undefined) return refuse(`The note "${drawn.id}" was drawn: the score has no time for it.`);
  const pins = notes.value.filter(({ id }) => recordOf(document.pins, id) !== undefined);
  return edit(
    `Unpin ${counted(pins.length, 'note')}`,
    pins.flatMap(({ id }) => changeOf(document, 'pins', id, null)),
  );
}

type Times = { readonly onsetSec: number; readonly offsetSec: number };

function retime(
  document: DocumentState,
  refs: readonly VisitRef[],
  timesOf: (onsetSec: number, offsetSec: number) => Times,
): Result<Edit> {
  const visits = foundVisits(document, refs);
  if (!visits.ok) return visits;
  const retimed = visits.value.map(({ note, soundings }) => ({
    note,
    times: soundings.map((sounding) => {
      const { onsetSec, offsetSec } = timesOf(sounding.onsetSec, sounding.offsetSec);
      return pinTimes(sounding.visit, onsetSec, offsetSec);
    }),
  }));
  for (const { note, times } of retimed) {
    if (times.some(({ onsetSec, offsetSec }) => !(onsetSec < offsetSec))) {
      return refuse(`The note "${note.id}" would end before it begins.`);
    }
  }
  const changes = retimed.map(({ note, times }) => pinned(document, note.id, times));
  return edit(
    `Trim ${counted(retimed.length, 'note')}`,
    changes.filter((change) => change !== null),
  );
}
