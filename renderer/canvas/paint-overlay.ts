/** What changes while one works: selection, what is hovered, the marquee, the lasso. */
import { noteBox, visibleBoxes } from './note-boxes.ts';
import type { NoteBox } from './note-boxes.ts';
import type { NoteHit, RollRectangle } from './hit-test.ts';
import { withAlpha } from './colour-maths.ts';
import type { RollColours } from './roll-colours.ts';
import type { NoteLayout } from './roll-note.ts';
import { pitchToY, timeToX } from './roll-view.ts';
import type { RollView } from './roll-view.ts';
import { crisp } from './surface.ts';
import type { RectangleSurface, Surface } from './surface.ts';

/** A narrower halo has no room for brackets. */
const leastBracketPx = 3;

export function paintSelection(
  surface: RectangleSurface,
  view: RollView,
  layout: NoteLayout,
  selected: ReadonlySet<string>,
  colours: RollColours,
): void {
  if (selected.size === 0) return;
  const { context } = surface;
  const boxes = visibleBoxes(surface, view, layout).filter(({ note }) => selected.has(note.key));
  context.fillStyle = withAlpha(colours.selection, 0.25);
  for (const { x, y, width, height } of boxes) context.fillRect(x, y, width, height);
  context.fillStyle = colours.selection;
  const edge = view.pxPerPitch >= 16 ? 2 : 1;
  for (const { x, y, width, height } of boxes) {
    context.fillRect(x, y, width, edge);
    context.fillRect(x, y + height - edge, width, edge);
    context.fillRect(x, y + edge, edge, height - 2 * edge);
    context.fillRect(x + width - edge, y + edge, edge, height - 2 * edge);
  }
  for (const box of boxes) paintHaloEdges(surface, view, box);
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
  if (hit.zone.startsWith('halo')) paintHaloEdges(surface, view, noteBox(surface, view, hit.note));
}

/** Brackets at the two outer edges of a note's halo, in the colour that is set. */
function paintHaloEdges(surface: RectangleSurface, view: RollView, { note, y, height }: NoteBox): void {
  const { context } = surface;
  if (note.beforeSec * view.pxPerSec > leastBracketPx) {
    const x = crisp(surface, timeToX(view, note.onsetSec - note.beforeSec));
    context.fillRect(x - 0.5, y, 1, height);
    context.fillRect(x, y, 3, 1);
    context.fillRect(x, y + height - 1, 3, 1);
  }
  if (note.afterSec * view.pxPerSec > leastBracketPx) {
    const x = crisp(surface, timeToX(view, note.offsetSec + note.afterSec));
    context.fillRect(x - 0.5, y, 1, height);
    context.fillRect(x - 3, y, 3, 1);
    context.fillRect(x - 3, y + height - 1, 3, 1);
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
