/** Dragging notes by their bodies: moves them, or copies of them. */
import { copyNotes } from '../../shared/document/edits/draw-notes.ts';
import { moveNotes } from '../../shared/document/edits/move-notes.ts';
import type { RollNote } from '../canvas/roll-note.ts';
import { noteKey } from '../canvas/roll-note.ts';
import { grasped, snapped } from './roll-gesture.ts';
import type { RollGesture, RollPoint, RollScene } from './roll-gesture.ts';

export function moveGesture(
  scene: RollScene,
  note: RollNote,
  start: RollPoint,
  { isCopy }: { readonly isCopy: boolean },
): RollGesture {
  const notes = grasped(scene, note);
  const refs = notes.map(({ noteId, visit }) => ({ noteId, visit }));
  const newIds = isCopy ? notes.map(() => scene.newId()) : [];
  return {
    kind: 'edit',
    editAt(point, keys) {
      const onsetSec = snapped(scene, note.onsetSec + point.sec - start.sec, keys);
      const move = {
        bySec: onsetSec - note.onsetSec,
        bySemitones: Math.round(point.pitch) - Math.round(start.pitch),
      };
      return isCopy ? copyNotes(scene.document, refs, move, newIds) : moveNotes(scene.document, refs, move);
    },
    selects: isCopy ? newIds.map((id) => noteKey(id, 1)) : notes.map(({ key }) => key),
  };
}
