/** A score as a recording plays it: its notes at the recording's times and pitches, once for every visit. */
import type { Alignment } from './alignment.ts';
import type { Score, ScoreNote } from './score.ts';

/** A note of the recording. Visits of one note share its id. */
export type PerformedNote = ScoreNote & {
  /** 0..1, see `AlignedNote`. */
  readonly confidence: number;
};

export type PerformedScore = Omit<Score, 'notes'> & { readonly notes: readonly PerformedNote[] };

/**
 * Notes that are not played, and those whose transposed pitch no MIDI has, are left out. Ticks, tempos and
 * signatures stay the score's own. Cost O(notes log notes).
 */
export function performedScore(
  score: Score,
  { notes, transposeSemitones }: Pick<Alignment, 'notes' | 'transposeSemitones'>,
): PerformedScore {
  const byId = new Map(score.notes.map((note) => [note.id, note]));
  const performed = notes
    .flatMap(({ id, onsetSec, offsetSec, confidence }): PerformedNote[] => {
      const note = byId.get(id);
      const pitchMidi = (note?.pitchMidi ?? Number.NaN) + transposeSemitones;
      if (note === undefined || !(pitchMidi >= 0 && pitchMidi <= 127)) return [];
      // The key goes up where the score has it within the sound.
      const held = note.offsetSec - note.onsetSec;
      const share = held > 0 ? Math.min(1, (note.keyUpSec - note.onsetSec) / held) : 1;
      const keyUpSec = onsetSec + share * (offsetSec - onsetSec);
      return [{ ...note, pitchMidi, onsetSec, keyUpSec, offsetSec, confidence }];
    })
    .sort((a, b) => a.onsetSec - b.onsetSec || a.pitchMidi - b.pitchMidi || a.track - b.track);
  return {
    ...score,
    notes: performed,
    durationSec: performed.reduce((latest, { offsetSec }) => Math.max(latest, offsetSec), 0),
  };
}
