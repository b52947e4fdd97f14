import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LabelTiles, tileFrames } from '../../../../shared/labels/label-tiles.ts';
import { labelNotes } from '../../../../shared/labels/labelling.ts';
import type { NoteToLabel } from '../../../../shared/labels/labelling.ts';
import type { PaintRow } from '../../../../shared/labels/paint.ts';
import { labelMatrix } from '../../../../shared/labels/rasterise.ts';

const parts = [
  { instrumentKey: 'gm0', decays: true },
  { instrumentKey: 'gm40', decays: false },
];
const settings = {
  units: 3,
  stageEdgesSec: [0.5],
  toleranceOnsetSec: { before: 0.2, after: 0.3 },
  toleranceSustainSec: { before: 0.1, after: 0.4 },
  freeUnits: 1,
};
const grid = { startSec: 0.3, hopSec: 0.02, frames: 700 };
const time = (most: number): fc.Arbitrary<number> =>
  fc.integer({ min: -50, max: most * 100 }).map((n) => n / 100);
const aClass = { part: fc.integer({ min: 0, max: 1 }), pitchMidi: fc.integer({ min: 60, max: 61 }) };
const someVisit = fc
  .record({
    ...aClass,
    onsetSec: time(15),
    lengthSec: fc.integer({ min: 1, max: 300 }).map((n) => n / 100),
    isWide: fc.boolean(),
  })
  .map(({ lengthSec, isWide, ...note }): NoteToLabel => ({
    ...note,
    offsetSec: note.onsetSec + lengthSec,
    ...(isWide ? { toleranceOnsetSec: { before: 1, after: 2 } } : {}),
  }));
const someRuns = fc
  .uniqueArray(time(15), { minLength: 2, maxLength: 6 })
  .map((times) => [...times].sort((a, b) => a - b))
  .chain((times) =>
    fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }).map((flags) =>
      Array.from({ length: Math.floor(times.length / 2) }, (_, i) => ({
        fromSec: times[2 * i]!,
        toSec: times[2 * i + 1]!,
        isOn: flags[i]!,
      })),
    ),
  );
const someChange = fc.oneof(
  fc.record({ note: fc.constantFrom('a', 'b', 'c', 'd'), visits: fc.array(someVisit, { maxLength: 2 }) }),
  fc.record({
    part: aClass.part,
    pitchMidi: aClass.pitchMidi,
    unit: fc.constantFrom(null, 0, 2),
    runs: fc.option(someRuns),
  }),
);

/** The definition, cell by cell: notes allow, paint of the class covers them, paint of the unit covers that. */
function oracle(
  notes: readonly NoteToLabel[],
  rows: readonly PaintRow[],
  { part, pitchMidi }: { part: number; pitchMidi: number },
  unit: number,
  frame: number,
): number {
  const slack = 1e-6 * grid.hopSec;
  const sec = grid.startSec + frame * grid.hopSec;
  const isHere = (item: { part: number; pitchMidi: number }): boolean =>
    item.part === part && item.pitchMidi === pitchMidi;
  const covers = (from: number, to: number): boolean => {
    const first = Math.ceil((from - grid.startSec) / grid.hopSec - 1e-6);
    const isBetween = grid.startSec + first * grid.hopSec > to + slack;
    const nearest = Math.round((from + to - 2 * grid.startSec) / 2 / grid.hopSec);
    return isBetween ? nearest === frame : sec >= from - slack && sec <= to + slack;
  };
  let cell = 0;
  for (const note of notes.filter(isHere)) {
    const onset = note.toleranceOnsetSec ?? settings.toleranceOnsetSec;
    const { before, after } = note.toleranceSustainSec ?? settings.toleranceSustainSec;
    const edge = note.onsetSec + 0.5;
    if (unit === 0 && covers(note.onsetSec - onset.before, note.onsetSec + onset.after)) cell = 1;
    if (unit === 1 && covers(note.onsetSec - before, Math.min(edge, note.offsetSec) + after)) cell = 1;
    if (unit === 2 && edge <= note.offsetSec + after && covers(edge - before, note.offsetSec + after))
      cell = 1;
  }
  for (const painted of [null, unit]) {
    for (const row of rows.filter((candidate) => isHere(candidate) && candidate.unit === painted)) {
      for (const { fromSec, toSec, isOn } of row.runs) {
        const isEmpty =
          Math.ceil((fromSec - grid.startSec) / grid.hopSec - 1e-6) >
          Math.ceil((toSec - grid.startSec) / grid.hopSec - 1e-6) - 1;
        const isCovered = isEmpty
          ? Math.round((fromSec + toSec - 2 * grid.startSec) / 2 / grid.hopSec) === frame
          : sec >= fromSec - slack && sec < toSec - slack;
        if (isCovered) cell = isOn ? 1 : 0;
      }
    }
  }
  return cell;
}

describe('label tiles', () => {
  it('[L11] tiles, the whole matrix and the definition agree cell by cell after any changes', () => {
    fc.assert(
      fc.property(fc.array(someChange, { minLength: 1, maxLength: 12 }), (changes) => {
        const tiles = new LabelTiles(settings, grid);
        const notes = new Map<string, readonly NoteToLabel[]>();
        const rows = new Map<string, PaintRow>();
        for (const change of changes) {
          if ('note' in change) {
            notes.set(change.note, change.visits);
            tiles.setNote(change.note, change.visits);
          } else {
            const { runs, ...place } = change;
            const id = `${place.part}/${place.pitchMidi}/${place.unit}`;
            const row = runs === null ? null : { ...place, runs };
            if (row === null) rows.delete(id);
            else rows.set(id, row);
            tiles.setPaint(id, row);
          }
          // Makes tiles, so that later changes have something to forget.
          for (const tileClass of tiles.classes()) {
            for (let index = 0; index < tiles.tileCount; index++) tiles.tile(tileClass, index);
          }
        }
        const all = [...notes.values()].flat();
        const labelling = labelNotes(all, parts, settings, grid, [...rows.values()]);
        const { classes, unitCount } = labelling.unitTable;
        expect(tiles.classes()).toEqual(classes.map(({ part, pitchMidi }) => ({ part, pitchMidi })));
        const matrix = labelMatrix(labelling);
        let faults = 0;
        classes.forEach((tileClass, column) => {
          for (let frame = 0; frame < grid.frames; frame++) {
            const tile = tiles.tile(tileClass, Math.floor(frame / tileFrames));
            for (let unit = 0; unit < settings.units; unit++) {
              const cell = matrix[frame * unitCount + column * settings.units + unit];
              const expected = oracle(all, [...rows.values()], tileClass, unit, frame);
              if (tile[(frame % tileFrames) * settings.units + unit] !== expected || cell !== expected)
                faults++;
            }
          }
        });
        expect(faults).toBe(0);
      }),
      { numRuns: 60 },
    );
  });

  it('[L12] a changed note makes only the tiles that it reached and reaches', () => {
    const tiles = new LabelTiles(settings, { startSec: 0, hopSec: 0.02, frames: 10 * tileFrames });
    const note = (pitchMidi: number, onsetSec: number): NoteToLabel => ({
      part: 0,
      pitchMidi,
      onsetSec,
      offsetSec: onsetSec + 0.5,
    });
    const makeAll = (): number => {
      const before = tiles.computed;
      for (const tileClass of tiles.classes()) {
        for (let index = 0; index < tiles.tileCount; index++) tiles.tile(tileClass, index);
      }
      return tiles.computed - before;
    };
    for (let index = 0; index < 40; index++) tiles.setNote(`n${index}`, [note(60 + (index % 4), index)]);
    expect(makeAll()).toBe(40);
    expect(makeAll()).toBe(0);
    // 0.5 s long, well inside of a tile of 5.12 s.
    tiles.setNote('n2', [{ ...note(62, 2), toleranceOnsetSec: { before: 0.5, after: 0.5 } }]);
    expect(makeAll()).toBe(1);
    // From the third tile to the fifth, and none between.
    tiles.setNote('n12', [note(60, 22)]);
    expect(makeAll()).toBe(2);
    tiles.setPaint('p', { part: 0, pitchMidi: 61, unit: null, runs: [{ fromSec: 4, toSec: 6, isOn: true }] });
    expect(makeAll()).toBe(2);
    tiles.setPaint('p', null);
    expect(makeAll()).toBe(2);
  });

  it('[L11] a class without labels is empty, and a tile outside of the matrix is a fault', () => {
    const tiles = new LabelTiles(settings, grid);
    expect(tiles.tile({ part: 0, pitchMidi: 60 }, 2)).toEqual(new Uint8Array((700 - 512) * 3));
    expect(() => tiles.tile({ part: 0, pitchMidi: 60 }, 3)).toThrow(RangeError);
    expect(() => new LabelTiles({ ...settings, units: 1 }, grid)).toThrow(RangeError);
  });
});
