/** The label matrix over the notes: which units may be active, and the cells that a person painted. */
import type { LabelTiles } from '../../shared/labels/label-tiles.ts';
import { tileFrames } from '../../shared/labels/label-tiles.ts';
import type { FrameGrid } from '../../shared/labels/frame-grid.ts';
import { withAlpha } from './colour-maths.ts';
import type { RollColours } from './roll-colours.ts';
import { bottomPitch, endSec, pitchToY, timeToX } from './roll-view.ts';
import type { RollView } from './roll-view.ts';
import type { Surface } from './surface.ts';

export type UnitScene = {
  readonly tiles: LabelTiles;
  readonly grid: FrameGrid;
  /** P */
  readonly units: number;
};

/** Lanes lower than this have no room for rows of units. */
const leastLanePx = 6;

/**
 * Every class in its lane, a row for each unit, the onset on top. Parts that share a pitch share the lane.
 * Cost O(visible cells).
 */
export function paintUnits(
  surface: Surface,
  view: RollView,
  { tiles, grid, units }: UnitScene,
  colours: RollColours,
): void {
  if (view.pxPerPitch < leastLanePx) return;
  const { context } = surface;
  const firstFrame = Math.max(0, Math.floor((view.startSec - grid.startSec) / grid.hopSec));
  const lastFrame = Math.min(grid.frames - 1, Math.ceil((endSec(view) - grid.startSec) / grid.hopSec));
  const rowPx = (view.pxPerPitch - 1) / units;
  const shades = Array.from({ length: units }, (_, unit) =>
    unit === 0 ? withAlpha(colours.accent, 0.85) : withAlpha(colours.selection, 0.55 - (0.35 * unit) / units),
  );
  const xOf = (frame: number): number => timeToX(view, grid.startSec + (frame - 0.5) * grid.hopSec);
  for (const tileClass of tiles.classes()) {
    const { pitchMidi } = tileClass;
    if (pitchMidi > view.topPitch + 1 || pitchMidi < bottomPitch(view) - 1) continue;
    const top = pitchToY(view, pitchMidi + 0.5);
    for (let unit = 0; unit < units; unit++) {
      context.fillStyle = shades[unit]!;
      forRuns(tiles, tileClass, unit, units, firstFrame, lastFrame, (from, to) => {
        context.fillRect(xOf(from), top + unit * rowPx + 0.5, xOf(to) - xOf(from), Math.max(rowPx - 0.5, 1));
      });
    }
  }
}

/** Stretches of allowed frames, [from, to). */
function forRuns(
  tiles: LabelTiles,
  tileClass: Parameters<LabelTiles['tile']>[0],
  unit: number,
  units: number,
  firstFrame: number,
  lastFrame: number,
  visit: (from: number, to: number) => void,
): void {
  let start = -1;
  for (let index = Math.floor(firstFrame / tileFrames); index * tileFrames <= lastFrame; index++) {
    const cells = tiles.tile(tileClass, index);
    const offset = index * tileFrames;
    const count = cells.length / units;
    for (let frame = 0; frame < count; frame++) {
      const isOn = cells[frame * units + unit] === 1;
      if (isOn && start < 0) start = offset + frame;
      else if (!isOn && start >= 0) {
        visit(start, offset + frame);
        start = -1;
      }
    }
  }
  if (start >= 0) visit(start, lastFrame + 1);
}

export type PaintedRow = {
  readonly pitchMidi: number;
  readonly runs: readonly { readonly fromSec: number; readonly toSec: number; readonly isOn: boolean }[];
};

/** Painted cells: a frame around those forced on, a crossed one around those forced off. */
export function paintPainted(
  surface: Surface,
  view: RollView,
  rows: readonly PaintedRow[],
  colours: RollColours,
): void {
  const { context } = surface;
  context.lineWidth = 1;
  for (const { pitchMidi, runs } of rows) {
    const y = pitchToY(view, pitchMidi + 0.5);
    for (const { fromSec, toSec, isOn } of runs) {
      const x = timeToX(view, fromSec);
      const width = timeToX(view, toSec) - x;
      if (x > view.widthPx || x + width < 0) continue;
      const colour = isOn ? colours.good : colours.danger;
      context.fillStyle = withAlpha(colour, 0.3);
      context.fillRect(x, y, width, view.pxPerPitch);
      context.strokeStyle = colour;
      context.strokeRect(x + 0.5, y + 0.5, Math.max(width - 1, 1), Math.max(view.pxPerPitch - 1, 1));
      if (isOn) continue;
      context.beginPath();
      context.moveTo(x, y + view.pxPerPitch);
      context.lineTo(x + width, y);
      context.stroke();
    }
  }
}
