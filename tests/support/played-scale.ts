/** A short melody with chords as a score, and as the sound of somebody playing it in their own time. */
import type { Recording } from '../../electron/backend/engine/audio/recording.ts';
import type { Score, ScoreNote } from '../../shared/music/score.ts';
import { memoryRecording } from './memory-recording.ts';

export type PlayedScale = {
  readonly score: Score;
  /** True onset of each note in the recording, by id. */
  readonly onsetSec: ReadonlyMap<string, number>;
  readonly recording: Recording;
  readonly channels: readonly Float32Array[];
};

const beatSec = 0.5;
/** A tune without repeats, in MIDI pitches; every fourth note has a bass. */
const tune = [72, 74, 76, 79, 77, 74, 71, 67, 69, 72, 76, 81, 80, 76, 73, 69, 70, 74, 77, 82, 79, 75, 72, 67];
const basses = [48, 55, 53, 57, 50, 46];

/** Notes of two tracks, one note a beat, at 60 / beatSec to the minute. */
export function scaleScore(transpose = 0): Score {
  const at = (track: number, index: number, pitchMidi: number, beat: number, beats: number): ScoreNote => ({
    id: `t${track + 1}n${index + 1}`,
    track,
    channel: track,
    program: 0,
    pitchMidi: pitchMidi + transpose,
    onsetTick: beat * 480,
    keyUpTick: (beat + beats) * 480,
    onsetSec: beat * beatSec,
    keyUpSec: (beat + beats) * beatSec,
    offsetSec: (beat + beats) * beatSec,
    velocity: 80,
  });
  const notes = [
    ...tune.map((pitch, i) => at(0, i, pitch, i, 1)),
    ...basses.map((pitch, i) => at(1, i, pitch, 4 * i, 4)),
  ].sort((a, b) => a.onsetTick - b.onsetTick || a.pitchMidi - b.pitchMidi);
  return {
    notes,
    tracks: [
      { index: 0, name: 'right', noteCount: tune.length },
      { index: 1, name: 'left', noteCount: basses.length },
    ],
    ticksPerQuarter: 480,
    tempoChanges: [{ tick: 0, sec: 0, microsPerQuarter: beatSec * 1e6 }],
    timeSignatures: [{ tick: 0, numerator: 4, denominator: 4 }],
    keySignatures: [],
    pedals: [],
    durationSec: tune.length * beatSec,
    repairs: [],
  };
}

/**
 * @param heardAt seconds of the recording for seconds of the score, rising
 * @param semitonesUp from the score's pitches, fractions for tuning
 */
export function playScale(
  heardAt: (scoreSec: number) => number,
  options: { sampleRate?: number; semitonesUp?: number; tailSec?: number } = {},
): PlayedScale {
  const { sampleRate = 8000, semitonesUp = 0, tailSec = 0.5 } = options;
  const score = scaleScore();
  const endSec = heardAt(score.durationSec) + tailSec;
  const sound = new Float32Array(Math.ceil(endSec * sampleRate));
  const onsets = new Map<string, number>();
  for (const { id, pitchMidi, onsetSec, offsetSec } of score.notes) {
    const from = heardAt(onsetSec);
    const to = heardAt(offsetSec);
    onsets.set(id, from);
    addTone(sound, sampleRate, 440 * 2 ** ((pitchMidi + semitonesUp - 69) / 12), from, to);
  }
  return { score, onsetSec: onsets, recording: memoryRecording([sound], sampleRate), channels: [sound] };
}

/** A struck string: partials that fade, the higher the sooner. */
function addTone(sound: Float32Array, sampleRate: number, hz: number, fromSec: number, toSec: number): void {
  const first = Math.round(fromSec * sampleRate);
  for (let i = Math.max(0, first); i < Math.min(sound.length, Math.round(toSec * sampleRate)); i++) {
    const sec = i / sampleRate - fromSec;
    const edge = Math.min(1, sec / 0.003, (toSec - fromSec - sec) / 0.01);
    for (let partial = 1; partial <= 5 && partial * hz < 0.45 * sampleRate; partial++) {
      const level = (0.12 * edge * Math.exp(-1.5 * partial * sec)) / partial;
      sound[i]! += level * Math.sin(2 * Math.PI * hz * partial * sec);
    }
  }
}
