/** Which gesture a press on the roll begins. */
import type { ToolName } from '../../shared/document/session.ts';
import type { NoteHit } from '../canvas/hit-test.ts';
import { drawGesture } from './draw-gesture.ts';
import { lassoGesture, marqueeGesture } from './marquee-gesture.ts';
import { moveGesture } from './move-gesture.ts';
import { paintGesture } from './paint-gesture.ts';
import type { Modifiers, RollGesture, RollPoint, RollScene } from './roll-gesture.ts';
import { toleranceGesture } from './tolerance-gesture.ts';
import { trimGesture } from './trim-gesture.ts';

export type Press = {
  readonly tool: ToolName;
  readonly point: RollPoint;
  readonly keys: Modifiers;
  readonly hit: NoteHit | null;
  /** A frame of the label matrix. */
  readonly hopSec: number;
  /** Rows of units in a lane, where they are shown apart; null where they are not. */
  readonly units: number | null;
  /** Where drawn notes are put; null leaves it to the rules. */
  readonly group: string | null;
};

export function beginRollGesture(scene: RollScene, press: Press): RollGesture {
  const { tool, point, keys, hit, hopSec } = press;
  // Ctrl or Cmd takes the whole class where units are shown.
  const units = keys.mod ? null : press.units;
  switch (tool) {
    case 'paint':
      return paintGesture(scene, point, { value: keys.alt ? 'off' : 'on', hopSec, units });
    case 'erase':
      return paintGesture(scene, point, { value: 'erase', hopSec, units });
    case 'lasso':
      return lassoGesture(point);
    case 'draw':
      return hit !== null && !hit.zone.startsWith('halo')
        ? gestureOfNote(scene, press, hit)
        : drawGesture(scene, point, press.group);
    case 'select':
    case 'tolerance':
    case 'anchor':
      return hit === null
        ? marqueeGesture(scene, point, keys.shift || keys.mod)
        : gestureOfNote(scene, press, hit);
  }
}

function gestureOfNote(scene: RollScene, { tool, point, keys }: Press, { note, zone }: NoteHit): RollGesture {
  switch (zone) {
    case 'body':
      if (tool === 'tolerance') return toleranceGesture(scene, note, nearerSide(note, point), point.sec);
      return moveGesture(scene, note, point, { isCopy: keys.mod });
    case 'start':
    case 'end':
      if (tool === 'tolerance')
        return toleranceGesture(scene, note, zone === 'start' ? 'before' : 'after', point.sec);
      return trimGesture(scene, note, zone, point.sec);
    case 'halo-before':
      return toleranceGesture(scene, note, 'before', point.sec);
    case 'halo-after':
      return toleranceGesture(scene, note, 'after', point.sec);
  }
}

function nearerSide(note: NoteHit['note'], { sec }: RollPoint): 'before' | 'after' {
  return sec - note.onsetSec < note.offsetSec - sec ? 'before' : 'after';
}

export function cursorOf(tool: ToolName, hit: NoteHit | null): string {
  if (tool === 'paint' || tool === 'erase' || tool === 'lasso') return 'crosshair';
  if (hit === null) return tool === 'draw' ? 'crosshair' : 'default';
  if (tool === 'tolerance') return 'ew-resize';
  return hit.zone === 'body' ? 'grab' : hit.zone.startsWith('halo') ? 'col-resize' : 'ew-resize';
}
