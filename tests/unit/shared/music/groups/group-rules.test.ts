import { describe, expect, it } from 'vitest';
import { groupRules } from '../../../../../shared/music/groups/group-rules.ts';
import type { GroupSpec } from '../../../../../shared/music/groups/group-spec.ts';
import { resolveGroups } from '../../../../../shared/music/groups/resolve-groups.ts';
import { selectionTest } from '../../../../../shared/music/groups/selection-test.ts';
import { toyScore, valueOf } from '../../../../support/toy-documents.ts';

const score = toyScore(40);
const specs: readonly GroupSpec[] = [
  { kind: 'tracks' },
  { kind: 'channels' },
  { kind: 'instruments' },
  { kind: 'hands' },
  { kind: 'hands', splitPitch: 60 },
  {
    kind: 'file',
    file: {
      groups: [
        { name: 'high', select: [{ pitches: [{ lowMidi: 70, highMidi: 127 }] }, { notes: ['t1n1'] }] },
        { name: 'left', select: [{ tracks: ['left'], timesSec: [[0, 3]] }] },
      ],
    },
  },
];

describe('groupRules', () => {
  it('[G8] rules give the notes of the groups that they are made from', () => {
    for (const spec of specs) {
      const { groups } = valueOf(resolveGroups(score, spec));
      const rules = valueOf(groupRules(score, spec));
      const owner = (id: string): string => {
        const note = score.notes.find((candidate) => candidate.id === id)!;
        const own = rules.find(({ rule }) =>
          rule.some((selection) => selectionTest(selection, score.tracks)(note)),
        );
        return own?.name ?? 'rest';
      };
      for (const { name, noteIds } of groups) {
        for (const id of noteIds) expect(owner(id), `${spec.kind} ${id}`).toBe(name);
      }
    }
    expect(groupRules(score, { kind: 'hands', splitPitch: 0 })).toMatchObject({ ok: false });
  });

  it('[G8] a rule that names what nothing has selects nothing', () => {
    const [note] = score.notes;
    for (const selection of [
      { tracks: ['nobody'] },
      { instruments: ['no such thing'] },
      { channels: [16] },
      { notes: ['x'] },
    ]) {
      expect(selectionTest(selection, score.tracks)(note!)).toBe(false);
    }
  });
});
