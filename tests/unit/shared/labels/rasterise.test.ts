import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LabelSettings } from '../../../../shared/labels/label-settings.ts';
import { labelNotes } from '../../../../shared/labels/labelling.ts';
import type { NoteToLabel } from '../../../../shared/labels/labelling.ts';
import { labelMatrix, rasterise } from '../../../../shared/labels/rasterise.ts';

const parts = [
  { instrumentKey: 'gm0', decays: true },
  { instrumentKey: 'gm0', decays: true },
];
const exact = { before: 0, after: 0 };
const settings: LabelSettings = {
  units: 3,
  stageEdgesSec: [],
  toleranceOnsetSec: { before: 0.5, after: 0.5 },
  toleranceSustainSec: { before: 0.5, after: 0.5 },
  freeUnits: 0,
};

/** The definition, cell by cell, without intervals of frames. */
function oracle(
  notes: readonly NoteToLabel[],
  { units, stageEdgesSec, toleranceOnsetSec, toleranceSustainSec, freeUnits }: LabelSettings,
  classes: readonly { part: number; pitchMidi: number }[],
  grid: { startSec: number; hopSec: number; frames: number },
): Uint8Array {
  const width = classes.length * units + freeUnits;
  const cells = new Uint8Array(grid.frames * width);
  const eps = 1e-6 * grid.hopSec;
  for (let n = 0; n < grid.frames; n++) {
    for (let k = 0; k < width; k++) {
      const owner = classes[Math.floor(k / units)];
      const unit = k % units;
      if (owner === undefined) cells[n * width + k] = 1;
      for (const note of notes) {
        if (owner?.part !== note.part || owner.pitchMidi !== note.pitchMidi) continue;
        let from = note.onsetSec - toleranceOnsetSec.before;
        let to = note.onsetSec + toleranceOnsetSec.after;
        if (unit > 0) {
          const edges = stageEdgesSec.length === 0 ? [0, Infinity] : [0, ...stageEdgesSec, Infinity];
          const stage = stageEdgesSec.length === 0 ? 0 : unit - 1;
          if (note.onsetSec + edges[stage]! > note.offsetSec + toleranceSustainSec.after) continue;
          from = note.onsetSec + edges[stage]! - toleranceSustainSec.before;
          to = Math.min(note.onsetSec + edges[stage + 1]!, note.offsetSec) + toleranceSustainSec.after;
        }
        const time = (frame: number): number => grid.startSec + frame * grid.hopSec;
        const inside = time(n) >= from - eps && time(n) <= to + eps;
        const all = Array.from({ length: grid.frames + 400 }, (_, i) => i - 200);
        const isEmpty = !all.some((frame) => time(frame) >= from - eps && time(frame) <= to + eps);
        const nearest = Math.round((from + to - 2 * grid.startSec) / 2 / grid.hopSec);
        if (inside || (isEmpty && nearest === n)) cells[n * width + k] = 1;
      }
    }
  }
  return cells;
}

const tolerance = fc.record({
  before: fc.integer({ min: 0, max: 8 }).map((n) => n / 10),
  after: fc.integer({ min: 0, max: 8 }).map((n) => n / 10),
});
const someNotes = fc.array(
  fc.record({
    part: fc.integer({ min: 0, max: 1 }),
    pitchMidi: fc.integer({ min: 60, max: 62 }),
    onsetSec: fc.integer({ min: -100, max: 500 }).map((n) => n / 100),
    lengthSec: fc.integer({ min: 0, max: 200 }).map((n) => n / 100),
  }),
  { maxLength: 8 },
);
const someSettings = fc
  .record({
    units: fc.integer({ min: 2, max: 5 }),
    isStaged: fc.boolean(),
    toleranceOnsetSec: tolerance,
    toleranceSustainSec: tolerance,
    freeUnits: fc.integer({ min: 0, max: 2 }),
  })
  .map(({ isStaged, ...rest }): LabelSettings => ({
    ...rest,
    stageEdgesSec: isStaged ? Array.from({ length: rest.units - 2 }, (_, i) => 0.2 * 2 ** i) : [],
  }));
const someGrid = fc.record({
  startSec: fc.constantFrom(0, 0.37),
  hopSec: fc.constantFrom(0.1, 0.023),
  frames: fc.integer({ min: 1, max: 60 }),
});

describe('rasterise', () => {
  it('[L1] onset and sustain units of one note, hand-computed', () => {
    const note = { part: 0, pitchMidi: 60, onsetSec: 1, offsetSec: 2 };
    const grid = { startSec: 0, hopSec: 0.5, frames: 7 };
    const matrix = labelMatrix(labelNotes([note], parts, settings, grid));
    // Rows are frames at 0, 0.5 ... 3 s; columns onset, sustain, sustain.
    expect([...matrix]).toEqual(
      [
        [0, 0, 0],
        [1, 1, 1],
        [1, 1, 1],
        [1, 1, 1],
        [0, 1, 1],
        [0, 1, 1],
        [0, 0, 0],
      ].flat(),
    );
  });

  it('[L2] stages follow each other, widened by the tolerance, and end with the note', () => {
    const note = { part: 0, pitchMidi: 60, onsetSec: 0, offsetSec: 0.6 };
    const staged = {
      ...settings,
      units: 4,
      stageEdgesSec: [0.3, 0.9],
      toleranceOnsetSec: exact,
      toleranceSustainSec: { before: 0.1, after: 0.1 },
    };
    const grid = { startSec: 0, hopSec: 0.1, frames: 9 };
    const matrix = labelMatrix(labelNotes([note], parts, staged, grid));
    const column = (unit: number): string =>
      Array.from({ length: 9 }, (_, frame) => matrix[frame * 4 + unit]).join('');
    expect([0, 1, 2, 3].map(column)).toEqual(['100000000', '111110000', '001111110', '000000000']);
  });

  it('[L3] classes are parts and pitches, in this order', () => {
    const notes = [
      { part: 1, pitchMidi: 40, onsetSec: 0, offsetSec: 1 },
      { part: 0, pitchMidi: 72, onsetSec: 0, offsetSec: 1 },
      { part: 0, pitchMidi: 60, onsetSec: 0, offsetSec: 1 },
      { part: 0, pitchMidi: 99, onsetSec: 50, offsetSec: 51 },
    ];
    const { unitTable } = labelNotes(notes, parts, settings, { startSec: 0, hopSec: 0.1, frames: 20 });
    expect(unitTable.classes.map(({ part, pitchMidi }) => [part, pitchMidi])).toEqual([
      [0, 60],
      [0, 72],
      [1, 40],
    ]);
    expect(unitTable.unitCount).toBe(9);
  });

  it('[L4] a note between two frames labels the nearer one', () => {
    const note = { part: 0, pitchMidi: 60, onsetSec: 0.14, offsetSec: 0.141 };
    const narrow = { ...settings, units: 2, toleranceOnsetSec: exact, toleranceSustainSec: exact };
    const grid = { startSec: 0, hopSec: 0.1, frames: 4 };
    expect([...labelMatrix(labelNotes([note], parts, narrow, grid))]).toEqual([0, 0, 1, 1, 0, 0, 0, 0]);
  });

  it('[L1] [L2] [L4] [L5] agrees with its definition cell by cell', () => {
    fc.assert(
      fc.property(someNotes, someSettings, someGrid, (raw, labels, grid) => {
        const notes = raw.map(({ lengthSec, ...note }) => ({
          ...note,
          offsetSec: note.onsetSec + lengthSec,
        }));
        const labelling = labelNotes(notes, parts, labels, grid);
        const expected = oracle(notes, labels, labelling.unitTable.classes, grid);
        expect(labelMatrix(labelling)).toEqual(expected);
      }),
      { numRuns: 150 },
    );
  });

  it('[L6] tiles of any size are the matrix', () => {
    fc.assert(
      fc.property(
        someNotes,
        someSettings,
        someGrid,
        fc.integer({ min: 1, max: 17 }),
        (raw, labels, grid, size) => {
          const notes = raw.map(({ lengthSec, ...note }) => ({
            ...note,
            offsetSec: note.onsetSec + lengthSec,
          }));
          const labelling = labelNotes(notes, parts, labels, grid);
          const tiles: number[] = [];
          for (let start = 0; start < grid.frames; start += size) {
            tiles.push(...rasterise(labelling, start, Math.min(size, grid.frames - start)));
          }
          expect(Uint8Array.from(tiles)).toEqual(labelMatrix(labelling));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('[L5] free units are always allowed', () => {
    const labelling = labelNotes(
      [],
      parts,
      { ...settings, freeUnits: 2 },
      { startSec: 0, hopSec: 1, frames: 3 },
    );
    expect([...labelMatrix(labelling)]).toEqual([1, 1, 1, 1, 1, 1]);
  });

  it('refuses settings that no matrix can have', () => {
    const grid = { startSec: 0, hopSec: 1, frames: 3 };
    for (const wrong of [
      { units: 1 },
      { units: 4, stageEdgesSec: [1] },
      { units: 4, stageEdgesSec: [2, 1] },
    ]) {
      expect(() => labelNotes([], parts, { ...settings, ...wrong }, grid)).toThrow(RangeError);
    }
  });
});
