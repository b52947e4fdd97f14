import { describe, expect, it } from 'vitest';
import { unexplainedSound } from '../../../../renderer/state/unexplained-sound.ts';
import type { LevelTile } from '../../../../renderer/state/unexplained-sound.ts';

const rows = 240;
const scale = { hopSec: 0.02, rows, lowestMidi: 24, rowsPerSemitone: 3, floorDb: -96, ceilingDb: 0 };

/** Levels in dB of pitches, between two frames each; the rest is silent. */
function tileOf(tones: readonly { pitch: number; db: number; from?: number; to?: number }[]): LevelTile {
  const frames = 30;
  const levels = new Uint8Array(frames * rows);
  for (const { pitch, db, from = 0, to = frames } of tones) {
    const row = Math.round((pitch - scale.lowestMidi) * scale.rowsPerSemitone);
    for (let frame = from; frame < to; frame++) levels[frame * rows + row] = ((db + 96) / 96) * 255;
  }
  return { ...scale, startSec: 0, frames, levels };
}

function pitches(found: Uint8Array): number[] {
  const all = [...found.keys()].filter((cell) => found[cell] === 1);
  return [...new Set(all.map((cell) => scale.lowestMidi + (cell % rows) / scale.rowsPerSemitone))];
}

describe('sound that no label explains', () => {
  const chord = [
    { pitch: 60, db: -20 },
    { pitch: 72, db: -30 },
    { pitch: 79, db: -35 },
  ];

  it('[U82] partials of what may be active are explained, other tones are not', () => {
    const tile = tileOf([...chord, { pitch: 66, db: -30 }]);
    expect(pitches(unexplainedSound(tile, () => [60]))).toEqual([66]);
    expect(pitches(unexplainedSound(tile, () => [60, 66]))).toEqual([]);
    expect(pitches(unexplainedSound(tile, () => []))).toEqual([60, 66, 72, 79]);
  });

  it('[U82] what is quiet, short, or the flank of something louder does not count', () => {
    const quiet = tileOf([...chord, { pitch: 66, db: -60 }, { pitch: 50, db: -80 }]);
    expect(pitches(unexplainedSound(quiet, () => [60]))).toEqual([]);
    const short = tileOf([...chord, { pitch: 66, db: -30, from: 4, to: 6 }]);
    expect(pitches(unexplainedSound(short, () => [60]))).toEqual([]);
    const flank = tileOf([...chord, { pitch: 60.67, db: -24 }, { pitch: 61, db: -26 }]);
    expect(pitches(unexplainedSound(flank, () => [60]))).toEqual([]);
  });
});
