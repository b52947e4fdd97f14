/** A score and its alignment as the MIDI files of an export take them: a track for each of the score's. */
import type { Alignment } from '../music/alignment.ts';
import type { Score } from '../music/score.ts';
import type { ExportTrack, SoundingNote } from './export-session.ts';
import type { MidiSession } from './midi-files.ts';

export type ScoreSession = MidiSession & {
  readonly tracks: readonly Pick<ExportTrack, 'name' | 'noteIds'>[];
};

/** Pitches are the score's. Cost O(notes log notes). */
export function scoreSession(
  score: Omit<Score, 'durationSec' | 'repairs'>,
  alignment: Pick<Alignment, 'notes' | 'warp'>,
  piece: string,
): ScoreSession {
  const byId = new Map(score.notes.map((note) => [note.id, note]));
  const notes = alignment.notes
    .flatMap(({ id, visit, onsetSec, offsetSec }): SoundingNote[] => {
      const note = byId.get(id);
      if (note === undefined) return [];
      const { pitchMidi, velocity, channel, program, onsetTick, keyUpTick } = note;
      const sound = { id, visit, pitchMidi, velocity, channel, program, onsetSec, offsetSec };
      return [{ ...sound, score: { onsetTick, keyUpTick } }];
    })
    .sort((a, b) => a.onsetSec - b.onsetSec || a.pitchMidi - b.pitchMidi);
  const noteIds = score.tracks.map((): string[] => []);
  for (const { id, track } of score.notes) noteIds[track]?.push(id);
  const { ticksPerQuarter, tempoChanges, timeSignatures, keySignatures, pedals } = score;
  return {
    piece,
    frame: { ticksPerQuarter, tempoChanges, timeSignatures, keySignatures },
    notes,
    pedals,
    warp: alignment.warp,
    markers: [],
    loop: null,
    tracks: score.tracks.map(({ name, index }) => ({ name, noteIds: noteIds[index] ?? [] })),
  };
}
