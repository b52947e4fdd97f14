/** Soundings of notes, as edits name and find them, and the pins that edits leave. */
import { ok } from '../../std/result.ts';
import type { Result } from '../../std/result.ts';
import type { DocumentState } from '../document-state.ts';
import { soundingLookup } from '../note-times.ts';
import type { Sounding } from '../note-times.ts';
import { changeOf } from '../patch.ts';
import type { Change } from '../patch.ts';
import { recordOf } from '../record-table.ts';
import type { NoteRecord, VisitTimes } from '../records.ts';
import { found, refuse, rounded } from './edit.ts';

/** One sounding of a note; null is every one. */
export type VisitRef = { readonly noteId: string; readonly visit: number | null };

export type FoundVisits = { readonly note: NoteRecord; readonly soundings: readonly Sounding[] };

/** One entry a note. Fails when a note is unknown, or does not sound at such a visit. */
export function foundVisits(
  document: DocumentState,
  refs: readonly VisitRef[],
): Result<readonly FoundVisits[]> {
  const wanted = new Map<string, Set<number> | null>();
  for (const { noteId, visit } of refs) {
    const visits = wanted.get(noteId);
    if (visit === null || visits === null) wanted.set(noteId, null);
    else if (visits === undefined) wanted.set(noteId, new Set([visit]));
    else visits.add(visit);
  }
  const notes = found(document, 'notes', [...wanted.keys()]);
  if (!notes.ok) return notes;
  const lookup = soundingLookup(document);
  const visits: FoundVisits[] = [];
  for (const note of notes.value) {
    const asked = wanted.get(note.id) ?? null;
    const soundings = lookup(note).filter(({ visit }) => asked === null || asked.has(visit));
    if (soundings.length < (asked?.size ?? 1)) return refuse(`The note "${note.id}" does not sound there.`);
    visits.push({ note, soundings });
  }
  return ok(visits);
}

/** Pins these visits of a note, beside those that are pinned already. */
export function pinned(
  document: DocumentState,
  noteId: string,
  times: readonly VisitTimes[],
): readonly Change[] {
  const own = times.map(({ visit, onsetSec, offsetSec }) => ({
    visit,
    onsetSec: rounded(onsetSec),
    offsetSec: rounded(offsetSec),
  }));
  const before = recordOf(document.pins, noteId)?.visits ?? [];
  const others = before.filter((pin) => !own.some(({ visit }) => visit === pin.visit));
  const visits = [...others, ...own].sort((a, b) => a.visit - b.visit);
  return changeOf(document, 'pins', noteId, { id: noteId, visits });
}
