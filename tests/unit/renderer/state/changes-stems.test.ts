import { describe, expect, it } from 'vitest';
import { changesStems } from '../../../../renderer/state/changes-stems.ts';
import { assignNotes, changeGroup, reorderGroups } from '../../../../shared/document/edits/edit-groups.ts';
import { setChannels, setStrength } from '../../../../shared/document/edits/edit-mix.ts';
import { toyDocument, valueOf } from '../../../support/toy-documents.ts';

describe('changesStems', () => {
  const document = toyDocument();
  const noteId = 't1n1';

  it('[U22] strengths and the notes of groups are heard without another training', () => {
    const strength = setStrength(document, 'rest', { maskExponent: 2, floorDb: null });
    expect(changesStems(valueOf(strength).patch)).toBe(true);
    expect(changesStems(valueOf(assignNotes(document, [noteId], 'g2')).patch)).toBe(true);
    expect(changesStems(valueOf(reorderGroups(document, ['g2', 'g1'])).patch)).toBe(true);
  });

  it('[U22] names, colours and faders are not', () => {
    expect(changesStems(valueOf(changeGroup(document, 'g1', { name: 'Voice' })).patch)).toBe(false);
    expect(changesStems(valueOf(setChannels(document, ['g1'], { gainDb: -6 })).patch)).toBe(false);
  });
});
