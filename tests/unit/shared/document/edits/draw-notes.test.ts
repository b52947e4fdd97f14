import { describe, expect, it } from 'vitest';
import { copyNotes, drawNote } from '../../../../../shared/document/edits/draw-notes.ts';
import { assignNotes } from '../../../../../shared/document/edits/edit-groups.ts';
import { setTolerance } from '../../../../../shared/document/edits/set-tolerance.ts';
import { recordOf } from '../../../../../shared/document/record-table.ts';
import { edited, toyDocument } from '../../../../support/toy-documents.ts';

const start = toyDocument(8);
const drawn = { id: 'd1', partId: 'p2', pitchMidi: 61, velocity: 70, onsetSec: 0.7, offsetSec: 0.9 };

describe('new notes', () => {
  it('[D15] a drawn note says that it was drawn, and where it is pinned', () => {
    const document = edited(start, (now) => drawNote(now, { ...drawn, groupId: 'g1' }));
    expect(recordOf(document.notes, 'd1')).toEqual({
      id: 'd1',
      partId: 'p2',
      pitchMidi: 61,
      velocity: 70,
      origin: 'drawn',
      score: null,
    });
    expect(recordOf(document.pins, 'd1')?.visits).toEqual([{ visit: 1, onsetSec: 0.7, offsetSec: 0.9 }]);
    expect(recordOf(document.assignments, 'd1')?.groupId).toBe('g1');
    expect(drawNote(document, drawn)).toMatchObject({ ok: false, error: { code: 'edit-refused' } });
  });

  it('[D15] a copy has its original’s group and tolerance, and times of its own', () => {
    const document = edited(
      start,
      (now) => assignNotes(now, ['t1n2'], 'g2'),
      (now) => setTolerance(now, { kind: 'notes', ids: ['t1n2'] }, { onsetAfterSec: 0.4 }),
      (now) => copyNotes(now, [{ noteId: 't1n2', visit: 1 }], { bySec: 0.5, bySemitones: 12 }, ['c1']),
    );
    const original = recordOf(document.notes, 't1n2')!;
    expect(recordOf(document.notes, 'c1')).toMatchObject({
      origin: 'drawn',
      pitchMidi: original.pitchMidi + 12,
    });
    expect(recordOf(document.pins, 'c1')?.visits).toEqual([{ visit: 1, onsetSec: 0.75, offsetSec: 1.25 }]);
    expect(recordOf(document.assignments, 'c1')?.groupId).toBe('g2');
    expect(recordOf(document.tolerances, 'note:c1')?.onsetAfterSec).toBe(0.4);
    expect(document.pins.size).toBe(1);
  });

  it('[D15] every copy needs an id of its own', () => {
    const refs = [{ noteId: 't1n2', visit: 1 }];
    for (const ids of [[], ['a', 'b'], ['t1n1']]) {
      expect(copyNotes(start, refs, { bySec: 0, bySemitones: 0 }, ids)).toMatchObject({ ok: false });
    }
  });
});
