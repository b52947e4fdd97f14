import { describe, expect, it } from 'vitest';
import { parsePitchName, pitchName } from '../../../../shared/music/pitch-name.ts';

describe('pitch names', () => {
  it('[G6] C4 is the middle C, sharps and flats may be ASCII or not', () => {
    expect(['C4', 'a4', 'Bb3', 'B♭3', 'F#2', 'F♯2', 'Cb4', 'C-1', 'G9', 'Fbb4'].map(parsePitchName)).toEqual([
      60, 69, 58, 58, 42, 42, 59, 0, 127, 63,
    ]);
    expect(['H4', 'C', '4', 'G#9', 'Cb-1', ''].map(parsePitchName)).toEqual([
      null,
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  it('[G6] every pitch has a name that reads back', () => {
    for (let pitch = 0; pitch < 128; pitch += 1) expect(parsePitchName(pitchName(pitch))).toBe(pitch);
  });
});
