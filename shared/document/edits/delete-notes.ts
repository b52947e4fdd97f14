/** Deleting notes, with all that belongs to them. */
import type { Result } from '../../std/result.ts';
import type { DocumentState } from '../document-state.ts';
import { soundingLookup } from '../note-times.ts';
import { changeOf } from '../patch.ts';
import type { Change } from '../patch.ts';
import { recordOf } from '../record-table.ts';
import { counted, edit, found } from './edit.ts';
import type { Edit } from './edit.ts';
import { foundVisits } from './note-visits.ts';
import type { FoundVisits, VisitRef } from './note-visits.ts';

/**
 * A note whose every sounding goes is deleted. One that sounds again elsewhere is kept, and said not to be
 * played at the others, whatever an alignment finds later.
 */
export function deleteNotes(document: DocumentState, refs: readonly VisitRef[]): Result<Edit> {
  const silent = refs.filter(({ visit }) => visit === null).map(({ noteId }) => noteId);
  const whole = found(document, 'notes', silent);
  if (!whole.ok) return whole;
  const parts = foundVisits(
    document,
    refs.filter(({ noteId }) => !silent.includes(noteId)),
  );
  if (!parts.ok) return parts;
  const lookup = soundingLookup(document);
  const changes = [
    ...whole.value.map(({ id }) => withoutNote(document, id)),
    ...parts.value.map((visits) =>
      visits.soundings.length === lookup(visits.note).length
        ? withoutNote(document, visits.note.id)
        : withoutVisits(document, visits),
    ),
  ];
  return edit(`Delete ${counted(changes.length, 'note')}`, ...changes);
}

function withoutNote(document: DocumentState, id: string): readonly Change[] {
  return [
    ...changeOf(document, 'notes', id, null),
    ...changeOf(document, 'aligned', id, null),
    ...changeOf(document, 'pins', id, null),
    ...changeOf(document, 'unplayed', id, null),
    ...changeOf(document, 'assignments', id, null),
    ...changeOf(document, 'tolerances', `note:${id}`, null),
  ];
}

function withoutVisits(document: DocumentState, { note, soundings }: FoundVisits): readonly Change[] {
  const gone = new Set(soundings.map(({ visit }) => visit));
  const kept = (recordOf(document.pins, note.id)?.visits ?? []).filter(({ visit }) => !gone.has(visit));
  const before = recordOf(document.unplayed, note.id)?.visits ?? [];
  const visits = [...new Set([...before, ...gone])].sort((a, b) => a - b);
  return [
    ...changeOf(document, 'pins', note.id, kept.length === 0 ? null : { id: note.id, visits: kept }),
    ...changeOf(document, 'unplayed', note.id, { id: note.id, visits, by: 'person' }),
  ];
}
