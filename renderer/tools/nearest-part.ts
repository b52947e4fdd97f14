/** Whose note something drawn or painted at a place is most likely to be. */
import { orderedParts } from '../../shared/document/note-groups.ts';
import { recordOf } from '../../shared/document/record-table.ts';
import { notesWithin } from '../canvas/roll-note.ts';
import type { RollPoint, RollScene } from './roll-gesture.ts';

/** Notes this far away still say something. */
const reachSec = 8;
/** A semitone counts as much as this many seconds. */
const semitoneSec = 0.25;

/**
 * The part of the selected note, or else of the note that is nearest in time and pitch.
 * @throws RangeError for a document without parts
 */
export function nearestPart(
  { document, layout, selected }: Pick<RollScene, 'document' | 'layout' | 'selected'>,
  at: RollPoint,
): string {
  const { first, end } = notesWithin(layout, at.sec - reachSec, at.sec + reachSec);
  let best: { readonly noteId: string; readonly distance: number } | null = null;
  for (let index = first; index < end; index++) {
    const { key, noteId, onsetSec, offsetSec, pitchMidi } = layout.notes[index]!;
    const apartSec = Math.max(onsetSec - at.sec, at.sec - offsetSec, 0);
    const apart = apartSec + Math.abs(pitchMidi - at.pitch) * semitoneSec;
    const distance = selected.has(key) ? apart - 1e6 : apart;
    if (best === null || distance < best.distance) best = { noteId, distance };
  }
  const note = best === null ? undefined : recordOf(document.notes, best.noteId);
  const partId = note?.partId ?? orderedParts(document)[0]?.id;
  if (partId === undefined) throw new RangeError('expected a document with a part');
  return partId;
}
