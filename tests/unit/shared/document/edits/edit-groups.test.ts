import { describe, expect, it } from 'vitest';
import { documentText } from '../../../../../shared/document/canonical-json.ts';
import {
  addGroup,
  assignNotes,
  changeGroup,
  deleteGroup,
  reorderGroups,
} from '../../../../../shared/document/edits/edit-groups.ts';
import { handOver, setChannels, setStrength } from '../../../../../shared/document/edits/edit-mix.ts';
import { setTolerance } from '../../../../../shared/document/edits/set-tolerance.ts';
import { orderedGroups } from '../../../../../shared/document/note-groups.ts';
import { edited, toyDocument, valueOf } from '../../../../support/toy-documents.ts';

const start = toyDocument(8);

describe('groups', () => {
  it('[D17] a new group is last, in a colour of its own', () => {
    const document = edited(start, (now) => addGroup(now, { id: 'solo', name: 'Solo' }));
    expect(orderedGroups(document).at(-1)).toEqual({
      id: 'solo',
      name: 'Solo',
      colour: 'green',
      order: 2,
      rule: [],
    });
    expect(addGroup(document, { id: 'solo', name: 'Other' })).toMatchObject({ ok: false });
  });

  it('[D17] groups are renamed, recoloured, reordered; entries of the history say so', () => {
    expect(valueOf(changeGroup(start, 'g1', { name: 'Upper' })).name).toBe('Rename the group "Right"');
    expect(valueOf(changeGroup(start, 'g1', { colour: 'rose' })).name).toBe('Recolour the group "Right"');
    const document = edited(start, (now) => reorderGroups(now, ['g2', 'g1']));
    expect(orderedGroups(document).map(({ id }) => id)).toEqual(['g2', 'g1']);
    expect(reorderGroups(start, ['g2'])).toMatchObject({ ok: false });
    expect(valueOf(assignNotes(start, ['t1n1', 't1n2'], 'g2')).name).toBe('Assign 2 notes to "Left"');
  });

  it('[D17] nothing is left of a deleted group, and its notes go by the rules of the others', () => {
    const document = edited(
      start,
      (now) => assignNotes(now, ['t1n1'], 'g2'),
      (now) => setTolerance(now, { kind: 'groups', ids: ['g2'] }, { onsetBeforeSec: 0.3 }),
      (now) => setChannels(now, ['g2'], { gainDb: -6 }),
      (now) => setStrength(now, 'g2', { maskExponent: 2, floorDb: -40 }),
      (now) =>
        handOver(now, {
          id: 'r1',
          fromGroupId: 'g1',
          toGroupId: 'g2',
          corners: [
            [0, 50],
            [1, 60],
            [1, 50],
          ],
        }),
      (now) => deleteGroup(now, 'g2'),
    );
    expect(documentText(document)).not.toContain('g2');
    expect(document.regions.size).toBe(0);
  });
});
