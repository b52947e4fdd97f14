/** Drags on the ruler: anchors, the loop, the playhead. */
import { setLoop } from '../../shared/document/edits/edit-timeline.ts';
import { moveAnchor } from '../../shared/document/edits/move-anchor.ts';
import type { AnchorRecord } from '../../shared/document/records.ts';
import { snapped } from './roll-gesture.ts';
import type { RollGesture, RollScene } from './roll-gesture.ts';

/** The anchor's place in the score stays; the recording's moves under it, and the path up to its neighbours with it. */
export function anchorGesture(scene: RollScene, anchor: AnchorRecord, startSec: number): RollGesture {
  return {
    kind: 'edit',
    editAt(point) {
      return moveAnchor(scene.document, anchor.id, anchor.audioSec + point.sec - startSec);
    },
  };
}

/** A new loop from where the pointer went down, or one end of the old one when it was there. */
export function loopGesture(
  scene: RollScene,
  startSec: number,
  loop: { readonly fromSec: number; readonly toSec: number } | null,
): RollGesture {
  const fixedSec =
    loop !== null && Math.abs(startSec - loop.fromSec) <= scene.reachSec
      ? loop.toSec
      : loop !== null && Math.abs(startSec - loop.toSec) <= scene.reachSec
        ? loop.fromSec
        : null;
  return {
    kind: 'edit',
    editAt(point, keys) {
      const inside = (sec: number): number =>
        Math.min(Math.max(snapped(scene, sec, keys), 0), scene.lengthSec);
      const [a, b] = [fixedSec ?? inside(startSec), inside(point.sec)];
      return setLoop(scene.document, { fromSec: Math.min(a, b), toSec: Math.max(a, b), isOn: true });
    },
  };
}
