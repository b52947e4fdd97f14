/** Edits of notes: their tolerances, times, pitches, groups, and labels painted by hand. */
import { deleteNotes } from '../../../../shared/document/edits/delete-notes.ts';
import { drawNote } from '../../../../shared/document/edits/draw-notes.ts';
import type { DrawnNote } from '../../../../shared/document/edits/draw-notes.ts';
import { assignNotes } from '../../../../shared/document/edits/edit-groups.ts';
import { moveNotes } from '../../../../shared/document/edits/move-notes.ts';
import type { VisitRef } from '../../../../shared/document/edits/note-visits.ts';
import { paintCells } from '../../../../shared/document/edits/paint-cells.ts';
import type { PaintStroke } from '../../../../shared/document/edits/paint-cells.ts';
import { setTolerance } from '../../../../shared/document/edits/set-tolerance.ts';
import type { ToleranceSides } from '../../../../shared/document/edits/set-tolerance.ts';
import { setNoteTimes, trimNotes, unpinNotes } from '../../../../shared/document/edits/trim-notes.ts';
import {
  aName,
  anId,
  pitch,
  seconds,
  toleranceSec,
} from '../../../../shared/document/shapes/common-shapes.ts';
import {
  listOf,
  numberIn,
  objectOf,
  oneOf,
  optional,
  orNull,
  wholeIn,
} from '../../../../shared/std/shape.ts';
import { allOf, freshId, groupId, someIds, someNames, verb } from './verb.ts';

const side = optional(orNull(toleranceSec));
const sides = { onsetBeforeSec: side, onsetAfterSec: side, sustainBeforeSec: side, sustainAfterSec: side };

/** Every time that the notes sound. */
function visitsOf(notes: readonly string[]): VisitRef[] {
  return notes.map((noteId) => ({ noteId, visit: null }));
}

export const noteVerbs = [
  verb<ToleranceSides & { groups?: readonly string[]; notes?: readonly string[] }>(
    'tolerance',
    { ...sides, groups: optional(someNames), notes: optional(someIds) },
    (document, { groups, notes, ...given }) => {
      if (notes !== undefined) return setTolerance(document, { kind: 'notes', ids: notes }, given);
      if (groups === undefined) return setTolerance(document, { kind: 'global' }, given);
      const ids = allOf(groups.map((group) => groupId(document, group)));
      return ids.ok ? setTolerance(document, { kind: 'groups', ids: ids.value }, given) : ids;
    },
  ),
  verb<{ notes: readonly string[]; bySec?: number; bySemitones?: number }>(
    'move',
    { notes: someIds, bySec: optional(seconds), bySemitones: optional(wholeIn(-127, 127)) },
    (document, { notes, bySec = 0, bySemitones = 0 }) =>
      moveNotes(document, visitsOf(notes), { bySec, bySemitones }),
  ),
  verb<{ notes: readonly string[]; onsetSec?: number; offsetSec?: number }>(
    'times',
    { notes: someIds, onsetSec: optional(seconds), offsetSec: optional(seconds) },
    (document, { notes, onsetSec, offsetSec }) =>
      setNoteTimes(document, visitsOf(notes), {
        ...(onsetSec === undefined ? {} : { onsetSec }),
        ...(offsetSec === undefined ? {} : { offsetSec }),
      }),
  ),
  verb<{ notes: readonly string[]; onsetSec?: number; offsetSec?: number }>(
    'trim',
    { notes: someIds, onsetSec: optional(seconds), offsetSec: optional(seconds) },
    (document, { notes, onsetSec = 0, offsetSec = 0 }) =>
      trimNotes(document, visitsOf(notes), { onsetSec, offsetSec }),
  ),
  verb<{ notes: readonly string[] }>('delete', { notes: someIds }, (document, { notes }) =>
    deleteNotes(document, visitsOf(notes)),
  ),
  verb<{ notes: readonly string[] }>('unpin', { notes: someIds }, (document, { notes }) =>
    unpinNotes(document, notes),
  ),
  verb<Omit<DrawnNote, 'id' | 'velocity' | 'groupId'> & { id?: string; velocity?: number; group?: string }>(
    'draw',
    {
      id: optional(anId),
      partId: anId,
      pitchMidi: pitch,
      velocity: optional(wholeIn(1, 127)),
      onsetSec: seconds,
      offsetSec: seconds,
      group: optional(aName),
    },
    (document, { id, partId, pitchMidi, velocity = 64, onsetSec, offsetSec, group }) => {
      const note = {
        id: id ?? freshId(document, 'notes', 'd'),
        partId,
        pitchMidi,
        velocity,
        onsetSec,
        offsetSec,
      };
      if (group === undefined) return drawNote(document, note);
      const found = groupId(document, group);
      return found.ok ? drawNote(document, { ...note, groupId: found.value }) : found;
    },
  ),
  verb<{ notes: readonly string[]; to: string }>(
    'assign',
    { notes: someIds, to: aName },
    (document, { notes, to }) => {
      if (to === 'rest' || to === 'rule') return assignNotes(document, notes, to);
      const found = groupId(document, to);
      return found.ok ? assignNotes(document, notes, found.value) : found;
    },
  ),
  verb<{ value: 'on' | 'off' | 'erase'; strokes: readonly PaintStroke[] }>(
    'paint',
    {
      value: oneOf(['on', 'off', 'erase']),
      strokes: listOf(
        objectOf<PaintStroke>({
          partId: anId,
          pitchMidi: pitch,
          unit: orNull(wholeIn(0, 15)),
          fromSec: numberIn(0, 1e6),
          toSec: numberIn(0, 1e6),
        }),
        100_000,
        1,
      ),
    },
    (document, { value, strokes }) => paintCells(document, strokes, value),
  ),
];
