import { describe, expect, it } from 'vitest';
import { beginningEvidence } from '../../../../../../../electron/backend/engine/align/chords/chord-evidence.ts';
import type { ScoreChord } from '../../../../../../../electron/backend/engine/align/chords/score-chords.ts';
import { scoreChords } from '../../../../../../../electron/backend/engine/align/chords/score-chords.ts';
import {
  bandCount,
  lowestBandMidi,
} from '../../../../../../../electron/backend/engine/align/features/band-bank.ts';
import type { UnitFrames } from '../../../../../../../electron/backend/engine/align/features/unit-frames.ts';
import { scoreOf } from '../../../../../../support/played-tune.ts';

const frames = 40;
const pitchMidi = 60;

/** Frames in which nothing but the pitch's own band begins, by so much. */
function rising(levels: ReadonlyMap<number, number>): UnitFrames {
  const beginning = new Uint8Array(frames * bandCount);
  for (const [frame, level] of levels) beginning[frame * bandCount + pitchMidi - lowestBandMidi] = level;
  return { frames, hopSec: 0.01, sounding: new Int8Array(frames * bandCount), beginning };
}

function chordOf(program: number): ScoreChord {
  const [note] = scoreOf([[pitchMidi, 0, 1]]).notes;
  const [chord] = scoreChords([{ ...note!, program }]);
  return chord!;
}

function best(units: UnitFrames, chord: ScoreChord): number {
  const evidence = new Float32Array(frames);
  beginningEvidence(units, chord, 0, 0, evidence);
  return evidence.indexOf(Math.max(...evidence));
}

describe('beginningEvidence', () => {
  it('[AL28] a bowed tone begins where its rise begins, a struck one where it rises most', () => {
    const levels = new Map(Array.from({ length: 12 }, (_, n) => [10 + n, 60 + 4 * n] as const));
    expect(best(rising(levels), chordOf(40))).toBeLessThanOrEqual(11);
    expect(best(rising(levels), chordOf(0))).toBe(21);
  });

  it('[AL28] a range gives the same evidence as the whole', () => {
    const levels = new Map(Array.from({ length: 12 }, (_, n) => [10 + n, 60 + 4 * n] as const));
    const whole = new Float32Array(frames);
    beginningEvidence(rising(levels), chordOf(40), 0, 0, whole);
    const part = new Float32Array(12);
    beginningEvidence(rising(levels), chordOf(40), 0, 17, part);
    expect(part).toEqual(whole.slice(17, 29));
  });

  it('[AL28] among strings and struck ones, the struck decide', () => {
    const [string, piano] = scoreOf([
      [60, 0, 1],
      [64, 0, 1],
    ]).notes;
    const [mixed] = scoreChords([{ ...string!, program: 48 }, piano!]);
    expect(mixed!.isSoft).toBe(false);
    expect(chordOf(19).isSoft).toBe(false);
  });
});
