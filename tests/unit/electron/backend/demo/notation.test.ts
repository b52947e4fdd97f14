import { describe, expect, it } from 'vitest';
import { barStarts, pitchOf, readPiece } from '../../../../../electron/backend/demo/notation.ts';
import type { WrittenBar, WrittenPiece } from '../../../../../electron/backend/demo/notation.ts';

function piece(bars: readonly WrittenBar[], upbeatQuarters = 0): WrittenPiece {
  return {
    slug: 'test',
    title: '',
    composer: '',
    source: '',
    timeSignature: [3, 4],
    key: { fifths: 0, minor: false },
    quartersPerMinute: 60,
    upbeatQuarters,
    pedal: [],
    bars,
  };
}

describe('readPiece', () => {
  it('[O1] reads lengths, dots, chords, rests and several voices', () => {
    const notes = readPiece(piece([{ right: ['C4/4. D4/8 r/4', 'r/2 [E4 G4]/4'], left: 'C3/2.' }]));
    expect(notes.map((n) => [n.hand, n.pitchMidi, n.startQuarters, n.lengthQuarters])).toEqual([
      ['left', 48, 0, 3],
      ['right', 60, 0, 1.5],
      ['right', 62, 1.5, 0.5],
      ['right', 64, 2, 1],
      ['right', 67, 2, 1],
    ]);
  });

  it('[O1] joins ties across bar lines, of whole chords and of single notes in a chord', () => {
    const notes = readPiece(
      piece([
        { right: 'r/2 [C4~ E4]/4', left: '[C3 G3]/2.~' },
        { right: '[C4 E4]/2.', left: '[C3 G3]/2.' },
      ]),
    );
    expect(notes.map((n) => [n.pitchMidi, n.startQuarters, n.lengthQuarters])).toEqual([
      [48, 0, 6],
      [55, 0, 6],
      [60, 2, 4],
      [64, 2, 1],
      [64, 3, 3],
    ]);
  });

  it('[O1] refuses a bar that does not add up, naming bar, hand and voice', () => {
    const short = piece([{ right: 'C4/2.', left: ['r/2.', 'C3/4 D3'] }]);
    expect(() => readPiece(short)).toThrow('bar 1, left hand, voice 2: expected 3 quarters, got 2');
    const afterUpbeat = piece(
      [
        { right: 'C4/4', left: 'r/4' },
        { right: 'C4/1', left: 'r/2.' },
      ],
      1,
    );
    expect(() => readPiece(afterUpbeat)).toThrow('bar 1, right hand');
    expect(barStarts(afterUpbeat)).toEqual([0, 1, 4]);
  });

  it('[O1] refuses what it cannot read and ties that lead nowhere', () => {
    expect(() => readPiece(piece([{ right: 'H4/2.', left: 'r/2.' }]))).toThrow('cannot read "H4/2."');
    expect(() => readPiece(piece([{ right: 'C4', left: 'r/2.' }]))).toThrow('needs a length');
    expect(() => readPiece(piece([{ right: 'C4/2.~', left: 'r/2.' }]))).toThrow('out of the piece');
    const lost = piece([
      { right: 'C4/2.~', left: 'r/2.' },
      { right: 'D4/2.', left: 'r/2.' },
    ]);
    expect(() => readPiece(lost)).toThrow('does not arrive');
  });

  it('[O1] middle C is C4', () => {
    expect([pitchOf('C4'), pitchOf('A4'), pitchOf('Bb2'), pitchOf('B#4')]).toEqual([60, 69, 46, 72]);
  });
});
