import { describe, expect, it } from 'vitest';
import { readPiece } from '../../../../../../electron/backend/demo/notation.ts';
import { bachBwv772 } from '../../../../../../electron/backend/demo/scores/bach-bwv772.ts';

const notes = readPiece(bachBwv772);

/** Pitches of one hand from a place on, as steps from the first. */
function shape(hand: 'right' | 'left', fromQuarters: number, count: number): number[] {
  const part = notes.filter((note) => note.hand === hand && note.startQuarters >= fromQuarters);
  return part.slice(0, count).map((note) => note.pitchMidi - (part[0]?.pitchMidi ?? 0));
}

describe('bachBwv772', () => {
  it('[O2] has 22 whole bars and both hands throughout', () => {
    expect(bachBwv772.bars).toHaveLength(22);
    expect(notes.filter((note) => note.hand === 'right')).toHaveLength(240);
    expect(notes.filter((note) => note.hand === 'left')).toHaveLength(218);
    expect(Math.max(...notes.map((note) => note.startQuarters + note.lengthQuarters))).toBe(88);
  });

  it('[O2] the left hand imitates the subject, an octave lower, then on the dominant', () => {
    const subject = [0, 2, 4, 5, 2, 4, 0];
    expect(shape('right', 0, 7)).toEqual(subject);
    expect(shape('left', 0, 7)).toEqual(subject);
    expect(shape('left', 6.25, 7)).toEqual(subject);
    expect(shape('left', 24.25, 7)).toEqual(subject);
    expect(shape('right', 26.25, 7)).toEqual(subject);
  });

  it('[O2] cadences on G in bar 7, on A in bar 15 and on C at the end', () => {
    const sounding = (at: number): number[] =>
      notes
        .filter((note) => note.startQuarters <= at && note.startQuarters + note.lengthQuarters > at)
        .map((note) => note.pitchMidi % 12);
    expect(sounding(24)).toEqual([7]);
    expect(new Set(sounding(56))).toEqual(new Set([9]));
    expect(new Set(sounding(84))).toEqual(new Set([0, 4, 7]));
  });
});
