/** A score as a row of chords: notes that begin together. */
import { hasSoftAttack } from '../../../../../shared/music/general-midi.ts';
import type { ScoreNote } from '../../../../../shared/music/score.ts';

export type ScoreChord = {
  readonly onsetSec: number;
  /** Notes that begin here, at least one. */
  readonly notes: readonly ScoreNote[];
  /** Notes that began before and still sound. */
  readonly held: readonly ScoreNote[];
  /** Nothing that begins here is struck or plucked: breath and bow take a while to sound. */
  readonly isSoft: boolean;
};

/** Score time within which notes count as begun together: notation has nothing faster that is told apart. */
const togetherSec = 0.03;

/** @param notes by onset. Cost O(notes times the notes that sound together). */
export function scoreChords(notes: readonly ScoreNote[]): ScoreChord[] {
  const chords: ScoreChord[] = [];
  let sounding: readonly ScoreNote[] = [];
  for (let i = 0; i < notes.length;) {
    const { onsetSec } = notes[i]!;
    let end = i + 1;
    while (end < notes.length && notes[end]!.onsetSec < onsetSec + togetherSec) end += 1;
    const begun = notes.slice(i, end);
    const held = sounding.filter(({ offsetSec }) => offsetSec > onsetSec + togetherSec);
    const isSoft = begun.every(({ program }) => hasSoftAttack(program));
    chords.push({ onsetSec, notes: begun, held, isSoft });
    sounding = [...held, ...begun];
    i = end;
  }
  return chords;
}
