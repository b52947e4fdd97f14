/** Drawing a note: from where the pointer goes down to where it is released. */
import { drawNote } from '../../shared/document/edits/draw-notes.ts';
import { noteKey } from '../canvas/roll-note.ts';
import { nearestPart } from './nearest-part.ts';
import { snapped } from './roll-gesture.ts';
import type { RollGesture, RollPoint, RollScene } from './roll-gesture.ts';

const leastSec = 0.03;
const velocity = 80;
const noKeys = { shift: false, alt: false, mod: false };

/** @param group where the note is put; null leaves it to the rules */
export function drawGesture(scene: RollScene, start: RollPoint, group: string | null): RollGesture {
  const id = scene.newId();
  const pitchMidi = Math.min(Math.max(Math.round(start.pitch), 0), 127);
  const onset = Math.min(Math.max(snapped(scene, start.sec, noKeys), 0), scene.lengthSec - leastSec);
  const partId = nearestPart(scene, { sec: onset, pitch: pitchMidi });
  return {
    kind: 'edit',
    editAt(point, keys) {
      const end = Math.min(snapped(scene, point.sec, keys), scene.lengthSec);
      return drawNote(scene.document, {
        id,
        partId,
        pitchMidi,
        velocity,
        onsetSec: onset,
        offsetSec: Math.max(end, onset + leastSec),
        ...(group === null ? {} : { groupId: group }),
      });
    },
    selects: [noteKey(id, 1)],
  };
}
