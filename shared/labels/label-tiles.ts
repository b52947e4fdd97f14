/**
 * The label matrix in pieces that are made when they are asked for and forgotten when what they show changes:
 * a tile is one class over some frames. A changed note costs the tiles that it reached and reaches.
 */
import type { FrameGrid, FrameSpan } from './frame-grid.ts';
import { fillClass } from './label-class.ts';
import type { UnitSpans } from './label-class.ts';
import type { LabelSettings } from './label-settings.ts';
import { addsCells, classKey, classOfKey, unitSpans } from './labelling.ts';
import type { NoteToLabel } from './labelling.ts';
import { assertLabelSettings } from './note-spans.ts';
import { paintedSpans } from './paint.ts';
import type { PaintedSpan, PaintRow } from './paint.ts';

export const tileFrames = 256;

/** A class of the matrix, as tiles know it. */
export type TileClass = { readonly part: number; readonly pitchMidi: number };

type ClassEntry = {
  readonly notes: Map<string, readonly UnitSpans[]>;
  readonly rows: Map<string, PaintRow>;
  paint: readonly PaintedSpan[];
  readonly tiles: Map<number, Uint8Array>;
};

export class LabelTiles {
  readonly #settings: LabelSettings;
  readonly #grid: FrameGrid;
  readonly #classes = new Map<number, ClassEntry>();
  /** Which classes a note stands in. */
  readonly #classesOfNote = new Map<string, readonly number[]>();
  readonly #classOfRow = new Map<string, number>();
  #computed = 0;

  constructor(settings: LabelSettings, grid: FrameGrid) {
    assertLabelSettings(settings);
    this.#settings = settings;
    this.#grid = grid;
  }

  /** Tiles that were made so far. */
  get computed(): number {
    return this.#computed;
  }

  /** T, tiles of each class. */
  get tileCount(): number {
    return Math.ceil(this.#grid.frames / tileFrames);
  }

  /** Those of the label matrix, by part, then pitch. Cost O(classes log classes). */
  classes(): readonly TileClass[] {
    return [...this.#classes]
      .filter(([, { notes, paint }]) => notes.size > 0 || paint.some((span) => this.#adds(span)))
      .map(([key]) => key)
      .sort((a, b) => a - b)
      .map(classOfKey);
  }

  /**
   * @param visits every sounding of the note; none when it is gone
   * Cost O(visits), and what its classes hold of tiles.
   */
  setNote(id: string, visits: readonly NoteToLabel[]): void {
    for (const key of this.#classesOfNote.get(id) ?? []) {
      const entry = this.#classes.get(key)!;
      for (const spans of entry.notes.get(id) ?? []) forget(entry, spans);
      entry.notes.delete(id);
    }
    const keys: number[] = [];
    for (const visit of visits) {
      const spans = unitSpans(visit, this.#settings, this.#grid);
      if (spans === null) continue;
      const key = classKey(visit);
      const entry = this.#entryOf(key);
      entry.notes.set(id, [...(entry.notes.get(id) ?? []), spans]);
      forget(entry, spans);
      if (!keys.includes(key)) keys.push(key);
    }
    if (keys.length > 0) this.#classesOfNote.set(id, keys);
    else this.#classesOfNote.delete(id);
  }

  /** @param row null when nothing of it is left */
  setPaint(id: string, row: PaintRow | null): void {
    const before = this.#classOfRow.get(id);
    const after = row === null ? undefined : classKey(row);
    for (const key of new Set([before, after])) {
      if (key === undefined) continue;
      const entry = this.#entryOf(key);
      const old = entry.paint;
      entry.rows.delete(id);
      if (row !== null && key === after) entry.rows.set(id, row);
      // Rows of one class stand in the order of their ids, whatever came first.
      const rows = [...entry.rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, painted]) => painted);
      entry.paint = paintedSpans(rows, this.#grid);
      for (const span of differing(old, entry.paint)) forget(entry, span);
    }
    if (after === undefined) this.#classOfRow.delete(id);
    else this.#classOfRow.set(id, after);
  }

  /**
   * @param index 0..T-1
   * @returns [frames, P] flattened: frames index * 256 and on, fewer in the last tile. Not to be written to.
   * Cost O(notes of the class) when it has to be made.
   */
  tile(tileClass: TileClass, index: number): Uint8Array {
    const { units } = this.#settings;
    const startFrame = index * tileFrames;
    const frameCount = Math.min(tileFrames, this.#grid.frames - startFrame);
    if (!(index >= 0 && frameCount > 0)) {
      throw new RangeError(`expected a tile from 0 to ${this.tileCount - 1}, got ${index}`);
    }
    const entry = this.#classes.get(classKey(tileClass));
    if (entry === undefined) return new Uint8Array(frameCount * units);
    const known = entry.tiles.get(index);
    if (known !== undefined) return known;
    const cells = new Uint8Array(frameCount * units);
    const notes = [...entry.notes.values()].flat();
    fillClass(
      { notes, paint: entry.paint },
      { cells, startFrame, frameCount, stride: units, column: 0, units },
    );
    entry.tiles.set(index, cells);
    this.#computed += 1;
    return cells;
  }

  #entryOf(key: number): ClassEntry {
    let entry = this.#classes.get(key);
    if (entry === undefined) {
      entry = { notes: new Map(), rows: new Map(), paint: [], tiles: new Map() };
      this.#classes.set(key, entry);
    }
    return entry;
  }

  #adds(span: PaintedSpan): boolean {
    return addsCells(span, this.#settings, this.#grid);
  }
}

function forget(entry: ClassEntry, { first, last }: FrameSpan): void {
  if (entry.tiles.size === 0) return;
  const from = Math.floor(first / tileFrames);
  const to = Math.floor(last / tileFrames);
  for (const index of entry.tiles.keys()) {
    if (index >= from && index <= to) entry.tiles.delete(index);
  }
}

/** Stretches of either list that the other one does not have. */
function differing(a: readonly PaintedSpan[], b: readonly PaintedSpan[]): readonly PaintedSpan[] {
  const textOf = ({ first, last, unit, isOn }: PaintedSpan): string => `${first} ${last} ${unit} ${isOn}`;
  const [inA, inB] = [new Set(a.map(textOf)), new Set(b.map(textOf))];
  return [...a.filter((span) => !inB.has(textOf(span))), ...b.filter((span) => !inA.has(textOf(span)))];
}
