import { describe, expect, it } from 'vitest';
import { deleteNotes } from '../../../../shared/document/edits/delete-notes.ts';
import { selectedIds, sessionDefaults, sessionShape } from '../../../../shared/document/session.ts';
import { edited, toyDocument } from '../../../support/toy-documents.ts';

describe('sessions', () => {
  it('[H7] what an undo takes away is not selected while it is gone', () => {
    const document = toyDocument(4);
    const session = {
      ...sessionDefaults,
      selection: [
        { table: 'notes', id: 't1n1' },
        { table: 'notes', id: 't1n2' },
        { table: 'groups', id: 'g1' },
      ] as const,
    };
    const without = edited(document, (now) => deleteNotes(now, [{ noteId: 't1n2', visit: null }]));
    expect(selectedIds(without, session, 'notes')).toEqual(['t1n1']);
    expect(selectedIds(document, session, 'notes')).toEqual(['t1n1', 't1n2']);
    expect(selectedIds(document, session, 'groups')).toEqual(['g1']);
  });

  it('[D4] a foreign session fits its shape, or is none', () => {
    expect(sessionShape.fault(structuredClone(sessionDefaults), 'session')).toBeNull();
    expect(sessionShape.fault({ ...sessionDefaults, tool: 'hammer' }, 'session')).toMatch(/session\.tool/);
    const selection = [{ table: '__proto__', id: 'x' }];
    expect(sessionShape.fault({ ...sessionDefaults, selection }, 'session')).toMatch(/selection\[0\]\.table/);
  });
});
