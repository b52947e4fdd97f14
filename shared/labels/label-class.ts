/** The cells of one class: what its notes allow, and what paint over them says. */
import type { FrameSpan } from './frame-grid.ts';
import type { PaintedSpan } from './paint.ts';

/** What a note of the class allows. */
export type UnitSpans = {
  /** One per unit of the class; null where the note never reaches the unit. */
  readonly spans: readonly (FrameSpan | null)[];
  /** Over all units. */
  readonly first: number;
  readonly last: number;
};

export type ClassCells = {
  readonly notes: Iterable<UnitSpans>;
  /** In the order in which they count. */
  readonly paint: readonly PaintedSpan[];
};

/** Where the cells of a class go: cell (frame, unit) to (frame - startFrame) * stride + column + unit. */
export type CellTarget = {
  readonly cells: Uint8Array;
  readonly startFrame: number;
  readonly frameCount: number;
  readonly stride: number;
  readonly column: number;
  /** P */
  readonly units: number;
};

/**
 * Writes 1 where a unit may be active. The cells must be 0 before. Every matrix and every tile is made here.
 * Cost O(notes + cells that they cover).
 */
export function fillClass({ notes, paint }: ClassCells, target: CellTarget): void {
  const { startFrame, frameCount, units } = target;
  for (const { spans, first, last } of notes) {
    if (last < startFrame || first >= startFrame + frameCount) continue;
    for (let unit = 0; unit < units; unit++) {
      const span = spans[unit];
      if (span !== null && span !== undefined) fillSpan(span, unit, 1, target);
    }
  }
  for (const { unit: painted, isOn, ...span } of paint) {
    for (let unit = painted ?? 0; unit < (painted === null ? units : Math.min(painted + 1, units)); unit++) {
      fillSpan(span, unit, isOn ? 1 : 0, target);
    }
  }
}

function fillSpan(span: FrameSpan, unit: number, value: 0 | 1, target: CellTarget): void {
  const { cells, startFrame, frameCount, stride, column } = target;
  const from = Math.max(span.first - startFrame, 0);
  const to = Math.min(span.last - startFrame, frameCount - 1);
  for (let frame = from; frame <= to; frame++) cells[frame * stride + column + unit] = value;
}
