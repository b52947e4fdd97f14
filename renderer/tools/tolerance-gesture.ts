/** Dragging the halo of notes: how far their labels reach before and after them. */
import { setTolerance } from '../../shared/document/edits/set-tolerance.ts';
import type { RollNote } from '../canvas/roll-note.ts';
import { grasped } from './roll-gesture.ts';
import type { RollGesture, RollScene } from './roll-gesture.ts';

/** Wider than any alignment's error. */
const mostSec = 5;

/**
 * All grasped notes get the same tolerance. Before a note it is that of onset and sustain alike, since both
 * may begin there; after it that of the sustain.
 */
export function toleranceGesture(
  scene: RollScene,
  note: RollNote,
  side: 'before' | 'after',
  startSec: number,
): RollGesture {
  const notes = grasped(scene, note);
  const ids = [...new Set(notes.map(({ noteId }) => noteId))];
  return {
    kind: 'edit',
    editAt(point) {
      const bySec = point.sec - startSec;
      const asked = side === 'before' ? note.beforeSec - bySec : note.afterSec + bySec;
      const sec = Math.round(Math.min(Math.max(asked, 0), mostSec) * 1000) / 1000;
      const sides =
        side === 'before' ? { onsetBeforeSec: sec, sustainBeforeSec: sec } : { sustainAfterSec: sec };
      return setTolerance(scene.document, { kind: 'notes', ids }, sides);
    },
    selects: notes.map(({ key }) => key),
  };
}
