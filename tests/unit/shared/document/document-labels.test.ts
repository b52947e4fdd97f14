import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DocumentLabels } from '../../../../shared/document/document-labels.ts';
import type { AutoTolerance } from '../../../../shared/document/effective-tolerance.ts';
import { assignNotes } from '../../../../shared/document/edits/edit-groups.ts';
import type { Edit } from '../../../../shared/document/edits/edit.ts';
import { paintCells } from '../../../../shared/document/edits/paint-cells.ts';
import { setTolerance } from '../../../../shared/document/edits/set-tolerance.ts';
import type { DocumentState } from '../../../../shared/document/document-state.ts';
import { commitEdit, historyOf, undo } from '../../../../shared/document/history.ts';
import { labelsOf } from '../../../../shared/document/labels-of.ts';
import { tileFrames } from '../../../../shared/labels/label-tiles.ts';
import { rasterise } from '../../../../shared/labels/rasterise.ts';
import type { Result } from '../../../../shared/std/result.ts';
import { editOf, someSeeds, toyDocument, valueOf } from '../../../support/toy-documents.ts';

const settings = {
  units: 2,
  stageEdgesSec: [],
  toleranceOnsetSec: { before: 0.15, after: 0.15 },
  toleranceSustainSec: { before: 0.15, after: 0.15 },
  freeUnits: 0,
};
/** Wider where the alignment is less sure. */
const auto: AutoTolerance = ({ confidence }) => {
  const sec = 0.1 + 0.2 * (1 - (confidence ?? 1));
  return { toleranceOnsetSec: { before: sec, after: sec }, toleranceSustainSec: { before: sec, after: sec } };
};

function makeAll({ tiles }: DocumentLabels): number {
  const before = tiles.computed;
  for (const tileClass of tiles.classes()) {
    for (let index = 0; index < tiles.tileCount; index++) tiles.tile(tileClass, index);
  }
  return tiles.computed - before;
}

describe('labels of a document', () => {
  it('[L13] tiles that followed every edit and undo are those of the document', () => {
    const grid = { startSec: 0, hopSec: 0.01, frames: 400 };
    fc.assert(
      fc.property(someSeeds, (seeds) => {
        let history = historyOf(toyDocument());
        const labels = new DocumentLabels(history.document, settings, grid, auto);
        seeds.forEach((seed, index) => {
          makeAll(labels);
          const made = editOf(history.document, seed);
          const committed =
            index % 5 === 4
              ? undo(history)
              : made.ok
                ? commitEdit(history, made.value.name, made.value.patch)
                : made;
          if (!committed.ok) return;
          ({ history } = committed.value);
          labels.follow(history.document, committed.value.step.patch);
        });
        const labelling = labelsOf(history.document, settings, grid, auto);
        const { classes, unitCount } = labelling.unitTable;
        expect(labels.tiles.classes()).toEqual(classes.map(({ part, pitchMidi }) => ({ part, pitchMidi })));
        for (let index = 0; index < labels.tiles.tileCount; index++) {
          const count = Math.min(tileFrames, grid.frames - index * tileFrames);
          const cells = rasterise(labelling, index * tileFrames, count);
          const joined = new Uint8Array(cells.length);
          classes.forEach((tileClass, column) => {
            const tile = labels.tiles.tile(tileClass, index);
            for (let frame = 0; frame < count; frame++) {
              joined.set(tile.subarray(frame * 2, frame * 2 + 2), frame * unitCount + column * 2);
            }
          });
          expect(joined).toEqual(cells);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('[L12] the tolerance of one note among thousands makes the tiles that it reaches', () => {
    let { document }: { document: DocumentState } = { document: toyDocument(1600) };
    const grid = { startSec: 0, hopSec: 0.023, frames: 9000 };
    const labels = new DocumentLabels(document, settings, grid);
    expect(makeAll(labels)).toBeGreaterThan(1200);
    const after = (make: (document: DocumentState) => Result<Edit>): number => {
      const { name, patch } = valueOf(make(document));
      ({ document } = valueOf(commitEdit(historyOf(document), name, patch)).history);
      labels.follow(document, patch);
      return makeAll(labels);
    };
    const note = { kind: 'notes', ids: ['t1n300'] } as const;
    expect(after((now) => setTolerance(now, note, { onsetBeforeSec: 0.5 }))).toBe(1);
    expect(after((now) => setTolerance(now, note, { sustainAfterSec: 8 }))).toBeLessThanOrEqual(3);
    // Another group with the same tolerance changes no label.
    expect(after((now) => assignNotes(now, ['t1n300'], 'g2'))).toBe(0);
    const stroke = { partId: 'p1', pitchMidi: 60, unit: null, fromSec: 10, toSec: 10.5 };
    expect(after((now) => paintCells(now, [stroke], 'on'))).toBe(1);
    expect(after((now) => setTolerance(now, { kind: 'global' }, { onsetBeforeSec: 0.3 }))).toBeGreaterThan(
      1200,
    );
  });
});
