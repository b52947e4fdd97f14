/** What changes while one works: selection, what is hovered, the marquee, the lasso. */
import { noteBox } from './paint-notes.ts';
import type { NoteHit, RollRectangle } from './hit-test.ts';
import { withAlpha } from './colour-maths.ts';
import type { RollColours } from './roll-colours.ts';
import type { NoteLayout, RollNote } from './roll-note.ts';
import { notesWithin } from './roll-note.ts';
import { endSec, pitchToY, timeToX } from './roll-view.ts';
import type { RollView } from './roll-view.ts';
import { crisp } from './surface.ts';
import type { Surface } from './surface.ts';

export function paintSelection(
  surface: Surface,
  view: RollView,
  layout: NoteLayout,
  selected: ReadonlySet<string>,
  colours: RollColours,
): void {
  if (selected.size === 0) return;
  const { context } = surface;
  const { first, end } = notesWithin(layout, view.startSec, endSec(view));
  const shade = withAlpha(colours.selection, 0.25);
  context.strokeStyle = colours.selection;
  context.lineWidth = 1.5;
  for (let index = first; index < end; index++) {
    const note = layout.notes[index]!;
    if (!selected.has(note.key)) continue;
    const { x, y, width, height } = noteBox(surface, view, note);
    context.fillStyle = shade;
    context.fillRect(x, y, width, height);
    context.strokeRect(x + 0.5, y + 0.5, Math.max(width - 1, 1), Math.max(height - 1, 1));
    paintHaloEdges(surface, view, note, colours);
  }
}

export function paintHover(surface: Surface, view: RollView, hit: NoteHit, colours: RollColours): void {
  const { context } = surface;
  const { x, y, width, height } = noteBox(surface, view, hit.note);
  context.strokeStyle = withAlpha(colours.selection, 0.7);
  context.lineWidth = 1;
  context.strokeRect(x - 0.5, y - 0.5, width + 1, height + 1);
  context.fillStyle = colours.selection;
  if (hit.zone === 'start') context.fillRect(x, y, 2, height);
  if (hit.zone === 'end') context.fillRect(x + width - 2, y, 2, height);
  if (hit.zone.startsWith('halo')) paintHaloEdges(surface, view, hit.note, colours);
}

/** Brackets at the two outer edges of a note's halo. */
function paintHaloEdges(surface: Surface, view: RollView, note: RollNote, colours: RollColours): void {
  const { context } = surface;
  const { y, height } = noteBox(surface, view, note);
  context.fillStyle = colours.selection;
  const ends = [
    { sec: note.onsetSec - note.beforeSec, isShown: note.beforeSec * view.pxPerSec > 3, inwards: 1 },
    { sec: note.offsetSec + note.afterSec, isShown: note.afterSec * view.pxPerSec > 3, inwards: -1 },
  ];
  for (const { sec, isShown, inwards } of ends) {
    if (!isShown) continue;
    const x = crisp(surface, timeToX(view, sec));
    context.fillRect(x - 0.5, y, 1, height);
    context.fillRect(inwards > 0 ? x : x - 3, y, 3, 1);
    context.fillRect(inwards > 0 ? x : x - 3, y + height - 1, 3, 1);
  }
}

export function paintMarquee(
  surface: Surface,
  view: RollView,
  { fromSec, toSec, lowMidi, highMidi }: RollRectangle,
  colours: RollColours,
): void {
  const { context } = surface;
  const x = timeToX(view, fromSec);
  const y = pitchToY(view, highMidi);
  const width = timeToX(view, toSec) - x;
  const height = pitchToY(view, lowMidi) - y;
  context.fillStyle = withAlpha(colours.accent, 0.14);
  context.fillRect(x, y, width, height);
  context.strokeStyle = colours.accent;
  context.lineWidth = 1;
  context.strokeRect(Math.round(x) + 0.5, Math.round(y) + 0.5, Math.round(width), Math.round(height));
}

export function paintLasso(
  surface: Surface,
  view: RollView,
  corners: readonly (readonly [atSec: number, pitchMidi: number])[],
  colour: string,
): void {
  const { context } = surface;
  context.beginPath();
  for (const [sec, pitch] of corners) context.lineTo(timeToX(view, sec), pitchToY(view, pitch));
  context.closePath();
  context.fillStyle = withAlpha(colour, 0.18);
  context.fill();
  context.strokeStyle = colour;
  context.lineWidth = 1.5;
  context.setLineDash([5, 3]);
  context.stroke();
  context.setLineDash([]);
}
