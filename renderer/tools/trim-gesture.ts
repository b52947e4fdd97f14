/** Dragging the ends of notes. */
import { trimNotes } from '../../shared/document/edits/trim-notes.ts';
import type { RollNote } from '../canvas/roll-note.ts';
import { grasped, snapped } from './roll-gesture.ts';
import type { RollGesture, RollScene } from './roll-gesture.ts';

export function trimGesture(
  scene: RollScene,
  note: RollNote,
  end: 'start' | 'end',
  startSec: number,
): RollGesture {
  const notes = grasped(scene, note);
  const refs = notes.map(({ noteId, visit }) => ({ noteId, visit }));
  const from = end === 'start' ? note.onsetSec : note.offsetSec;
  return {
    kind: 'edit',
    editAt(point, keys) {
      const to = Math.min(Math.max(snapped(scene, from + point.sec - startSec, keys), 0), scene.lengthSec);
      const bySec = to - from;
      const by = end === 'start' ? { onsetSec: bySec, offsetSec: 0 } : { onsetSec: 0, offsetSec: bySec };
      return trimNotes(scene.document, refs, by);
    },
    selects: notes.map(({ key }) => key),
  };
}
