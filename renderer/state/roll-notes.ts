/** The notes of a document as the roll shows them, kept up with its edits. */
import { layOut, noteKey, replaceNotes } from '../canvas/roll-note.ts';
import type { NoteLayout, RollNote } from '../canvas/roll-note.ts';
import { decayLookup } from '../../shared/document/decay-lookup.ts';
import type { DocumentState } from '../../shared/document/document-state.ts';
import { effectiveTolerance, methodTolerance } from '../../shared/document/effective-tolerance.ts';
import type { AutoTolerance } from '../../shared/document/effective-tolerance.ts';
import { groupLookup, orderedGroups } from '../../shared/document/note-groups.ts';
import { soundingEndSec, soundingLookup } from '../../shared/document/note-times.ts';
import type { Patch } from '../../shared/document/patch.ts';
import { recordOf, recordsOf } from '../../shared/document/record-table.ts';
import type { NoteRecord, PinRecord } from '../../shared/document/records.ts';
import type { LabelSettings } from '../../shared/labels/label-settings.ts';
import { touchedNotes } from './touched-notes.ts';

/** How far labels reach where nobody said anything. */
export type LabelBasis = { readonly settings: LabelSettings; readonly auto?: AutoTolerance };

/** Cost O(notes log notes). */
export function rollNotes(document: DocumentState, basis: LabelBasis): NoteLayout {
  const soundings = noteLookup(document, basis);
  return layOut([...recordsOf(document.notes)].flatMap(soundings));
}

/** After a patch that made `document`. Cost O(notes), little where pins move, and O(notes log notes) for what concerns all. */
export function followRollNotes(
  layout: NoteLayout,
  document: DocumentState,
  patch: Patch,
  basis: LabelBasis,
): NoteLayout {
  const moved = movedPins(patch);
  if (moved !== null) return layOut(layout.notes.map((note) => movedNote(note, moved.get(note.noteId))));
  const touched = touchedNotes(patch);
  if (touched === 'all') return rollNotes(document, basis);
  if (touched.size === 0) return layout;
  const soundings = noteLookup(document, basis);
  const fresh = [...touched].flatMap((id) => {
    const note = recordOf(document.notes, id);
    return note === undefined ? [] : soundings(note);
  });
  return replaceNotes(layout, touched, fresh);
}

/** Pins by their notes' ids, of a patch that does nothing but move what is pinned already; otherwise null. */
function movedPins(patch: Patch): ReadonlyMap<string, PinRecord> | null {
  const moved = new Map<string, PinRecord>();
  for (const { table, id, before, after } of patch) {
    if (table !== 'pins' || before === null || after === null) return null;
    const { visits } = before;
    if (visits.length !== after.visits.length) return null;
    if (visits.some(({ visit }, index) => visit !== after.visits[index]!.visit)) return null;
    moved.set(id, after);
  }
  return moved;
}

function movedNote(note: RollNote, pins: PinRecord | undefined): RollNote {
  const pin = pins?.visits.find(({ visit }) => visit === note.visit);
  if (pin === undefined) return note;
  const { key, noteId, visit, pitchMidi, confidence, isPinned, group, beforeSec, afterSec } = note;
  const { onsetSec } = pin;
  const offsetSec = soundingEndSec(pin);
  // Field by field: thousands of notes are moved at every step of a drag.
  return {
    key,
    noteId,
    visit,
    pitchMidi,
    onsetSec,
    offsetSec,
    confidence,
    isPinned,
    group,
    beforeSec,
    afterSec,
  };
}

function noteLookup(
  document: DocumentState,
  { settings, auto = methodTolerance }: LabelBasis,
): (note: NoteRecord) => RollNote[] {
  const soundings = soundingLookup(document);
  const groupOf = groupLookup(document);
  const decays = decayLookup(document);
  const indexOf = new Map(orderedGroups(document).map(({ id }, index) => [id, index]));
  return (note) => {
    const groupId = groupOf(note);
    return soundings(note).map(({ visit, pitchMidi, onsetSec, offsetSec, confidence, from }) => {
      const { toleranceOnsetSec: onset, toleranceSustainSec: sustain } = effectiveTolerance(
        document,
        note.id,
        groupId,
        auto({ confidence, decays: decays(note.partId) }, settings),
      );
      return {
        key: noteKey(note.id, visit),
        noteId: note.id,
        visit,
        pitchMidi,
        onsetSec,
        offsetSec,
        confidence: confidence ?? 1,
        isPinned: from === 'person',
        group: indexOf.get(groupId ?? '') ?? -1,
        beforeSec: Math.max(onset.before, sustain.before),
        afterSec: sustain.after,
      };
    });
  };
}
