import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { labelNotes } from '../../../../shared/labels/labelling.ts';
import { ownershipOf } from '../../../../shared/labels/ownership.ts';
import { labelMatrix } from '../../../../shared/labels/rasterise.ts';

const parts = [{ instrumentKey: 'gm0', decays: true }];
const settings = {
  units: 2,
  stageEdgesSec: [],
  toleranceOnsetSec: { before: 0.5, after: 0.5 },
  toleranceSustainSec: { before: 0.5, after: 0.5 },
  freeUnits: 0,
};
const grid = { startSec: 0, hopSec: 0.25, frames: 16 };

describe('ownershipOf', () => {
  it('[L7] the nearer onset owns a frame that two notes claim; shared frames are counted', () => {
    const notes = [
      { part: 0, pitchMidi: 60, onsetSec: 0.5, offsetSec: 1.25 },
      { part: 0, pitchMidi: 60, onsetSec: 2, offsetSec: 2.5 },
    ];
    const ownership = ownershipOf(labelNotes(notes, parts, settings, grid), [0, 1]);
    expect([...ownership.ownersOf(0, 16)].map((owner) => (owner < 0 ? '.' : String(owner))).join('')).toBe(
      '0000001111111...',
    );
    // Frames at 1.5 s and 1.75 s lie in both widened notes; at 1.25 s only the first.
    expect(ownership.sharedCells).toBe(2);
    expect(ownershipOf(labelNotes(notes, parts, settings, grid), [1, 1]).sharedCells).toBe(0);
  });

  it('[L7] every labelled cell has an owner, every owner has the nearest onset, in any tile', () => {
    const someNotes = fc.array(
      fc.record({
        pitchMidi: fc.integer({ min: 60, max: 61 }),
        onsetSec: fc.integer({ min: -4, max: 18 }).map((n) => n / 4 + 0.01),
        lengthSec: fc.integer({ min: 0, max: 6 }).map((n) => n / 4),
        group: fc.integer({ min: 0, max: 2 }),
      }),
      { minLength: 1, maxLength: 7 },
    );
    fc.assert(
      fc.property(someNotes, fc.integer({ min: 1, max: 16 }), (raw, cut) => {
        const notes = raw.map((note) => ({ ...note, part: 0, offsetSec: note.onsetSec + note.lengthSec }));
        const labelling = labelNotes(notes, parts, settings, grid);
        const { classes, unitCount } = labelling.unitTable;
        const ownership = ownershipOf(
          labelling,
          notes.map((note) => note.group),
        );
        const owners = [...ownership.ownersOf(0, cut), ...ownership.ownersOf(cut, grid.frames - cut)];
        const labels = labelMatrix(labelling);
        for (let frame = 0; frame < grid.frames; frame++) {
          classes.forEach(({ pitchMidi }, index) => {
            const time = frame * grid.hopSec;
            const claims = notes
              .filter((note) => note.pitchMidi === pitchMidi)
              .filter((note) => time >= note.onsetSec - 0.5 - 1e-9 && time <= note.offsetSec + 0.5 + 1e-9);
            const owner = owners[frame * classes.length + index];
            const cells = labels.subarray(frame * unitCount + index * 2, frame * unitCount + index * 2 + 2);
            expect(owner! >= 0).toBe(cells.some((cell) => cell === 1));
            const nearest = Math.min(...claims.map((note) => Math.abs(note.onsetSec - time)));
            const allowed = claims.filter((note) => Math.abs(note.onsetSec - time) === nearest);
            if (owner! >= 0) expect(allowed.map((note) => note.group)).toContain(owner);
          });
        }
      }),
      { numRuns: 120 },
    );
  });
});
