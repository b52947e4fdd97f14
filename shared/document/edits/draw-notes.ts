/** New notes: drawn by hand, or copied from others. They are pinned in audio time. */
import { ok } from '../../std/result.ts';
import type { Result } from '../../std/result.ts';
import type { DocumentState } from '../document-state.ts';
import { changeOf } from '../patch.ts';
import type { Change } from '../patch.ts';
import { recordOf } from '../record-table.ts';
import type { AssignmentRecord, ToleranceRecord } from '../records.ts';
import { counted, edit, isNew, refuse } from './edit.ts';
import type { Edit } from './edit.ts';
import { allowedMove } from './move-notes.ts';
import type { NoteMove } from './move-notes.ts';
import { foundVisits, pinTimes, pinned } from './note-visits.ts';
import type { VisitRef } from './note-visits.ts';

export type DrawnNote = {
  readonly id: string;
  readonly partId: string;
  /** As it sounds. */
  readonly pitchMidi: number;
  readonly velocity: number;
  readonly onsetSec: number;
  readonly offsetSec: number;
  /** Where it is put; absent leaves it to the groups' rules. */
  readonly groupId?: string | null;
};

export function drawNote(document: DocumentState, note: DrawnNote): Result<Edit> {
  const fresh = isNew(document, 'notes', note.id);
  return fresh.ok ? edit('Draw a note', newNote(document, note)) : fresh;
}

/**
 * One copy for each sounding, moved as `moveNotes` would. A copy has the group that its original was put
 * into, and its original's own tolerances.
 * @param newIds one for each sounding, in the order of the notes and their visits
 */
export function copyNotes(
  document: DocumentState,
  refs: readonly VisitRef[],
  move: NoteMove,
  newIds: readonly string[],
): Result<Edit> {
  const visits = foundVisits(document, refs);
  if (!visits.ok) return visits;
  const { bySec, bySemitones } = allowedMove(document, visits.value, move);
  const originals = visits.value.flatMap(({ note, soundings }) =>
    soundings.map((sounding) => ({ note, sounding })),
  );
  if (newIds.length !== originals.length || new Set(newIds).size !== newIds.length) {
    return refuse(
      `${counted(originals.length, 'note')} cannot be copied to ${counted(newIds.length, 'id')}.`,
    );
  }
  const changes: Change[] = [];
  for (const [index, { note, sounding }] of originals.entries()) {
    const id = newIds[index]!;
    const fresh = isNew(document, 'notes', id);
    if (!fresh.ok) return fresh;
    const assignment: AssignmentRecord | undefined = recordOf(document.assignments, note.id);
    changes.push(
      ...newNote(document, {
        id,
        partId: note.partId,
        pitchMidi: sounding.pitchMidi + bySemitones,
        velocity: note.velocity,
        onsetSec: sounding.onsetSec + bySec,
        offsetSec: sounding.offsetSec + bySec,
        ...(assignment === undefined ? {} : { groupId: assignment.groupId }),
      }),
      ...sameTolerance(document, note.id, id),
    );
  }
  return ok({ name: `Copy ${counted(originals.length, 'note')}`, patch: changes });
}

function newNote(document: DocumentState, note: DrawnNote): readonly Change[] {
  const { id, partId, pitchMidi, velocity, onsetSec, offsetSec, groupId } = note;
  const pin = pinned(document, id, [pinTimes(1, onsetSec, offsetSec)]);
  return [
    ...changeOf(document, 'notes', id, { id, partId, pitchMidi, velocity, origin: 'drawn', score: null }),
    ...(pin === null ? [] : [pin]),
    ...(groupId === undefined ? [] : changeOf(document, 'assignments', id, { id, groupId })),
  ];
}

function sameTolerance(document: DocumentState, from: string, to: string): readonly Change[] {
  const tolerance: ToleranceRecord | undefined = recordOf(document.tolerances, `note:${from}`);
  const id = `note:${to}`;
  return tolerance === undefined ? [] : changeOf(document, 'tolerances', id, { ...tolerance, id });
}
