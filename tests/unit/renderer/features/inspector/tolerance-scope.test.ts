import { describe, expect, it } from 'vitest';
import {
  recordIdsOf,
  scopeOf,
  toleranceValues,
} from '../../../../../renderer/features/inspector/tolerance-scope.ts';
import type { ScopeName } from '../../../../../renderer/features/inspector/tolerance-scope.ts';
import { rollNotes } from '../../../../../renderer/state/roll-notes.ts';
import { setTolerance } from '../../../../../shared/document/edits/set-tolerance.ts';
import { orderedGroups } from '../../../../../shared/document/note-groups.ts';
import { toyBasis } from '../../../../support/roll-scene.ts';
import { edited, toyDocument } from '../../../../support/toy-documents.ts';

const document = edited(
  toyDocument(8),
  (of) => setTolerance(of, { kind: 'groups', ids: ['g1'] }, { onsetBeforeSec: 0.3 }),
  (of) => setTolerance(of, { kind: 'notes', ids: ['t1n1'] }, { onsetBeforeSec: 0.4 }),
);
const groups = orderedGroups(document);
const notes = rollNotes(document, toyBasis).notes.slice(0, 4);

function values(name: ScopeName): readonly number[] {
  return toleranceValues(document, toyBasis, groups, scopeOf(name, notes, groups), notes).onsetBeforeSec;
}

describe('tolerances in the inspector', () => {
  it('[U19] of notes show what holds, of groups and of all what was said', () => {
    expect([...values('selection')].sort()).toEqual([0.1, 0.1, 0.3, 0.4]);
    expect(values('groups')).toEqual([0.3]);
    expect(values('group:g1')).toEqual([0.3]);
    expect(values('group:g2')).toEqual([]);
    expect(values('all')).toEqual([]);
  });

  it('[U19] are set for the selected notes, their groups, one group or all', () => {
    const ids = (name: ScopeName): readonly string[] => recordIdsOf(scopeOf(name, notes, groups));
    expect(ids('selection')).toHaveLength(4);
    expect(new Set(ids('groups'))).toEqual(new Set(['group:g1', 'group:g2']));
    expect(ids('group:g2')).toEqual(['group:g2']);
    expect(ids('all')).toEqual(['global']);
  });
});
