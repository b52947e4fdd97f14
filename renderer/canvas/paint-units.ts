/** The label matrix over the notes: which units may be active, and the cells that a person painted. */
import type { FrameGrid } from '../../shared/labels/frame-grid.ts';
import { partitionPoint } from '../../shared/std/partition-point.ts';
import { withAlpha } from './colour-maths.ts';
import type { RollColours } from './roll-colours.ts';
import { bottomPitch, pitchToY, timeToX, xToTime } from './roll-view.ts';
import type { RollView } from './roll-view.ts';
import type { RectangleSurface, Surface } from './surface.ts';
import type { Runs, UnitRuns } from './unit-runs.ts';

/** Plain data. */
export type UnitContent = {
  /** By part, then pitch. */
  readonly classes: readonly UnitRuns[];
  readonly grid: FrameGrid;
  /** P */
  readonly units: number;
  /** Behind what a network activates. */
  readonly isFaint: boolean;
};

/** Lanes lower than this have no room for rows of units. */
export const leastUnitLanePx = 10;

/**
 * Every class in its lane, a row for each unit, the onset on top. Parts that share a pitch share the lane.
 * Cost O(classes log runs + visible runs).
 */
export function paintUnits(
  surface: RectangleSurface,
  view: RollView,
  { classes, grid, units, isFaint }: UnitContent,
  colours: RollColours,
): void {
  const { context } = surface;
  // Without room for rows a class is one: whatever any of its units may do.
  const hasRows = view.pxPerPitch >= leastUnitLanePx;
  const { first, end } = shownFrames(surface, view, grid);
  const rowPx = hasRows ? (view.pxPerPitch - 1) / units : Math.max(view.pxPerPitch - 0.5, 1);
  const gapPx = hasRows && rowPx >= 3 ? 0.5 : 0;
  const shades = unitShades(units, colours, isFaint);
  const xOf = (frame: number): number => timeToX(view, grid.startSec + (frame - 0.5) * grid.hopSec);
  for (const { pitchMidi, rows } of classes) {
    if (pitchMidi > view.topPitch + 1 || pitchMidi < bottomPitch(view) - 1) continue;
    const top = pitchToY(view, pitchMidi + 0.5);
    for (let row = 0; row < (hasRows ? units : 1); row++) {
      context.fillStyle = shades[hasRows ? row : units - 1]!;
      forRuns(rows[hasRows ? row : units]!, first, end, (from, to) => {
        context.fillRect(xOf(from), top + row * rowPx, xOf(to) - xOf(from), Math.max(rowPx - gapPx, 1));
      });
    }
  }
}

/** Frames of which a part may be painted, [first, end). */
export function shownFrames(
  { fromPx, toPx }: Pick<RectangleSurface, 'fromPx' | 'toPx'>,
  view: RollView,
  { startSec, hopSec, frames }: FrameGrid,
): { readonly first: number; readonly end: number } {
  const first = Math.max(0, Math.floor((xToTime(view, fromPx) - startSec) / hopSec));
  return { first, end: Math.min(frames, Math.ceil((xToTime(view, toPx) - startSec) / hopSec) + 1) };
}

/** The onset in the accent, the stages of the sustain fainter and fainter. */
export function unitShades(
  units: number,
  { accent, selection }: Pick<RollColours, 'accent' | 'selection'>,
  isFaint = false,
): readonly string[] {
  const strength = isFaint ? 0.35 : 1;
  return Array.from({ length: units }, (_, unit) =>
    unit === 0
      ? withAlpha(accent, 0.85 * strength)
      : withAlpha(selection, (0.6 - (0.4 * unit) / units) * strength),
  );
}

/** Those of which a part lies between two frames. */
function forRuns(runs: Runs, first: number, end: number, visit: (from: number, to: number) => void): void {
  const count = runs.length / 2;
  for (let run = partitionPoint(count, (index) => runs[2 * index + 1]! <= first); run < count; run++) {
    if (runs[2 * run]! >= end) return;
    visit(runs[2 * run]!, runs[2 * run + 1]!);
  }
}

export type PaintedRow = {
  readonly pitchMidi: number;
  /** Null is all units. */
  readonly unit: number | null;
  readonly runs: readonly { readonly fromSec: number; readonly toSec: number; readonly isOn: boolean }[];
};

/** Painted cells: a frame around those forced on, a crossed one around those forced off. */
export function paintPainted(
  surface: Surface,
  view: RollView,
  rows: readonly PaintedRow[],
  units: number,
  colours: RollColours,
): void {
  const { context } = surface;
  context.lineWidth = 1;
  const highest = view.topPitch + 0.5;
  const lowest = bottomPitch(view) - 0.5;
  for (const { pitchMidi, unit, runs } of rows) {
    if (pitchMidi > highest || pitchMidi < lowest) continue;
    const height = unit === null ? view.pxPerPitch : view.pxPerPitch / units;
    const y = pitchToY(view, pitchMidi + 0.5) + (unit ?? 0) * height;
    for (const { fromSec, toSec, isOn } of runs) {
      const x = timeToX(view, fromSec);
      const width = timeToX(view, toSec) - x;
      if (x > view.widthPx || x + width < 0) continue;
      const colour = isOn ? colours.good : colours.danger;
      context.fillStyle = withAlpha(colour, 0.3);
      context.fillRect(x, y, width, height);
      context.strokeStyle = colour;
      context.strokeRect(x + 0.5, y + 0.5, Math.max(width - 1, 1), Math.max(height - 1, 1));
      if (isOn) continue;
      context.beginPath();
      context.moveTo(x, y + height);
      context.lineTo(x + width, y);
      context.stroke();
    }
  }
}
