/** The chords of a passage, put at their times. */
import type { ScoreNote } from '../../../../../shared/music/score.ts';
import type { Passage } from '../coarse/passages.ts';
import type { UnitFrames } from '../features/unit-frames.ts';
import { chordPath } from './chord-path.ts';
import { chordSharpness } from './chord-sharpness.ts';
import { chordWindows, localPeriods } from './chord-windows.ts';
import { scoreChords } from './score-chords.ts';
import type { ScoreChord } from './score-chords.ts';

export type PlacedChord = {
  readonly chord: ScoreChord;
  readonly sec: number;
  /** Share of the belief around its time that lies within 30 ms of it, 0 to 1. */
  readonly sharpness: number;
  /** Mean sharpness of the chords around it: a chord among guesses is one. */
  readonly surroundings: number;
  /** At an anchor: the time is exact. */
  readonly isPinned: boolean;
};

/** Score seconds around an anchor within which a chord is the anchor's. */
const pinnedSec = 0.005;
/** Chords to either side that make its surroundings. */
const reachChords = 4;

/**
 * @param notes pitched notes by onset, of the whole score
 * @param slope recording seconds per score second, on average
 */
export function placeChords(
  units: UnitFrames,
  notes: readonly ScoreNote[],
  passage: Passage,
  slope: number,
  transposeSemitones: number,
): PlacedChord[] {
  const { scoreFromSec, scoreToSec } = passage;
  const inside = notes.filter(
    ({ onsetSec }) =>
      onsetSec >= scoreFromSec - pinnedSec && onsetSec < scoreToSec - (passage.endsPinned ? pinnedSec : 0),
  );
  const all = scoreChords(inside);
  const [first] = all;
  if (first === undefined) return [];
  const placed: PlacedChord[] = [];
  let chords = all;
  if (passage.startsPinned && Math.abs(first.onsetSec - scoreFromSec) <= pinnedSec) {
    placed.push({ chord: first, sec: passage.audioFromSec, sharpness: 1, surroundings: 1, isPinned: true });
    chords = all.slice(1);
  }
  if (chords.length === 0) return placed;
  const windows = chordWindows(chords, passage, slope, units);
  const path = chordPath(units, chords, windows, localPeriods(chords, passage, slope), transposeSemitones);
  const sharpness = chordSharpness(units, chords, path.frames, transposeSemitones);
  chords.forEach((chord, i) => {
    const sec = path.frames[i]! * units.hopSec;
    const around = sharpness.subarray(Math.max(0, i - reachChords), i + reachChords + 1);
    const surroundings = around.reduce((sum, value) => sum + value, 0) / around.length;
    placed.push({ chord, sec, sharpness: sharpness[i]!, surroundings, isPinned: false });
  });
  return placed;
}
