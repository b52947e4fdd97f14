import { describe, expect, it } from 'vitest';
import { assignNotes } from '../../../../shared/document/edits/edit-groups.ts';
import { paintCells } from '../../../../shared/document/edits/paint-cells.ts';
import { setTolerance } from '../../../../shared/document/edits/set-tolerance.ts';
import { labelInputOf, labelsOf } from '../../../../shared/document/labels-of.ts';
import { labelNotes } from '../../../../shared/labels/labelling.ts';
import { labelMatrix } from '../../../../shared/labels/rasterise.ts';
import { partsOf } from '../../../../shared/music/score-parts.ts';
import { edited, toyDocument, toyScore } from '../../../support/toy-documents.ts';

const settings = {
  units: 4,
  stageEdgesSec: [0.25, 0.8],
  toleranceOnsetSec: { before: 0.15, after: 0.15 },
  toleranceSustainSec: { before: 0.15, after: 0.15 },
  freeUnits: 2,
};
const grid = { startSec: 0, hopSec: 0.046, frames: 60 };

describe('labels of a document', () => {
  it('[L15] an untouched document has the labels that its score has from the command line', () => {
    const score = toyScore(24);
    const { parts, partOfNote } = partsOf(score);
    const notes = score.notes.map((note, index) => ({ ...note, part: partOfNote[index]! }));
    const expected = labelNotes(notes, parts, settings, grid);
    const labelling = labelsOf(toyDocument(24), settings, grid);
    expect(labelling.unitTable).toEqual(expected.unitTable);
    expect(labelMatrix(labelling)).toEqual(labelMatrix(expected));
  });

  it('[L15] the input is plain data: notes with their tolerances, paint, and groups by order', () => {
    const document = edited(
      toyDocument(4),
      (now) => assignNotes(now, ['t1n1'], 'rest'),
      (now) => setTolerance(now, { kind: 'notes', ids: ['t2n1'] }, { sustainAfterSec: 2 }),
      (now) => paintCells(now, [{ partId: 'p2', pitchMidi: 50, unit: 1, fromSec: 0, toSec: 1 }], 'off'),
    );
    const input = labelInputOf(document, settings);
    expect(structuredClone(input)).toEqual(input);
    expect(input.soundings.map(({ noteId }) => noteId)).toEqual(['t1n1', 't2n1', 't1n2', 't2n2']);
    expect([...input.groupOfNote]).toEqual([-1, 1, 0, 1]);
    expect(input.groupIds).toEqual(['g1', 'g2']);
    expect(input.notes[1]).toMatchObject({ part: 1, toleranceSustainSec: { before: 0.15, after: 2 } });
    expect(input.paint).toEqual([
      { part: 1, pitchMidi: 50, unit: 1, runs: [{ fromSec: 0, toSec: 1, isOn: false }], group: 1 },
    ]);
    expect(input.parts).toHaveLength(2);
  });
});
