/** The label matrix as stretches of frames: what is painted of it, and few numbers against its cells. */
import { tileFrames } from '../../shared/labels/label-tiles.ts';
import type { LabelTiles, TileClass } from '../../shared/labels/label-tiles.ts';

/** Pairs of frames, [from, to) flattened, by time; no two of them touch. */
export type Runs = Int32Array;

export type UnitRuns = {
  readonly pitchMidi: number;
  /** One for each of the P units, then one for any of them. */
  readonly rows: readonly Runs[];
};

/**
 * Of the tiles from `first` to before `end`. What a tile holds is looked through once, for as long as it stays.
 * Cost O(runs), and O(cells) of tiles that were not seen before.
 */
export function unitRuns(
  tiles: LabelTiles,
  tileClass: TileClass,
  units: number,
  first: number,
  end: number,
): UnitRuns {
  const rows = Array.from({ length: units + 1 }, (): number[] => []);
  for (let index = first; index < end; index++) {
    const offset = index * tileFrames;
    for (const [row, runs] of runsOfTile(tiles.tile(tileClass, index), units).entries()) {
      joinRuns(rows[row]!, runs, offset);
    }
  }
  return { pitchMidi: tileClass.pitchMidi, rows: rows.map((runs) => Int32Array.from(runs)) };
}

/** Goes on where the last one ends. */
function joinRuns(joined: number[], runs: Runs, offset: number): void {
  for (let at = 0; at < runs.length; at += 2) {
    const from = runs[at]! + offset;
    const to = runs[at + 1]! + offset;
    if (joined.at(-1) === from) joined[joined.length - 1] = to;
    else joined.push(from, to);
  }
}

/** Tiles are never written to: a changed one is another object. */
const known = new WeakMap<Uint8Array, readonly Runs[]>();

function runsOfTile(cells: Uint8Array, units: number): readonly Runs[] {
  let runs = known.get(cells);
  if (runs === undefined) {
    runs = Array.from({ length: units + 1 }, (_, row) => runsOfRow(cells, units, row));
    known.set(cells, runs);
  }
  return runs;
}

/** @param row a unit, or P for any of them */
function runsOfRow(cells: Uint8Array, units: number, row: number): Runs {
  const runs: number[] = [];
  const frames = cells.length / units;
  let from = -1;
  for (let frame = 0; frame < frames; frame++) {
    const isOn = row === units ? hasAny(cells, frame, units) : cells[frame * units + row] === 1;
    if (isOn && from < 0) from = frame;
    else if (!isOn && from >= 0) {
      runs.push(from, frame);
      from = -1;
    }
  }
  if (from >= 0) runs.push(from, frames);
  return Int32Array.from(runs);
}

function hasAny(cells: Uint8Array, frame: number, units: number): boolean {
  for (let unit = 0; unit < units; unit++) if (cells[frame * units + unit] === 1) return true;
  return false;
}
