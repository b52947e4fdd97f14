import { describe, expect, it } from 'vitest';
import { layOut } from '../../../../renderer/canvas/roll-note.ts';
import type { RollNote } from '../../../../renderer/canvas/roll-note.ts';
import { othersOf, sharedWithin } from '../../../../renderer/canvas/shared-notes.ts';
import { rollNote } from '../../../support/roll-scene.ts';

const note = (noteId: string, group: number, onsetSec: number, offsetSec: number, pitchMidi = 60): RollNote =>
  rollNote({ noteId, group, onsetSec, offsetSec, pitchMidi });

describe('unisons', () => {
  it('[U80] are notes of one pitch in two groups that sound together', () => {
    const layout = layOut([
      note('a', 0, 0, 2),
      note('b', 1, 1, 3),
      note('same group', 1, 1, 3),
      note('other pitch', 1, 0, 3, 61),
      note('later', 0, 3, 4),
      note('legato', 1, 3.98, 5),
    ]);
    const shared = sharedWithin(layout, 0, layout.notes.length);
    const found = [...shared].map(([{ noteId }, other]) => [noteId, other]);
    expect(new Map(found as [string, number][])).toEqual(
      new Map([
        ['a', 1],
        ['b', 0],
        ['same group', 0],
      ]),
    );
    expect(othersOf(layout, [layout.notes[0]!])).toEqual([1]);
    expect(othersOf(layout, [layout.notes.find(({ noteId }) => noteId === 'later')!])).toEqual([]);
  });
});
