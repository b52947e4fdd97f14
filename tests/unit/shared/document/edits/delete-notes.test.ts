import { describe, expect, it } from 'vitest';
import { alignmentEdit } from '../../../../../shared/document/alignment-result.ts';
import { documentText } from '../../../../../shared/document/canonical-json.ts';
import { deleteNotes } from '../../../../../shared/document/edits/delete-notes.ts';
import { assignNotes } from '../../../../../shared/document/edits/edit-groups.ts';
import { moveNotes } from '../../../../../shared/document/edits/move-notes.ts';
import { setTolerance } from '../../../../../shared/document/edits/set-tolerance.ts';
import { soundingLookup } from '../../../../../shared/document/note-times.ts';
import { recordOf } from '../../../../../shared/document/record-table.ts';
import { edited, toyAlignment, toyDocument } from '../../../../support/toy-documents.ts';

const full = edited(
  toyDocument(8),
  (now) => alignmentEdit(now, toyAlignment(8)),
  (now) => moveNotes(now, [{ noteId: 't1n4', visit: 2 }], { bySec: 0.1, bySemitones: 0 }),
  (now) => assignNotes(now, ['t1n4'], 'rest'),
  (now) => setTolerance(now, { kind: 'notes', ids: ['t1n4'] }, { onsetBeforeSec: 0.3 }),
);

describe('deleteNotes', () => {
  it('[D16] nothing is left of a deleted note', () => {
    const document = edited(full, (now) => deleteNotes(now, [{ noteId: 't1n4', visit: null }]));
    expect(documentText(document)).not.toContain('t1n4');
    const visits = [1, 2].map((visit) => ({ noteId: 't1n4', visit }));
    expect(documentText(edited(full, (now) => deleteNotes(now, visits)))).toBe(documentText(document));
  });

  it('[D16] a note that sounds elsewhere too is kept, and not played where it was deleted', () => {
    const document = edited(full, (now) => deleteNotes(now, [{ noteId: 't1n4', visit: 2 }]));
    const visits = soundingLookup(document)(recordOf(document.notes, 't1n4')!);
    expect(visits.map(({ visit }) => visit)).toEqual([1]);
    expect(recordOf(document.pins, 't1n4')).toBeUndefined();
    expect(recordOf(document.unplayed, 't1n4')).toEqual({ id: 't1n4', visits: [2], by: 'person' });
  });
});
