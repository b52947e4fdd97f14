/** Notes in the colours of their groups, with what they say about themselves. */
import { mixed, withAlpha } from './colour-maths.ts';
import { notesBetween, visibleBoxes } from './note-boxes.ts';
import type { NoteBox } from './note-boxes.ts';
import type { RollColours } from './roll-colours.ts';
import type { NoteLayout } from './roll-note.ts';
import type { RollView } from './roll-view.ts';
import { sharedWithin } from './shared-notes.ts';
import type { RectangleSurface } from './surface.ts';

export type NoteStyle = {
  /** Colours of the groups in their order. */
  readonly groups: readonly string[];
  readonly colours: RollColours;
  /** Groups that do not sound at the moment are drawn faintly; null where all do. */
  readonly audible: ReadonlySet<number> | null;
  readonly showsHalos: boolean;
};

/** Confidence in steps, so that notes of one step are drawn with one style. */
const steps = 4;
/** A narrower halo says nothing that the note does not. */
const leastHaloPx = 3;
/** Lanes lower than this have no room for more than the note's colour. */
const leastDetailPx = 5;
/** Beyond this many notes nobody sees which of them are shared. */
const mostShared = 2000;

/** @returns how many notes were drawn */
export function paintNotes(
  surface: RectangleSurface,
  view: RollView,
  layout: NoteLayout,
  style: NoteStyle,
): number {
  const boxes = visibleBoxes(surface, view, layout);
  for (const [key, own] of buckets(boxes)) {
    const group = Math.floor(key / (steps + 1)) - 1;
    const confidence = (key % (steps + 1)) / steps;
    const colour = colourOf(style, group);
    const isFaint = style.audible !== null && !style.audible.has(group);
    if (style.showsHalos) paintHalos(surface, view, own, withAlpha(colour, isFaint ? 0.08 : 0.22));
    paintBodies(surface, view, own, colour, confidence, isFaint, style.colours);
  }
  if (view.pxPerPitch >= leastDetailPx && boxes.length <= mostShared) {
    paintShared(surface, view, layout, boxes, style);
  }
  return boxes.length;
}

function buckets(boxes: readonly NoteBox[]): ReadonlyMap<number, readonly NoteBox[]> {
  const found = new Map<number, NoteBox[]>();
  for (const box of boxes) {
    const key = (box.note.group + 1) * (steps + 1) + Math.round(box.note.confidence * steps);
    const bucket = found.get(key);
    if (bucket === undefined) found.set(key, [box]);
    else bucket.push(box);
  }
  return found;
}

function colourOf({ groups, colours }: Pick<NoteStyle, 'groups' | 'colours'>, group: number): string {
  return groups[group] ?? colours.noGroup;
}

function paintBodies(
  { context }: RectangleSurface,
  view: RollView,
  boxes: readonly NoteBox[],
  colour: string,
  confidence: number,
  isFaint: boolean,
  { ground }: RollColours,
): void {
  const full = isFaint ? mixed(colour, ground, 0.65) : colour;
  context.fillStyle = full;
  for (const { x, y, width, height } of boxes) context.fillRect(x, y, width, height);
  if (view.pxPerPitch < leastDetailPx) return;
  // An uncertain note is a hollow one: its edge stays, its inside goes.
  if (confidence < 1) {
    context.fillStyle = mixed(full, ground, 0.75 * (1 - confidence));
    for (const { x, y, width, height } of boxes) {
      if (width > 5) context.fillRect(x + 2, y + 1, width - 3, height - 2);
    }
  }
  // The onset is what counts most: it is marked in every note that is wide enough.
  context.fillStyle = mixed(full, ground, 0.45);
  for (const { note, x, y, width, height } of boxes) {
    if (width > 8) context.fillRect(x + width - 1, y, 1, height);
    if (note.isPinned && width > 10 && height > 6) context.fillRect(x + 4, y + height / 2 - 1.5, 3, 3);
  }
}

function paintHalos(
  { context }: RectangleSurface,
  view: RollView,
  boxes: readonly NoteBox[],
  colour: string,
): void {
  context.fillStyle = colour;
  for (const { note, x, y, width, height } of boxes) {
    const before = note.beforeSec * view.pxPerSec;
    const after = note.afterSec * view.pxPerSec;
    if (before >= leastHaloPx) context.fillRect(x - before, y, before, height);
    if (after >= leastHaloPx) context.fillRect(x + width, y, after, height);
  }
}

/** A unison has the other group's colour along its foot. */
function paintShared(
  surface: RectangleSurface,
  view: RollView,
  layout: NoteLayout,
  boxes: readonly NoteBox[],
  style: NoteStyle,
): void {
  const { first, end } = notesBetween(surface, view, layout);
  const shared = sharedWithin(layout, first, end);
  if (shared.size === 0) return;
  const { context } = surface;
  for (const { note, x, y, width, height } of boxes) {
    const other = shared.get(note);
    if (other === undefined || width < 4 || style.audible?.has(note.group) === false) continue;
    const foot = Math.max(Math.round(height / 3), 1);
    context.fillStyle = style.colours.ground;
    context.fillRect(x, y + height - foot - 1, width, 1);
    context.fillStyle = colourOf(style, other);
    context.fillRect(x, y + height - foot, width, foot);
  }
}
