import { describe, expect, it } from 'vitest';
import { placeChords } from '../../../../../../../electron/backend/engine/align/chords/place-chords.ts';
import type { PlacedChord } from '../../../../../../../electron/backend/engine/align/chords/place-chords.ts';
import type { Passage } from '../../../../../../../electron/backend/engine/align/coarse/passages.ts';
import { analyseBands } from '../../../../../../../electron/backend/engine/align/features/analyse-bands.ts';
import { unitFrames } from '../../../../../../../electron/backend/engine/align/features/unit-frames.ts';
import type { Recording } from '../../../../../../../electron/backend/engine/audio/recording.ts';
import type { Score } from '../../../../../../../shared/music/score.ts';
import { playTune, scoreOf, tuneScore } from '../../../../../../support/played-tune.ts';

describe('placeChords', () => {
  it('[AL26] a chord that does not sound lies where the beat of its neighbours puts it', async () => {
    const score = tuneScore(24, 5);
    const [start, end] = [0.5, score.durationSec + 0.5];
    const silent = score.notes.filter(({ onsetSec }) => Math.abs(onsetSec - 4) < 0.01);
    const heard = { ...score, notes: score.notes.filter((note) => !silent.includes(note)) };
    const stretch = { fromSec: 0, toSec: end, heardAt: (sec: number) => start + sec };
    const { recording } = playTune(heard, [stretch], end + 1);
    const chords = await place(recording, score, start);
    expect(Math.abs(timeOf(chords, 4) - 4.5)).toBeLessThan(0.08);
    expect(Math.abs(timeOf(chords, 3.6) - 4.1)).toBeLessThan(0.03);
    expect(Math.abs(timeOf(chords, 4.4) - 4.9)).toBeLessThan(0.03);
  });

  it('[AL26] a fermata is followed', async () => {
    const score = tuneScore(24, 5);
    const heardAt = (sec: number): number => (sec < 4.3 ? 0.5 + sec : 1.2 + sec);
    const { recording } = playTune(score, [{ fromSec: 0, toSec: 99, heardAt }], score.durationSec + 2);
    const chords = await place(recording, score, 0.85);
    for (const sec of [3.6, 4, 4.4, 4.8])
      expect(Math.abs(timeOf(chords, sec) - heardAt(sec))).toBeLessThan(0.03);
  });

  it('[AL27] belief is sharp where a chord is struck, and not where nothing begins', async () => {
    const score = scoreOf([0, 1, 2, 3, 4, 5, 6, 7].map((k) => [60 + ((5 * k) % 12), k / 2, 0.5] as const));
    const { recording } = playTune(score, [{ fromSec: 0, toSec: 9, heardAt: (sec) => sec + 0.5 }], 6);
    const struck = await place(recording, score, 0.5);

    const held = scoreOf([[60, 0, 4]]);
    const one = playTune(held, [{ fromSec: 0, toSec: 9, heardAt: (sec) => sec + 0.5 }], 6);
    const guessed = await place(
      one.recording,
      scoreOf(score.notes.map((n) => [60, n.onsetSec, 0.5] as const)),
      0.5,
    );
    expect(mean(struck)).toBeGreaterThan(mean(guessed.slice(1)) + 0.2);
  });
});

/** Chords along a straight line, as a coarse path would have it. */
async function place(recording: Recording, score: Score, startSec: number): Promise<PlacedChord[]> {
  const hooks = { signal: new AbortController().signal, onProgress: (): void => undefined };
  const bands = await analyseBands(recording, hooks);
  if (!bands.ok) throw new Error(bands.error.message);
  const end = score.durationSec;
  const passage: Passage = {
    scoreFromSec: 0,
    scoreToSec: end,
    audioFromSec: startSec,
    audioToSec: startSec + end,
    scoreSec: Float64Array.of(0, end),
    audioSec: Float64Array.of(startSec, startSec + end),
    startsPinned: false,
    endsPinned: false,
    slackBeforeSec: 0.5,
    slackAfterSec: 0.5,
  };
  return placeChords(unitFrames(bands.value), score.notes, passage, 1, 0);
}

const mean = (chords: readonly PlacedChord[]): number =>
  chords.reduce((sum, { sharpness }) => sum + sharpness, 0) / chords.length;

function timeOf(chords: readonly PlacedChord[], scoreSec: number): number {
  const found = chords.find(({ chord }) => Math.abs(chord.onsetSec - scoreSec) < 0.01);
  if (found === undefined) throw new Error(`no chord at ${scoreSec}`);
  return found.sec;
}
