/** The played scale as files: long enough for an aligner to find its way. */
import { writeFile } from 'node:fs/promises';
import type { ScoreNote } from '../../shared/music/score.ts';
import { midiFile, off, on, trackName } from './midi-file-bytes.ts';
import type { TimedEvent } from './midi-file-bytes.ts';
import { playScale } from './played-scale.ts';
import type { PlayedScale } from './played-scale.ts';
import { writeWav } from './toy-piece.ts';

const sampleRate = 8000;

/** @param heardAt seconds of the recording for seconds of the score, rising */
export async function writePlayedScale(
  place: (name: string) => string,
  heardAt: (scoreSec: number) => number,
): Promise<PlayedScale & { readonly recordingPath: string; readonly scorePath: string }> {
  const played = playScale(heardAt, { sampleRate });
  const recordingPath = place('scale.wav');
  const scorePath = place('scale.mid');
  await writeWav(recordingPath, played.channels, sampleRate);
  const tracks = played.score.tracks.map(({ index, name }) => [
    trackName(name),
    ...events(played.score.notes.filter(({ track }) => track === index)),
  ]);
  await writeFile(scorePath, midiFile({}, ...tracks));
  return { ...played, recordingPath, scorePath };
}

/** Of notes one after the other. */
function events(notes: readonly ScoreNote[]): TimedEvent[] {
  let tick = 0;
  return notes.flatMap(({ pitchMidi, onsetTick, keyUpTick }) => {
    const pair = [on(onsetTick - tick, pitchMidi), off(keyUpTick - onsetTick, pitchMidi)];
    tick = keyUpTick;
    return pair;
  });
}
