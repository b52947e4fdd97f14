/** Cells of the label matrix that a person forced on or off, over what notes and tolerances say. */
import type { FrameGrid, FrameSpan } from './frame-grid.ts';

/**
 * Frames whose time lies in [fromSec, toSec) are allowed (`isOn`) or forbidden. Seconds, so that the same
 * paint fits every grid: whoever paints frame n of a grid paints from half a hop before to half a hop after.
 */
export type PaintRun = { readonly fromSec: number; readonly toSec: number; readonly isOn: boolean };

/** The paint of one class, or of one unit of it. */
export type PaintRow = {
  /** Index into the parts. */
  readonly part: number;
  readonly pitchMidi: number;
  /** 0 is the onset; null is all units of the class. */
  readonly unit: number | null;
  /** Rising, apart from each other. */
  readonly runs: readonly PaintRun[];
  /** Index of the group that gets what sounds there where the class has no note; absent or -1 is none. */
  readonly group?: number;
};

/** A stretch of cells as a grid has them. */
export type PaintedSpan = FrameSpan & { readonly unit: number | null; readonly isOn: boolean };

/** Times that differ by less than this many hops count as equal, so that rounding moves no frame. */
const slackHops = 1e-6;

/** A run that falls between two frames takes the one nearer to its middle: no stroke is lost on a coarse grid. */
export function paintedSpan({ fromSec, toSec }: PaintRun, grid: FrameGrid): FrameSpan {
  const from = (fromSec - grid.startSec) / grid.hopSec;
  const to = (toSec - grid.startSec) / grid.hopSec;
  const first = Math.ceil(from - slackHops);
  const last = Math.ceil(to - slackHops) - 1;
  if (first <= last) return { first, last };
  const nearest = Math.round((from + to) / 2);
  return { first: nearest, last: nearest };
}

/** In the order in which they count: a later one covers an earlier one, a unit's own those of all units. */
export function paintedSpans(rows: readonly PaintRow[], grid: FrameGrid): PaintedSpan[] {
  const rank = ({ unit }: PaintRow): number => unit ?? -1;
  return [...rows]
    .sort((a, b) => rank(a) - rank(b))
    .flatMap(({ unit, runs }) =>
      runs.map((run): PaintedSpan => ({ ...paintedSpan(run, grid), unit, isOn: run.isOn })),
    );
}
