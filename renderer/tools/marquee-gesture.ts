/** Selecting by a rectangle, and handing a region over by a lasso. */
import { notesInRectangle, rectangleBetween } from '../canvas/hit-test.ts';
import type { RollGesture, RollPoint, RollScene } from './roll-gesture.ts';

/** @param isAdding what was selected stays so */
export function marqueeGesture(scene: RollScene, start: RollPoint, isAdding: boolean): RollGesture {
  return {
    kind: 'select',
    rectangleAt: (point) => rectangleBetween(start, point),
    selectionAt(point) {
      const inside = notesInRectangle(scene.layout, rectangleBetween(start, point)).map(({ key }) => key);
      return new Set(isAdding ? [...scene.selected, ...inside] : inside);
    },
  };
}

/** Corners closer than this, seconds and semitones, are one. */
const apart = { sec: 0.02, pitch: 0.5 };
const mostCorners = 200;

export function lassoGesture(start: RollPoint): RollGesture {
  const corners: (readonly [number, number])[] = [[start.sec, start.pitch]];
  return {
    kind: 'lasso',
    cornersAt({ sec, pitch }) {
      const [lastSec, lastPitch] = corners.at(-1)!;
      const isFar = Math.abs(sec - lastSec) > apart.sec || Math.abs(pitch - lastPitch) > apart.pitch;
      if (isFar && corners.length < mostCorners) corners.push([sec, pitch]);
      return corners;
    },
  };
}
