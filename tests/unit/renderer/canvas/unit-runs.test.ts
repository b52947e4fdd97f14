import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paintUnits, shownFrames } from '../../../../renderer/canvas/paint-units.ts';
import { Pixels } from '../../../../renderer/canvas/pixels.ts';
import { rollColours } from '../../../../renderer/canvas/roll-colours.ts';
import { unitRuns } from '../../../../renderer/canvas/unit-runs.ts';
import type { RollView } from '../../../../renderer/canvas/roll-view.ts';
import { LabelTiles, tileFrames } from '../../../../shared/labels/label-tiles.ts';
import type { NoteToLabel } from '../../../../shared/labels/labelling.ts';

const units = 3;
const settings = {
  units,
  stageEdgesSec: [0.3],
  toleranceOnsetSec: { before: 0.1, after: 0.2 },
  toleranceSustainSec: { before: 0.05, after: 0.3 },
  freeUnits: 0,
};
const grid = { startSec: 0, hopSec: 0.02, frames: 3 * tileFrames - 40 };
const lengthSec = grid.frames * grid.hopSec;

const someNotes = fc.array(
  fc
    .record({
      part: fc.constant(0),
      pitchMidi: fc.integer({ min: 60, max: 62 }),
      onsetSec: fc.double({ min: 0, max: lengthSec, noNaN: true }),
      forSec: fc.double({ min: 0.05, max: 6, noNaN: true }),
    })
    .map(({ forSec, ...note }): NoteToLabel => ({ ...note, offsetSec: note.onsetSec + forSec })),
  { maxLength: 12 },
);

function tilesOf(notes: readonly NoteToLabel[]): LabelTiles {
  const tiles = new LabelTiles(settings, grid);
  notes.forEach((note, index) => tiles.setNote(`n${index}`, [note]));
  return tiles;
}

describe('runs of units', () => {
  it('[U98] hold every cell of the label matrix, and no more', () => {
    fc.assert(
      fc.property(someNotes, (notes) => {
        const tiles = tilesOf(notes);
        for (const tileClass of tiles.classes()) {
          const { rows } = unitRuns(tiles, tileClass, units, 0, tiles.tileCount);
          const painted = rows.map((runs) => {
            const row = new Uint8Array(grid.frames);
            for (let at = 0; at < runs.length; at += 2) row.fill(1, runs[at], runs[at + 1]);
            return row;
          });
          for (let frame = 0; frame < grid.frames; frame++) {
            const index = Math.floor(frame / tileFrames);
            const at = (frame - index * tileFrames) * units;
            const cells = [...tiles.tile(tileClass, index).subarray(at, at + units)];
            expect(painted.map((row) => row[frame])).toEqual([...cells, Math.max(...cells)]);
          }
          // Each goes as far as it can.
          for (const runs of rows)
            for (let at = 2; at < runs.length; at++) expect(runs[at]).toBeGreaterThan(runs[at - 1]!);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('[U98] those of what is looked at look the same as all of them', () => {
    const colours = rollColours('dark');
    fc.assert(
      fc.property(
        someNotes,
        fc.record({
          startSec: fc.double({ min: -1, max: lengthSec, noNaN: true }),
          pxPerSec: fc.double({ min: 4, max: 400, noNaN: true }),
          pxPerPitch: fc.integer({ min: 4, max: 30 }),
        }),
        (notes, place) => {
          const tiles = tilesOf(notes);
          const view: RollView = { widthPx: 80, heightPx: 60, topPitch: 63, ...place };
          const [whole, shown] = [new Pixels(80, 60, 1), new Pixels(80, 60, 1)];
          const surface = { widthPx: 80, heightPx: 60, fromPx: 0, toPx: 80, scale: 1 };
          const { first, end } = shownFrames(surface, view, grid);
          const paint = (context: Pixels, fromTile: number, endTile: number): void => {
            const classes = tiles.classes().map((each) => unitRuns(tiles, each, units, fromTile, endTile));
            paintUnits({ ...surface, context }, view, { classes, grid, units, isFaint: false }, colours);
          };
          paint(whole, 0, tiles.tileCount);
          paint(
            shown,
            Math.floor(first / tileFrames),
            Math.min(Math.ceil(end / tileFrames), tiles.tileCount),
          );
          expect(Buffer.compare(Buffer.from(whole.bytes), Buffer.from(shown.bytes))).toBe(0);
        },
      ),
      { numRuns: 100 },
    );
  });
});
