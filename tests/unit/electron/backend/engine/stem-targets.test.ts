import { describe, expect, it } from 'vitest';
import { planStems } from '../../../../../electron/backend/engine/plan-separation.ts';
import { parseScore } from '../../../../../electron/backend/engine/score/read-score.ts';
import { stemTargets } from '../../../../../electron/backend/engine/stem-targets.ts';
import type { NoteGroup } from '../../../../../shared/music/note-group.ts';
import { midiFile, off, on } from '../../../../support/midi-file-bytes.ts';

const score = parseScore(
  midiFile({}, [on(0, 60), off(960, 60), on(0, 62), off(960, 62)], [on(0, 48), off(960, 48)]),
  's.mid',
);
if (!score.ok) throw new Error(score.error.message);
const idOf = (pitch: number): string => score.value.notes.find((note) => note.pitchMidi === pitch)!.id;
const groups: NoteGroup[] = [
  { name: 'one', kind: 'group', noteIds: [idOf(62)] },
  { name: 'rest', kind: 'rest', noteIds: [idOf(60), idOf(48)] },
];
const plan = { score: score.value, groups, stems: planStems(groups, '/tmp', 'p'), warnings: [] };
const ownersByPitch = (notesInGroup: readonly number[]): [number, number][] => {
  const { notes, groupOfNote } = stemTargets(plan, notesInGroup);
  return notes.map(({ pitchMidi }, index): [number, number] => [pitchMidi, groupOfNote[index]!]).sort();
};

describe('stemTargets', () => {
  it('[K7] every note goes to its group, in the order of the stems', () => {
    expect(ownersByPitch([1, 2])).toEqual([
      [48, 1],
      [60, 1],
      [62, 0],
    ]);
    const { groups: targets, residual, leftOut, parts } = stemTargets(plan, [1, 2]);
    expect(targets.map(({ stem, notes }) => [stem.group, notes])).toEqual([
      ['one', 1],
      ['rest', 2],
    ]);
    expect(residual.group).toBe('residual');
    expect(leftOut).toEqual([]);
    expect(parts.length).toBe(2);
  });

  it('[K7] a group without notes in the span keeps its stem; a rest without notes has none', () => {
    expect(stemTargets(plan, [0, 1]).groups.length).toBe(2);
    expect(stemTargets(plan, [1, 0]).groups.map(({ stem }) => stem.group)).toEqual(['one']);
    expect(stemTargets(plan, [1, 0]).leftOut.map(({ group }) => group)).toEqual(['rest']);
    expect(ownersByPitch([1, 0])).toEqual([
      [48, -1],
      [60, -1],
      [62, 0],
    ]);
  });
});
