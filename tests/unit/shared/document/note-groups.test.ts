import { describe, expect, it } from 'vitest';
import { addGroup, assignNotes, reorderGroups } from '../../../../shared/document/edits/edit-groups.ts';
import { drawNote } from '../../../../shared/document/edits/draw-notes.ts';
import type { DocumentState } from '../../../../shared/document/document-state.ts';
import { groupLookup } from '../../../../shared/document/note-groups.ts';
import { recordOf } from '../../../../shared/document/record-table.ts';
import { edited, toyDocument } from '../../../support/toy-documents.ts';

const groupOf = (document: DocumentState, id: string): string | null =>
  groupLookup(document)(recordOf(document.notes, id)!);

describe('groups of notes', () => {
  it('[D10] a note is where a person put it, or else with the first group whose rule it fits', () => {
    const document = edited(
      toyDocument(8),
      (now) => addGroup(now, { id: 'low', name: 'Low', rule: [{ pitches: [{ lowMidi: 0, highMidi: 60 }] }] }),
      (now) => assignNotes(now, ['t1n2'], 'g2'),
      (now) => assignNotes(now, ['t1n3'], 'rest'),
    );
    expect(['t1n1', 't2n1', 't1n2', 't1n3'].map((id) => groupOf(document, id))).toEqual([
      'g1',
      'g2',
      'g2',
      null,
    ]);
    const reordered = edited(document, (now) => reorderGroups(now, ['low', 'g1', 'g2']));
    expect(['t1n1', 't1n2'].map((id) => groupOf(reordered, id))).toEqual(['low', 'g2']);
    const given = edited(reordered, (now) => assignNotes(now, ['t1n2', 't1n3'], 'rule'));
    expect(['t1n2', 't1n3'].map((id) => groupOf(given, id))).toEqual(['low', 'g1']);
  });

  it('[D10] a drawn note follows the rules of its part, and none about score time', () => {
    const document = edited(
      toyDocument(8),
      (now) => addGroup(now, { id: 'early', name: 'Early', rule: [{ timesSec: [[0, 9]] }] }),
      (now) => reorderGroups(now, ['early', 'g1', 'g2']),
      (now) =>
        drawNote(now, { id: 'd1', partId: 'p2', pitchMidi: 60, velocity: 64, onsetSec: 0.7, offsetSec: 0.9 }),
    );
    expect(groupOf(document, 'd1')).toBe('g2');
    expect(groupOf(document, 't1n1')).toBe('early');
  });
});
