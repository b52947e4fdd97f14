import { describe, expect, it } from 'vitest';
import { moveNotes } from '../../../../../shared/document/edits/move-notes.ts';
import { soundingLookup } from '../../../../../shared/document/note-times.ts';
import { recordOf } from '../../../../../shared/document/record-table.ts';
import { edited, toyDocument } from '../../../../support/toy-documents.ts';

/** Notes at 0, 0.25, 0.5 and 0.75 s in each hand; a recording of 2.5 s. */
const start = toyDocument(8);
const both = [
  { noteId: 't1n2', visit: null },
  { noteId: 't1n3', visit: 1 },
];

function onsets(bySec: number, bySemitones = 0): readonly (readonly [number, number])[] {
  const document = edited(start, (now) => moveNotes(now, both, { bySec, bySemitones }));
  const lookup = soundingLookup(document);
  return ['t1n2', 't1n3'].map((id) => {
    const [sounding] = lookup(recordOf(document.notes, id)!);
    return [sounding!.onsetSec, sounding!.pitchMidi];
  });
}

describe('moveNotes', () => {
  it('[D13] all move by the same amount, and none out of the recording or the pitches', () => {
    const [first, second] = onsets(0.1, 2);
    expect([first?.[0], second?.[0]]).toEqual([0.35, 0.6]);
    const pitches = [first![1], second![1]];
    expect(pitches).toEqual(onsets(0.1).map(([, pitch]) => pitch + 2));
    expect(onsets(-5).map(([onset]) => onset)).toEqual([0, 0.25]);
    expect(onsets(50).map(([onset]) => onset)).toEqual([1.75, 2]);
    expect(onsets(0.01, 500).map(([, pitch]) => pitch)).toEqual(
      onsets(0.01).map(([, pitch]) => pitch + 127 - Math.max(...onsets(0.01).map(([, other]) => other))),
    );
  });

  it('[D13] a pitch alone pins nothing', () => {
    const document = edited(start, (now) => moveNotes(now, both, { bySec: 0, bySemitones: -1 }));
    expect(document.pins.size).toBe(0);
  });

  it('[D13] unknown notes and visits are refused by name', () => {
    const message = (noteId: string, visit: number): string => {
      const moved = moveNotes(start, [{ noteId, visit }], { bySec: 1, bySemitones: 0 });
      return moved.ok ? '' : moved.error.message;
    };
    expect(message('t9n9', 1)).toBe('There is no "t9n9" in notes.');
    expect(message('t1n1', 2)).toBe('The note "t1n1" does not sound there.');
  });
});
