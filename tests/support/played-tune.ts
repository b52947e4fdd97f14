/** A longer tune of random notes, and how it sounds when somebody plays stretches of it in any order. */
import type { Recording } from '../../electron/backend/engine/audio/recording.ts';
import type { Score, ScoreNote } from '../../shared/music/score.ts';
import { createRng } from '../../shared/std/rng.ts';
import { memoryRecording } from './memory-recording.ts';
import { noise } from './signals.ts';

/** A stretch of the score as it is played; `heardAt` gives seconds of the recording for seconds of the score. */
export type Stretch = {
  readonly fromSec: number;
  readonly toSec: number;
  readonly heardAt: (scoreSec: number) => number;
};

export type TrueNote = { readonly id: string; readonly visit: number; readonly onsetSec: number };

export type PlayedTune = { readonly recording: Recording; readonly truth: readonly TrueNote[] };

const beatSec = 0.4;

/** One melody note a beat, and a chord of two every third. */
export function tuneScore(beats: number, seed: number, transpose = 0): Score {
  const rng = createRng(seed);
  const pitches: (readonly [pitch: number, beat: number, length: number])[] = [];
  for (let beat = 0; beat < beats; beat++) {
    pitches.push([65 + rng.nextInt(18), beat, 1]);
    if (beat % 3 === 0) {
      const bass = 45 + rng.nextInt(12);
      pitches.push([bass, beat, 3], [bass + 3 + rng.nextInt(5), beat, 3]);
    }
  }
  return scoreOf(
    pitches.map(([pitch, beat, length]) => [pitch + transpose, beat * beatSec, length * beatSec]),
  );
}

/** @param notes pitch, onset and length in seconds */
export function scoreOf(
  notes: readonly (readonly [pitch: number, onsetSec: number, lengthSec: number])[],
): Score {
  const sorted = [...notes].sort((a, b) => a[1] - b[1] || a[0] - b[0]);
  const made = sorted.map(([pitchMidi, onsetSec, lengthSec], i): ScoreNote => ({
    id: `t1n${i + 1}`,
    track: 0,
    channel: 0,
    program: 0,
    pitchMidi,
    onsetTick: Math.round(onsetSec * 960),
    keyUpTick: Math.round((onsetSec + lengthSec) * 960),
    onsetSec,
    keyUpSec: onsetSec + lengthSec,
    offsetSec: onsetSec + lengthSec,
    velocity: 80,
  }));
  return {
    notes: made,
    tracks: [{ index: 0, name: 'tune', noteCount: made.length }],
    ticksPerQuarter: 480,
    tempoChanges: [{ tick: 0, sec: 0, microsPerQuarter: 500_000 }],
    timeSignatures: [],
    keySignatures: [],
    pedals: [],
    durationSec: made.reduce((latest, { offsetSec }) => Math.max(latest, offsetSec), 0),
    repairs: [],
  };
}

/**
 * @param lengthSec of the recording
 * @param noiseLevel of white noise under all of it
 */
export function playTune(
  score: Score,
  stretches: readonly Stretch[],
  lengthSec: number,
  { sampleRate = 8000, noiseLevel = 0, semitonesUp = 0 } = {},
): PlayedTune {
  const sound = noise(Math.ceil(lengthSec * sampleRate), 5, noiseLevel);
  const visits = new Map<string, number>();
  const truth: TrueNote[] = [];
  for (const { fromSec, toSec, heardAt } of stretches) {
    for (const { id, pitchMidi, onsetSec, offsetSec } of score.notes) {
      if (onsetSec < fromSec || onsetSec >= toSec) continue;
      const visit = (visits.get(id) ?? 0) + 1;
      visits.set(id, visit);
      const from = heardAt(onsetSec);
      truth.push({ id, visit, onsetSec: from });
      const hz = 440 * 2 ** ((pitchMidi + semitonesUp - 69) / 12);
      addTone(sound, sampleRate, hz, from, heardAt(Math.min(toSec, offsetSec)));
    }
  }
  return { recording: memoryRecording([sound], sampleRate), truth };
}

/** A struck string: six partials that fade, sounding a little beyond the key's release. */
function addTone(sound: Float32Array, sampleRate: number, hz: number, fromSec: number, toSec: number): void {
  const first = Math.max(0, Math.round(fromSec * sampleRate));
  const last = Math.min(sound.length, Math.round((toSec + 0.05) * sampleRate));
  for (let partial = 1; partial <= 6 && partial * hz < 0.45 * sampleRate; partial++) {
    const turn = (2 * Math.PI * hz * partial) / sampleRate;
    for (let i = first; i < last; i++) {
      const sec = i / sampleRate - fromSec;
      const edge = Math.min(1, sec / 0.004, (last - i) / sampleRate / 0.05);
      sound[i]! += ((0.1 * edge) / partial) * Math.exp(-1.5 * sec) * Math.sin(turn * (i - first));
    }
  }
}
