import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { labelNotes } from '../../../../shared/labels/labelling.ts';
import { ownershipOf } from '../../../../shared/labels/ownership.ts';
import { paintedSpan } from '../../../../shared/labels/paint.ts';
import type { PaintRow } from '../../../../shared/labels/paint.ts';
import { labelMatrix } from '../../../../shared/labels/rasterise.ts';

const parts = [{ instrumentKey: 'gm0', decays: true }];
const none = { before: 0, after: 0 };
const settings = {
  units: 2,
  stageEdgesSec: [],
  toleranceOnsetSec: none,
  toleranceSustainSec: none,
  freeUnits: 0,
};
const grid = { startSec: 0, hopSec: 0.5, frames: 8 };
const note = { part: 0, pitchMidi: 60, onsetSec: 1, offsetSec: 2 };
const row = (unit: number | null, ...runs: PaintRow['runs']): PaintRow => ({
  part: 0,
  pitchMidi: 60,
  unit,
  runs,
});
const on = (fromSec: number, toSec: number): PaintRow['runs'][number] => ({ fromSec, toSec, isOn: true });
const off = (fromSec: number, toSec: number): PaintRow['runs'][number] => ({ fromSec, toSec, isOn: false });

/** One text per unit. */
function columns(notes: readonly (typeof note)[], paint: readonly PaintRow[]): string[] {
  const labelling = labelNotes(notes, parts, settings, grid, paint);
  const { unitCount } = labelling.unitTable;
  const cells = labelMatrix(labelling);
  return Array.from({ length: unitCount }, (_, unit) =>
    Array.from({ length: grid.frames }, (_, frame) => cells[frame * unitCount + unit]).join(''),
  );
}

describe('paint', () => {
  it('[L8] paint forces cells of a class on or off; paint of a unit covers that of its class', () => {
    expect(columns([note], [])).toEqual(['00100000', '00111000']);
    expect(columns([note], [row(null, on(2.75, 3.75))])).toEqual(['00100011', '00111011']);
    expect(columns([note], [row(1, off(1.25, 2.25))])).toEqual(['00100000', '00100000']);
    expect(columns([note], [row(0, on(0, 0.75)), row(null, off(0, 4))])).toEqual(['11000000', '00000000']);
  });

  it('[L8] paint that forces on makes a class where there is no note, paint that forces off does not', () => {
    expect(columns([], [row(null, on(1, 1.5))])).toEqual(['00100000', '00100000']);
    expect(columns([], [row(null, off(1, 1.5))])).toEqual([]);
    expect(columns([], [row(null, on(5, 6))])).toEqual([]);
  });

  it('[L9] a cell painted on one grid covers the same time on any other', () => {
    const hops = fc.constantFrom(0.01, 0.023, 0.0464, 0.1, 0.25);
    fc.assert(
      fc.property(
        hops,
        hops,
        fc.integer({ min: 1, max: 200 }),
        fc.nat(20),
        (hopSec, otherHopSec, first, more) => {
          const run = on((first - 0.5) * hopSec, (first + more + 0.5) * hopSec);
          expect(paintedSpan(run, { startSec: 0, hopSec, frames: 1 })).toEqual({ first, last: first + more });
          const other = paintedSpan(run, { startSec: 0, hopSec: otherHopSec, frames: 1 });
          expect(other.last).toBeGreaterThanOrEqual(other.first);
          const slackSec = otherHopSec / 2 + 1e-6;
          expect(other.first * otherHopSec).toBeGreaterThanOrEqual(run.fromSec - slackSec);
          expect(other.last * otherHopSec).toBeLessThanOrEqual(run.toSec + slackSec);
        },
      ),
    );
  });

  it('[L10] frames that are only painted belong to the nearest note of their class', () => {
    const notes = [note, { ...note, onsetSec: 3.5, offsetSec: 3.6 }];
    const labelling = labelNotes(notes, parts, settings, grid, [row(null, on(0, 4))]);
    const owners = (groups: number[]): string => [...ownershipOf(labelling, groups).ownersOf(0, 8)].join('');
    expect(owners([5, 7])).toBe('55555577');
    const alone = labelNotes([], parts, settings, grid, [row(null, on(1, 2))]);
    expect([...ownershipOf(alone, []).ownersOf(0, 5)]).toEqual([-1, -1, -1, -1, -1]);
    const grouped = labelNotes([], parts, settings, grid, [{ ...row(null, on(1, 2)), group: 3 }]);
    expect([...ownershipOf(grouped, []).ownersOf(0, 5)]).toEqual([-1, -1, 3, 3, -1]);
  });
});
