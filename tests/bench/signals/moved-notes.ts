/** Copies of a score with its notes elsewhere. */
import type { Score } from '../../../shared/music/score.ts';
import { createRng } from '../../../shared/std/rng.ts';
import type { TimedTrack } from './timed-midi.ts';

/**
 * Every note moved as a whole, onset and end, by its own amount, uniform in [-mostSec, mostSec); none
 * starts before 0. Ends are those of the sound: where the pedal holds a note, it stays held.
 */
export function jitterScore(score: Score, mostSec: number, seed: number): TimedTrack[] {
  const rng = createRng(seed);
  const moves = score.notes.map(({ onsetSec }) => Math.max(-onsetSec, mostSec * (2 * rng.nextFloat() - 1)));
  return tracksOf(score, (index) => [moves[index] ?? 0]);
}

/** The score `times` times in a row, every time `everySec` later. */
export function repeatScore(score: Score, times: number, everySec: number): TimedTrack[] {
  const shifts = Array.from({ length: times }, (_, turn) => turn * everySec);
  return tracksOf(score, () => shifts);
}

/** @param shiftsSec where the note of this index goes, one copy for every shift */
function tracksOf(score: Score, shiftsSec: (index: number) => readonly number[]): TimedTrack[] {
  return score.tracks
    .filter(({ noteCount }) => noteCount > 0)
    .map(({ index: track, name }) => ({
      name,
      notes: score.notes.flatMap((note, index) =>
        note.track !== track
          ? []
          : shiftsSec(index).map((shift) => ({
              ...note,
              onsetSec: note.onsetSec + shift,
              offsetSec: note.offsetSec + shift,
            })),
      ),
    }));
}
