/** Where labels and network disagree, note by note, and sound that no label explains. */
import { withAlpha } from './colour-maths.ts';
import { visibleBoxes } from './note-boxes.ts';
import type { NoteBox } from './note-boxes.ts';
import type { RollColours } from './roll-colours.ts';
import type { NoteLayout } from './roll-note.ts';
import { pitchToY, timeToX } from './roll-view.ts';
import type { RollView } from './roll-view.ts';
import type { PixelSurface } from './surface.ts';

type Stretch = { readonly fromSec: number; readonly toSec: number };

/** Plain data. */
export type Comparison = {
  /** When notes are active, by their keys; null for one that was not trained. Itself null before the first training. */
  readonly runs: ReadonlyMap<string, readonly Stretch[] | null> | null;
  readonly unexplained: readonly (Stretch & { readonly pitchMidi: number })[];
};

const leastMarkPx = 2;
const dashPx = 3;

/**
 * An active stretch of a note is filled, the rest of it empty; a note that is never active is crossed out; one that was
 * not trained is dashed. Unexplained sound is a line at its pitch.
 */
export function paintComparison(
  surface: PixelSurface,
  view: RollView,
  layout: NoteLayout,
  { runs: runsByKey, unexplained }: Comparison,
  colours: RollColours,
): void {
  const { context } = surface;
  context.fillStyle = colours.warning;
  const height = Math.max(view.pxPerPitch / 3, leastMarkPx);
  for (const { pitchMidi, fromSec, toSec } of unexplained) {
    const x = timeToX(view, fromSec);
    const width = Math.max(timeToX(view, toSec) - x, leastMarkPx);
    if (x < view.widthPx && x + width > 0) {
      context.fillRect(x, pitchToY(view, pitchMidi) - height / 2, width, height);
    }
  }
  if (runsByKey === null) return;
  const boxes = visibleBoxes(surface, view, layout).map((box) => ({
    box,
    runs: runsByKey.get(box.note.key) ?? null,
  }));
  const active = boxes.filter(({ runs }) => runs !== null && runs.length > 0);
  context.fillStyle = withAlpha(colours.good, 0.75);
  for (const { box, runs } of active) {
    for (const { fromSec, toSec } of runs!) {
      const x = timeToX(view, fromSec);
      context.fillRect(x, box.y, Math.max(timeToX(view, toSec) - x, 1), box.height);
    }
  }
  context.fillStyle = colours.good;
  for (const { box } of active) outline(surface, box);
  const silent = boxes.filter(({ runs }) => runs?.length === 0);
  context.fillStyle = withAlpha(colours.danger, 0.25);
  for (const { box } of silent) context.fillRect(box.x, box.y, box.width, box.height);
  context.fillStyle = colours.danger;
  for (const { box } of silent) crossOut(surface, box);
  context.fillStyle = colours.textMuted;
  for (const { box, runs } of boxes) if (runs === null) dashedOutline(surface, box);
}

function outline({ context, scale }: PixelSurface, { x, y, width, height }: NoteBox): void {
  const line = 1 / scale;
  context.fillRect(x, y, width, line);
  context.fillRect(x, y + height - line, width, line);
  context.fillRect(x, y, line, height);
  context.fillRect(x + width - line, y, line, height);
}

function crossOut(surface: PixelSurface, box: NoteBox): void {
  const { context } = surface;
  const { x, y, width, height } = box;
  outline(surface, box);
  if (height < 4) return;
  context.line(x, y, x + width, y + height);
  context.line(x, y + height, x + width, y);
}

function dashedOutline({ context, scale }: PixelSurface, { x, y, width, height }: NoteBox): void {
  const line = 1 / scale;
  for (let along = 0; along < width; along += 2 * dashPx) {
    const length = Math.min(dashPx, width - along);
    context.fillRect(x + along, y, length, line);
    context.fillRect(x + along, y + height - line, length, line);
  }
  context.fillRect(x, y, line, height);
  context.fillRect(x + width - line, y, line, height);
}
