/** Painting cells of the label matrix on or off, or giving them back: along wherever the pointer goes. */
import { paintCells } from '../../shared/document/edits/paint-cells.ts';
import { nearestPart } from './nearest-part.ts';
import type { RollGesture, RollPoint, RollScene } from './roll-gesture.ts';

export type Brush = {
  readonly value: 'on' | 'off' | 'erase';
  /** The least that is painted, seconds: a frame. */
  readonly hopSec: number;
};

/** Every key that the pointer crosses is painted over the stretch in which it was there. */
export function paintGesture(scene: RollScene, start: RollPoint, { value, hopSec }: Brush): RollGesture {
  const rows = new Map<number, { fromSec: number; toSec: number; readonly partId: string }>();
  let last = start;
  cover(start, start);
  return {
    kind: 'edit',
    editAt(point) {
      cover(last, point);
      last = point;
      const strokes = [...rows].map(([pitchMidi, { fromSec, toSec, partId }]) => ({
        partId,
        pitchMidi,
        unit: null,
        fromSec: Math.max(0, fromSec),
        toSec: Math.max(toSec, hopSec),
      }));
      return paintCells(scene.document, strokes, value);
    },
  };

  function cover(from: RollPoint, to: RollPoint): void {
    const steps = Math.max(1, Math.abs(Math.round(to.pitch) - Math.round(from.pitch)));
    for (let step = 0; step <= steps; step++) {
      const share = step / steps;
      const sec = from.sec + (to.sec - from.sec) * share;
      const key = Math.round(from.pitch + (to.pitch - from.pitch) * share);
      if (key < 0 || key > 127) continue;
      const row = rows.get(key) ?? {
        fromSec: sec,
        toSec: sec,
        partId: nearestPart(scene, { sec, pitch: key }),
      };
      row.fromSec = Math.min(row.fromSec, sec - hopSec / 2);
      row.toSec = Math.max(row.toSec, sec + hopSec / 2);
      rows.set(key, row);
    }
  }
}
