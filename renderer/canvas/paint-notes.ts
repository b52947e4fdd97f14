/** Notes in the colours of their groups, with what they say about themselves. */
import type { NoteLayout, RollNote } from './roll-note.ts';
import { notesWithin } from './roll-note.ts';
import { mixed, withAlpha } from './colour-maths.ts';
import type { RollColours } from './roll-colours.ts';
import { endSec, pitchToY, timeToX } from './roll-view.ts';
import type { RollView } from './roll-view.ts';
import { crisp } from './surface.ts';
import type { Surface } from './surface.ts';

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
const leastHaloPx = 1.5;

/** @returns how many notes were drawn */
export function paintNotes(surface: Surface, view: RollView, layout: NoteLayout, style: NoteStyle): number {
  const { first, end } = notesWithin(layout, view.startSec, endSec(view));
  const buckets = new Map<number, RollNote[]>();
  const lowest = view.topPitch - view.heightPx / view.pxPerPitch - 0.5;
  const highest = view.topPitch + 0.5;
  let count = 0;
  for (let index = first; index < end; index++) {
    const note = layout.notes[index]!;
    if (note.pitchMidi < lowest || note.pitchMidi > highest) continue;
    const key = (note.group + 1) * (steps + 1) + Math.round(note.confidence * steps);
    const bucket = buckets.get(key);
    if (bucket === undefined) buckets.set(key, [note]);
    else bucket.push(note);
    count += 1;
  }
  for (const [key, notes] of buckets) {
    const group = Math.floor(key / (steps + 1)) - 1;
    const confidence = (key % (steps + 1)) / steps;
    const colour = colourOf(style, group);
    const isFaint = style.audible !== null && !style.audible.has(group);
    if (style.showsHalos) paintHalos(surface, view, notes, withAlpha(colour, isFaint ? 0.08 : 0.22));
    paintBodies(surface, view, notes, colour, confidence, isFaint, style.colours);
  }
  return count;
}

function colourOf({ groups, colours }: Pick<NoteStyle, 'groups' | 'colours'>, group: number): string {
  return groups[group] ?? colours.noGroup;
}

/** Tall enough to be seen, apart from its neighbours where there is room. */
export function noteBox(
  surface: Pick<Surface, 'scale'>,
  view: RollView,
  note: Pick<RollNote, 'pitchMidi' | 'onsetSec' | 'offsetSec'>,
): { readonly x: number; readonly y: number; readonly width: number; readonly height: number } {
  const x = crisp(surface, timeToX(view, note.onsetSec));
  const y = crisp(surface, pitchToY(view, note.pitchMidi + 0.5));
  const right = crisp(surface, timeToX(view, note.offsetSec));
  const gap = view.pxPerPitch >= 6 ? 1 : 0;
  const height = crisp(surface, pitchToY(view, note.pitchMidi - 0.5)) - y - gap;
  return { x, y, width: Math.max(right - x, 2), height: Math.max(height, 1) };
}

function paintBodies(
  surface: Surface,
  view: RollView,
  notes: readonly RollNote[],
  colour: string,
  confidence: number,
  isFaint: boolean,
  { ground }: RollColours,
): void {
  const { context } = surface;
  const full = isFaint ? mixed(colour, ground, 0.65) : colour;
  // An uncertain note is a hollow one: its edge stays, its inside goes.
  const isHollow = confidence < 1 && view.pxPerPitch >= 5;
  context.fillStyle = full;
  for (const note of notes) {
    const { x, y, width, height } = noteBox(surface, view, note);
    context.fillRect(x, y, width, height);
  }
  if (isHollow) {
    context.fillStyle = mixed(full, ground, 0.75 * (1 - confidence));
    for (const note of notes) {
      const { x, y, width, height } = noteBox(surface, view, note);
      if (width > 5) context.fillRect(x + 2, y + 1, width - 3, height - 2);
    }
  }
  // The onset is what counts most: it is marked in every note that is wide enough.
  if (view.pxPerPitch < 5) return;
  context.fillStyle = mixed(full, ground, 0.45);
  for (const note of notes) {
    const { x, y, width, height } = noteBox(surface, view, note);
    if (width > 8) context.fillRect(x + width - 1, y, 1, height);
    if (note.isPinned && width > 10 && height > 6) context.fillRect(x + 4, y + height / 2 - 1.5, 3, 3);
  }
}

function paintHalos(surface: Surface, view: RollView, notes: readonly RollNote[], colour: string): void {
  const { context } = surface;
  context.fillStyle = colour;
  for (const note of notes) {
    const { x, y, width, height } = noteBox(surface, view, note);
    const before = note.beforeSec * view.pxPerSec;
    const after = note.afterSec * view.pxPerSec;
    if (before >= leastHaloPx) context.fillRect(x - before, y, before, height);
    if (after >= leastHaloPx) context.fillRect(x + width, y, after, height);
  }
}
