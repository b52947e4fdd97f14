/** Where labels and network disagree, note by note, and sound that no label explains. */
import { withAlpha } from './colour-maths.ts';
import { visibleBoxes } from './note-boxes.ts';
import type { NoteBox } from './note-boxes.ts';
import type { RollColours } from './roll-colours.ts';
import type { NoteLayout, RollNote } from './roll-note.ts';
import { pitchToY, timeToX } from './roll-view.ts';
import type { RollView } from './roll-view.ts';
import type { Surface } from './surface.ts';

type Stretch = { readonly fromSec: number; readonly toSec: number };

export type Comparison = {
  /** When a note is active; null for one that was not trained. Itself null before the first training. */
  readonly runsOf: ((note: RollNote) => readonly Stretch[] | null) | null;
  readonly unexplained: readonly (Stretch & { readonly pitchMidi: number })[];
};

const leastMarkPx = 2;

/**
 * An active stretch of a note is filled, the rest of it empty; a note that is never active is crossed out; one that was
 * not trained is dashed. Unexplained sound is a line at its pitch.
 */
export function paintComparison(
  surface: Surface,
  view: RollView,
  layout: NoteLayout,
  { runsOf, unexplained }: Comparison,
  colours: RollColours,
): void {
  const { context, scale } = surface;
  context.fillStyle = colours.warning;
  const height = Math.max(view.pxPerPitch / 3, leastMarkPx);
  for (const { pitchMidi, fromSec, toSec } of unexplained) {
    const x = timeToX(view, fromSec);
    const width = Math.max(timeToX(view, toSec) - x, leastMarkPx);
    if (x < view.widthPx && x + width > 0) {
      context.fillRect(x, pitchToY(view, pitchMidi) - height / 2, width, height);
    }
  }
  if (runsOf === null) return;
  const boxes = visibleBoxes(surface, view, layout).map((box) => ({ box, runs: runsOf(box.note) }));
  context.lineWidth = 1 / scale;
  context.strokeStyle = colours.good;
  context.fillStyle = withAlpha(colours.good, 0.75);
  for (const { box, runs } of boxes) {
    if (runs === null || runs.length === 0) continue;
    outline(surface, box);
    for (const { fromSec, toSec } of runs) {
      const x = timeToX(view, fromSec);
      context.fillRect(x, box.y, Math.max(timeToX(view, toSec) - x, 1), box.height);
    }
  }
  context.strokeStyle = colours.danger;
  context.fillStyle = withAlpha(colours.danger, 0.25);
  for (const { box, runs } of boxes) if (runs?.length === 0) crossOut(surface, box);
  context.strokeStyle = colours.textMuted;
  context.setLineDash([3, 3]);
  for (const { box, runs } of boxes) if (runs === null) outline(surface, box);
  context.setLineDash([]);
}

function outline({ context, scale }: Surface, { x, y, width, height }: NoteBox): void {
  const half = 0.5 / scale;
  context.strokeRect(x + half, y + half, Math.max(width - 2 * half, 1), Math.max(height - 2 * half, 1));
}

function crossOut(surface: Surface, box: NoteBox): void {
  const { context } = surface;
  const { x, y, width, height } = box;
  context.fillRect(x, y, width, height);
  outline(surface, box);
  if (height < 4) return;
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(x + width, y + height);
  context.moveTo(x, y + height);
  context.lineTo(x + width, y);
  context.stroke();
}
