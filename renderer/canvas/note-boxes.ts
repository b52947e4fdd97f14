/** Where the notes of a view lie, worked out once for everything that is drawn of them. */
import { notesWithin } from './roll-note.ts';
import type { NoteLayout, RollNote } from './roll-note.ts';
import { bottomPitch, pitchToY, timeToX, xToTime } from './roll-view.ts';
import type { RollView } from './roll-view.ts';
import { crisp } from './surface.ts';
import type { RectangleSurface } from './surface.ts';

export type NoteBox = {
  readonly note: RollNote;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** Notes narrower than this are seen as marks, not as lengths. */
const leastWidthPx = 2;

/** Tall enough to be seen, apart from its neighbours where there is room. */
export function noteBox(surface: Pick<RectangleSurface, 'scale'>, view: RollView, note: RollNote): NoteBox {
  const x = crisp(surface, timeToX(view, note.onsetSec));
  const y = crisp(surface, pitchToY(view, note.pitchMidi + 0.5));
  const right = crisp(surface, timeToX(view, note.offsetSec));
  const gap = view.pxPerPitch >= 6 ? 1 : 0;
  const height = crisp(surface, pitchToY(view, note.pitchMidi - 0.5)) - y - gap;
  return { note, x, y, width: Math.max(right - x, leastWidthPx), height: Math.max(height, 1) };
}

/** The stretch of the layout's notes that is painted. Marks and brackets are wider than what they stand for. */
export function notesBetween(
  { fromPx, toPx }: Pick<RectangleSurface, 'fromPx' | 'toPx'>,
  view: RollView,
  layout: NoteLayout,
): { readonly first: number; readonly end: number } {
  return notesWithin(layout, xToTime(view, fromPx - leastWidthPx), xToTime(view, toPx + leastWidthPx));
}

/**
 * Of the notes that are painted. Marks that would begin on a mark of the same key and group are left out, so that a
 * whole opera costs no more than the screen has room for. Cost O(notes between the view's times).
 */
export function visibleBoxes(
  surface: Pick<RectangleSurface, 'scale' | 'fromPx' | 'toPx'>,
  view: RollView,
  layout: NoteLayout,
): readonly NoteBox[] {
  const { first, end } = notesBetween(surface, view, layout);
  const lowest = bottomPitch(view) - 0.5;
  const highest = view.topPitch + 0.5;
  const boxes: NoteBox[] = [];
  const covered = new Map<number, number>();
  for (let index = first; index < end; index++) {
    const note = layout.notes[index]!;
    if (note.pitchMidi < lowest || note.pitchMidi > highest) continue;
    const box = noteBox(surface, view, note);
    if (box.width <= leastWidthPx) {
      const lane = note.pitchMidi * 1000 + note.group;
      if (box.x < (covered.get(lane) ?? -Infinity)) continue;
      covered.set(lane, box.x + box.width);
    }
    boxes.push(box);
  }
  return boxes;
}
