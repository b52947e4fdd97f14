import { describe, expect, it } from 'vitest';
import { barStarts, readPiece } from '../../../../../../electron/backend/demo/notation.ts';
import { chopinOp28No7 } from '../../../../../../electron/backend/demo/scores/chopin-op28-7.ts';

const notes = readPiece(chopinOp28No7);
const starts = barStarts(chopinOp28No7);

/** Pitch classes that start on beat 2 of a bar, counted from 1 after the upbeat. */
function harmony(bar: number): Set<number> {
  const at = (starts[bar] ?? 0) + 1;
  return new Set(notes.filter((note) => note.startQuarters === at).map((note) => note.pitchMidi % 12));
}

describe('chopinOp28No7', () => {
  it('[O2] has an upbeat and 16 bars', () => {
    expect(starts).toHaveLength(18);
    expect(starts.at(-1)).toBe(49);
  });

  it('[O2] alternates dominant and tonic, with F sharp seven and B minor before the close', () => {
    const eSeven = new Set([4, 8, 11, 2]);
    const aMajor = new Set([9, 1, 4]);
    expect(harmony(1)).toEqual(eSeven);
    for (const bar of [3, 7, 11, 15]) expect(harmony(bar)).toEqual(aMajor);
    expect(harmony(9)).toEqual(eSeven);
    expect(harmony(13)).toEqual(new Set([11, 2, 6]));
    const climax = notes.filter((note) => note.startQuarters === starts[12]);
    expect(new Set(climax.map((note) => note.pitchMidi % 12))).toEqual(new Set([6, 10, 1, 4]));
    expect(Math.max(...notes.map((note) => note.pitchMidi))).toBe(85);
  });

  it('[O2] the pedal goes down on bass notes and never while it is down', () => {
    let upQuarters = 0;
    for (const [down, up] of chopinOp28No7.pedal) {
      expect(down).toBeGreaterThanOrEqual(upQuarters);
      expect(starts).toContain(down);
      upQuarters = up;
    }
  });
});
