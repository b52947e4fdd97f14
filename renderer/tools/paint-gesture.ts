/** Painting cells of the label matrix on or off, or giving them back: along wherever the pointer goes. */
import type { DocumentState } from '../../shared/document/document-state.ts';
import { paintCells } from '../../shared/document/edits/paint-cells.ts';
import { recordOf } from '../../shared/document/record-table.ts';
import { nearestPart } from './nearest-part.ts';
import type { RollGesture, RollPoint, RollScene } from './roll-gesture.ts';

export type Brush = {
  readonly value: 'on' | 'off' | 'erase';
  /** The least that is painted, seconds: a frame. */
  readonly hopSec: number;
  /** Rows of the lane that is painted one by one, P; null paints classes. */
  readonly units: number | null;
};

type Row = {
  readonly partId: string;
  readonly pitchMidi: number;
  readonly unit: number | null;
  fromSec: number;
  toSec: number;
};

/** Every key, or unit of it, that the pointer crosses is painted over the stretch in which it was there. */
export function paintGesture(
  scene: RollScene,
  start: RollPoint,
  { value, hopSec, units }: Brush,
): RollGesture {
  const rows = new Map<string, Row>();
  let last = start;
  cover(start, start);
  return {
    kind: 'edit',
    editAt(point) {
      cover(last, point);
      last = point;
      const strokes = [...rows.values()].map(({ fromSec, toSec, ...row }) => ({
        ...row,
        fromSec: Math.max(0, fromSec),
        toSec: Math.max(toSec, hopSec),
      }));
      return paintCells(scene.document, strokes, value);
    },
  };

  function cover(from: RollPoint, to: RollPoint): void {
    const steps = Math.max(1, Math.ceil(Math.abs(to.pitch - from.pitch) * (units ?? 1)));
    for (let step = 0; step <= steps; step++) {
      const share = step / steps;
      const sec = from.sec + (to.sec - from.sec) * share;
      const pitch = from.pitch + (to.pitch - from.pitch) * share;
      const pitchMidi = Math.round(pitch);
      if (pitchMidi < 0 || pitchMidi > 127) continue;
      const row = rowAt(pitchMidi, unitAt(pitch, units), sec);
      row.fromSec = Math.min(row.fromSec, sec - hopSec / 2);
      row.toSec = Math.max(row.toSec, sec + hopSec / 2);
    }
  }

  function rowAt(pitchMidi: number, unit: number | null, sec: number): Row {
    const key = `${pitchMidi}/${unit ?? ''}`;
    const known = rows.get(key);
    if (known !== undefined) return known;
    const partId = nearestPart(scene, { sec, pitch: pitchMidi });
    const isOfClass =
      value === 'erase' && unit !== null && !isPainted(scene.document, partId, pitchMidi, unit, sec);
    const row = { partId, pitchMidi, unit: isOfClass ? null : unit, fromSec: sec, toSec: sec };
    rows.set(key, row);
    return row;
  }
}

/** The onset is on top of its lane. */
function unitAt(pitch: number, units: number | null): number | null {
  if (units === null) return null;
  const fromTop = Math.round(pitch) + 0.5 - pitch;
  return Math.min(Math.max(Math.floor(fromTop * units), 0), units - 1);
}

/** Whether the unit has paint of its own there: else what is given back is its class's. */
function isPainted(
  { paint }: DocumentState,
  partId: string,
  pitchMidi: number,
  unit: number,
  sec: number,
): boolean {
  const row = recordOf(paint, `${partId}/${pitchMidi}/${unit}`);
  return row?.runs.some(({ fromSec, toSec }) => fromSec <= sec && sec < toSec) ?? false;
}
