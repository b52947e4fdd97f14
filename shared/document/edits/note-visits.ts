/** Soundings of notes, as edits name and find them, and the pins that edits leave. */
import { ok } from '../../std/result.ts';
import type { Result } from '../../std/result.ts';
import type { DocumentState } from '../document-state.ts';
import { soundingLookup } from '../note-times.ts';
import type { Sounding } from '../note-times.ts';
import type { Change } from '../patch.ts';
import { recordOf } from '../record-table.ts';
import type { NoteRecord, PinRecord, VisitTimes } from '../records.ts';
import { refuse, rounded } from './edit.ts';

/** One sounding of a note; null is every one. */
export type VisitRef = { readonly noteId: string; readonly visit: number | null };

export type FoundVisits = { readonly note: NoteRecord; readonly soundings: readonly Sounding[] };

/** One entry a note. Fails when a note is unknown, or does not sound at such a visit. Cost O(refs). */
export function foundVisits(
  document: DocumentState,
  refs: readonly VisitRef[],
): Result<readonly FoundVisits[]> {
  const lookup = soundingLookup(document);
  const visits: FoundVisits[] = [];
  for (const [noteId, asked] of wantedVisits(refs)) {
    const note = recordOf(document.notes, noteId);
    if (note === undefined) return refuse(`There is no "${noteId}" in notes.`);
    const all = lookup(note);
    const soundings = asked === null ? all : chosen(all, asked);
    const least = asked === null || typeof asked === 'number' ? 1 : asked.size;
    if (soundings.length < least) return refuse(`The note "${noteId}" does not sound there.`);
    visits.push({ note, soundings });
  }
  return ok(visits);
}

/** Most notes are asked for at one visit: a number, without a set for every one of thousands. */
type Asked = number | Set<number> | null;

function wantedVisits(refs: readonly VisitRef[]): ReadonlyMap<string, Asked> {
  const wanted = new Map<string, Asked>();
  for (const { noteId, visit } of refs) {
    const visits = wanted.get(noteId);
    if (visit === null || visits === null) wanted.set(noteId, null);
    else if (visits === undefined) wanted.set(noteId, visit);
    else if (typeof visits === 'number') wanted.set(noteId, new Set([visits, visit]));
    else visits.add(visit);
  }
  return wanted;
}

function chosen(all: readonly Sounding[], asked: number | ReadonlySet<number>): readonly Sounding[] {
  const isAsked = ({ visit }: Sounding): boolean =>
    typeof asked === 'number' ? visit === asked : asked.has(visit);
  return all.every(isAsked) ? all : all.filter(isAsked);
}

/** Times for a pin, in whole microseconds. */
export function pinTimes(visit: number, onsetSec: number, offsetSec: number): VisitTimes {
  return { visit, onsetSec: rounded(onsetSec), offsetSec: rounded(offsetSec) };
}

/**
 * Pins these visits of a note, beside those that are pinned already.
 * @param times of {@link pinTimes}
 * @returns null where they are pinned there
 */
export function pinned(
  document: DocumentState,
  noteId: string,
  times: readonly VisitTimes[],
): Change<'pins'> | null {
  const before = recordOf(document.pins, noteId) ?? null;
  const visits = before === null ? times : withPins(times, before.visits);
  if (before !== null && sameTimes(before.visits, visits)) return null;
  const after: PinRecord = { id: noteId, visits };
  return { table: 'pins', id: noteId, before, after };
}

/** By visits; nothing is made anew for a note that is heard once, and thousands of them are moved at a time. */
function withPins(times: readonly VisitTimes[], pins: readonly VisitTimes[]): readonly VisitTimes[] {
  if (pins.length === 1 && times.length === 1 && pins[0]!.visit === times[0]!.visit) return times;
  const others = pins.filter((pin) => !times.some(({ visit }) => visit === pin.visit));
  return [...times, ...others].sort((a, b) => a.visit - b.visit);
}

function sameTimes(some: readonly VisitTimes[], others: readonly VisitTimes[]): boolean {
  return (
    some.length === others.length &&
    some.every(({ visit, onsetSec, offsetSec }, index) => {
      const other = others[index]!;
      return visit === other.visit && onsetSec === other.onsetSec && offsetSec === other.offsetSec;
    })
  );
}
