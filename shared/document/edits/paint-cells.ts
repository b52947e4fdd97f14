/** Painting over the label matrix, and giving cells back to the notes. */
import type { PaintRun } from '../../labels/paint.ts';
import type { Result } from '../../std/result.ts';
import type { DocumentState } from '../document-state.ts';
import { changeOf } from '../patch.ts';
import type { Change } from '../patch.ts';
import { recordOf, recordsOf } from '../record-table.ts';
import type { PaintRecord } from '../records.ts';
import { edit, refuse, rounded } from './edit.ts';
import type { Edit } from './edit.ts';

/** A stretch of one row: frame n of a grid reaches from half a hop before its time to half a hop after. */
export type PaintStroke = {
  readonly partId: string;
  readonly pitchMidi: number;
  /** Null is all units of the class. */
  readonly unit: number | null;
  readonly fromSec: number;
  readonly toSec: number;
};

/**
 * Later strokes cover earlier ones; one over all units covers those of single units. 'erase' gives the cells
 * back to what the notes say; erased from one unit alone, what is painted on all units shows again. Cost O(runs of the rows that are touched, and rows of their classes).
 */
export function paintCells(
  document: DocumentState,
  strokes: readonly PaintStroke[],
  value: 'on' | 'off' | 'erase',
): Result<Edit> {
  const rows = new Map<string, PaintRecord>();
  const current = (id: string): PaintRecord | undefined => rows.get(id) ?? recordOf(document.paint, id);
  for (const stroke of strokes) {
    const run = {
      fromSec: rounded(stroke.fromSec),
      toSec: rounded(stroke.toSec),
      isOn: value === 'on',
    };
    if (!(run.fromSec < run.toSec)) return refuse('A stroke of paint needs a length.');
    const { partId, pitchMidi, unit } = stroke;
    const own = paintRowId(partId, pitchMidi, unit);
    // What is painted on single units lies above: it has to go where all units are painted.
    const covered = unit === null ? unitRows(document, rows, stroke) : [];
    for (const id of new Set([own, ...covered])) {
      const row = current(id) ?? { id, partId, pitchMidi, unit, runs: [] };
      const rest = withoutRange(row.runs, run);
      rows.set(id, { ...row, runs: id === own && value !== 'erase' ? withRun(rest, run) : rest });
    }
  }
  const changes: readonly Change[] = [...rows.values()].flatMap((row) =>
    changeOf(document, 'paint', row.id, row.runs.length === 0 ? null : row),
  );
  return edit({ on: 'Paint labels on', off: 'Paint labels off', erase: 'Erase paint' }[value], changes);
}

function paintRowId(partId: string, pitchMidi: number, unit: number | null): string {
  return unit === null ? `${partId}/${pitchMidi}` : `${partId}/${pitchMidi}/${unit}`;
}

function unitRows(
  document: DocumentState,
  changed: ReadonlyMap<string, PaintRecord>,
  { partId, pitchMidi }: PaintStroke,
): readonly string[] {
  return [...recordsOf(document.paint), ...changed.values()]
    .filter((row) => row.unit !== null && row.partId === partId && row.pitchMidi === pitchMidi)
    .map(({ id }) => id);
}

function withoutRange(runs: readonly PaintRun[], { fromSec, toSec }: PaintRun): PaintRun[] {
  return runs.flatMap((run) => [
    ...(run.fromSec < fromSec ? [{ ...run, toSec: Math.min(run.toSec, fromSec) }] : []),
    ...(run.toSec > toSec ? [{ ...run, fromSec: Math.max(run.fromSec, toSec) }] : []),
  ]);
}

/** Neighbours of the same kind become one run. */
function withRun(runs: readonly PaintRun[], added: PaintRun): PaintRun[] {
  const joined: PaintRun[] = [];
  for (const run of [...runs, added].sort((a, b) => a.fromSec - b.fromSec)) {
    const last = joined.at(-1);
    if (last !== undefined && last.isOn === run.isOn && last.toSec === run.fromSec) {
      joined[joined.length - 1] = { ...last, toSec: run.toSec };
    } else {
      joined.push(run);
    }
  }
  return joined;
}
