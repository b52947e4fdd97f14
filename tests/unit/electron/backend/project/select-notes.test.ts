import { describe, expect, it } from 'vitest';
import { liveOrderOf } from '../../../../../electron/backend/project/live-order-of.ts';
import { selectNotes } from '../../../../../electron/backend/project/select-notes.ts';
import { soundingNotes } from '../../../../../shared/document/note-times.ts';
import { toyDocument } from '../../../../support/toy-documents.ts';

const document = toyDocument(8);
const ordered = liveOrderOf(document, '/recording.wav');
if (!ordered.ok) throw new Error(ordered.error.message);
const { order } = ordered.value;

describe('notes as a stem of their own', () => {
  it('[RP40] they leave their groups, and nothing else changes', () => {
    const [first, second] = soundingNotes(document).map(({ noteId }) => noteId);
    const selected = selectNotes(document, order, [
      { noteId: first!, visit: 1 },
      { noteId: second!, visit: null },
    ]);
    if (!selected.ok) throw new Error(selected.error.message);
    const { groups, groupOfNote, ...rest } = selected.value;
    expect(groups).toEqual([...order.groups, 'selection']);
    expect(groupOfNote.slice(0, 2)).toEqual([groups.length - 1, groups.length - 1]);
    expect(groupOfNote.slice(2)).toEqual(order.groupOfNote.slice(2));
    expect(rest.notes).toBe(order.notes);
  });

  it('[RP40] a visit that does not sound selects nothing', () => {
    const { noteId } = soundingNotes(document)[0]!;
    expect(selectNotes(document, order, [{ noteId, visit: 7 }])).toMatchObject({
      ok: false,
      error: { code: 'bad-request' },
    });
  });
});
