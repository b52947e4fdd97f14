import { describe, expect, it } from 'vitest';
import { alignScore } from '../../../../../../electron/backend/engine/align/align-score.ts';
import type { AlignRequest } from '../../../../../../electron/backend/engine/align/align-score.ts';
import type { Recording } from '../../../../../../electron/backend/engine/audio/recording.ts';
import type { Alignment } from '../../../../../../shared/music/alignment.ts';
import type { Score } from '../../../../../../shared/music/score.ts';
import { memoryRecording } from '../../../../../support/memory-recording.ts';
import { playTune, scoreOf, tuneScore } from '../../../../../support/played-tune.ts';
import type { PlayedTune, Stretch } from '../../../../../support/played-tune.ts';
import { noise } from '../../../../../support/signals.ts';

const score = tuneScore(60, 1);
const end = score.durationSec;
/** Slower, then faster, after a second. */
const rubato = (sec: number): number => 1 + 1.2 * sec + 0.5 * Math.sin(sec / 3);
const whole: readonly Stretch[] = [{ fromSec: 0, toSec: end, heardAt: rubato }];
const played = playTune(score, whole, rubato(end) + 1);

describe('alignScore', () => {
  it('[AL1] notes are found where they sound, whatever the tempo', async () => {
    const found = await align(played.recording);
    expect(worst(found, played, 0.95)).toBeLessThan(0.02);
    expect(found.unplayed).toEqual([]);
    expect(found.transposeSemitones).toBe(0);
    expect(found.doubtful).toEqual([]);
    for (const speed of [0.4, 2.5]) {
      const other = playTune(
        score,
        [{ fromSec: 0, toSec: end, heardAt: (sec) => speed * sec }],
        speed * end + 1,
      );
      expect(worst(await align(other.recording), other, 0.9)).toBeLessThan(0.03);
    }
  });

  it('[AL2] notes come by onset with a confidence in [0, 1], and the warp rises in both times', async () => {
    const { notes, warp } = await align(played.recording);
    expect(notes).toHaveLength(score.notes.length);
    notes.forEach(({ onsetSec, offsetSec, confidence, visit }, i) => {
      expect(onsetSec).toBeGreaterThanOrEqual(notes[i - 1]?.onsetSec ?? 0);
      expect(offsetSec).toBeGreaterThan(onsetSec);
      expect(confidence).toBeGreaterThanOrEqual(0);
      expect(confidence).toBeLessThanOrEqual(1);
      expect(visit).toBe(1);
    });
    warp.slice(1).forEach(([scoreSec, audioSec], i) => {
      expect(scoreSec).toBeGreaterThan(warp[i]![0]);
      expect(audioSec).toBeGreaterThan(warp[i]![1]);
    });
  });

  it('[AL3] a section played twice has two visits of its notes, and is shown', async () => {
    const first = (sec: number): number => 0.5 + sec;
    const second = (sec: number): number => 0.5 + 16 + (sec - 8);
    const again = playTune(
      score,
      [
        { fromSec: 0, toSec: 16, heardAt: first },
        { fromSec: 8, toSec: end, heardAt: second },
      ],
      second(end) + 1,
    );
    const found = await align(again.recording);
    expect(worst(found, again, 0.9)).toBeLessThan(0.02);
    expect(found.notes.filter(({ visit }) => visit === 2).length).toBeGreaterThan(25);
    const [repeat] = found.doubtful.filter(({ reason }) => reason === 'repeated');
    expect(repeat?.fromSec).toBeCloseTo(16.5, 0);
    expect(repeat?.toSec).toBeCloseTo(24.5, 0);
    const jump = found.warp.findIndex(([scoreSec], i) => i > 0 && scoreSec < found.warp[i - 1]![0]);
    expect(found.warp[jump]![1] - found.warp[jump - 1]![1]).toBeLessThan(1e-3);
  });

  it('[AL4] what is left out is listed, and shown', async () => {
    const later = (sec: number): number => 0.5 + sec - 8;
    const cut = playTune(
      score,
      [
        { fromSec: 0, toSec: 8, heardAt: (sec) => 0.5 + sec },
        { fromSec: 16, toSec: end, heardAt: later },
      ],
      later(end) + 1,
    );
    const found = await align(cut.recording);
    expect(worst(found, cut, 0.9)).toBeLessThan(0.02);
    const missing = score.notes.filter(({ onsetSec }) => onsetSec >= 8 && onsetSec < 16);
    expect(Math.abs(found.unplayed.length - missing.length)).toBeLessThanOrEqual(3);
    expect(found.doubtful.map(({ reason }) => reason)).toContain('not-played');
  });

  it('[AL5] silence or noise before and after moves the notes and changes nothing else', async () => {
    const plain = await align(played.recording);
    const rate = played.recording.sampleRate;
    const [sound] = await played.recording.read(0, played.recording.lengthSamples);
    for (const level of [0, 0.05]) {
      const padded = noise(sound!.length + 7 * rate, 3, level);
      padded.set(sound!, 4 * rate);
      const found = await align(memoryRecording([padded], rate));
      const before = new Map(plain.notes.map((note) => [note.id, note.onsetSec]));
      const moves = found.notes.map(({ id, onsetSec }) => Math.abs(onsetSec - 4 - before.get(id)!));
      moves.sort((a, b) => a - b);
      expect(moves[Math.floor(0.95 * moves.length)]).toBeLessThan(0.015);
      expect(found.musicFromSec).toBeCloseTo(plain.musicFromSec + 4, 1);
      expect(found.doubtful).toEqual([]);
    }
  });

  it('[AL6] a score in another key, and a piano out of tune, are told and aligned', async () => {
    const sharp = playTune(score, whole, rubato(end) + 1, { semitonesUp: 2.3 });
    const found = await align(sharp.recording);
    expect(found.transposeSemitones).toBe(2);
    expect(Math.abs(found.tuningCents - 30)).toBeLessThan(4);
    expect(worst(found, sharp, 0.95)).toBeLessThan(0.02);
    const down = playTune(score, whole, rubato(end) + 1, { semitonesUp: -5 });
    expect((await align(down.recording)).transposeSemitones).toBe(-5);
  });

  it('[AL7] a score of something else is refused', async () => {
    for (const seed of [2, 3, 4]) {
      const result = await run(played.recording, { score: tuneScore(60, seed) });
      expect(result.ok ? 'aligned' : result.error.code).toBe('score-mismatch');
    }
  });

  it('[AL8] silence, noise, next to no sound, and drums alone are refused', async () => {
    const sounds = [new Float32Array(80_000), noise(80_000, 1), new Float32Array(1), noise(200, 2)];
    for (const sound of sounds) {
      const result = await run(memoryRecording([sound], 8000), {});
      expect(result.ok ? 'aligned' : result.error.code).toBe('score-mismatch');
    }
    const drums = { ...score, notes: score.notes.map((note) => ({ ...note, channel: 9 })) };
    const result = await run(played.recording, { score: drums });
    expect(result.ok ? 'aligned' : result.error.code).toBe('score-mismatch');
  });

  it('[AL9] a score of one note finds it', async () => {
    const one = scoreOf([[69, 0, 1]]);
    const sound = playTune(one, [{ fromSec: 0, toSec: 1, heardAt: (sec) => 2 + sec }], 5);
    const found = await align(sound.recording, { score: one });
    expect(found.notes).toHaveLength(1);
    expect(Math.abs(found.notes[0]!.onsetSec - 2)).toBeLessThan(0.02);
  });

  it('[AL10] notes of a chord may spread', async () => {
    const chords = scoreOf(
      [0, 1, 2, 3, 4, 5].flatMap((k) => voicing(k).map((pitch) => [pitch, k, 1] as const)),
    );
    const spread = playTune(chords, [], 7);
    const [sound] = await spread.recording.read(0, spread.recording.lengthSamples);
    const at = (id: string, onsetSec: number): number =>
      0.5 + onsetSec + 0.025 * ((Number(id.slice(3)) - 1) % 3);
    for (const note of chords.notes) {
      const alone = playTune(
        { ...chords, notes: [note] },
        [{ fromSec: 0, toSec: 9, heardAt: (sec) => sec + at(note.id, note.onsetSec) - note.onsetSec }],
        7,
      );
      const [tone] = await alone.recording.read(0, sound!.length);
      tone!.forEach((sample, i) => (sound![i]! += sample));
    }
    const found = await align(memoryRecording([sound!], 8000), { score: chords });
    for (const { id, onsetSec } of chords.notes) {
      const note = found.notes.find((candidate) => candidate.id === id)!;
      expect(Math.abs(note.onsetSec - at(id, onsetSec))).toBeLessThan(0.02);
    }
  });

  it('[AL11] notes without a pitch follow the others', async () => {
    const drummed = {
      ...score,
      notes: score.notes.map((note, i) => (i % 9 === 4 ? { ...note, channel: 9 } : note)),
    };
    const found = await align(played.recording, { score: drummed });
    expect(found.notes).toHaveLength(score.notes.length);
    expect(worst(found, played, 0.9)).toBeLessThan(0.03);
  });

  it('[AL12] channels of opposite phase do not cancel', async () => {
    const [sound] = await played.recording.read(0, played.recording.lengthSamples);
    const found = await align(memoryRecording([sound!, sound!.map((sample) => -sample)], 8000));
    expect(worst(found, played, 0.95)).toBeLessThan(0.02);
  });

  it('[AL13] a stop is heard', async () => {
    const controller = new AbortController();
    controller.abort();
    const request = {
      score,
      pins: { anchors: [], skips: [] },
      aligner: 'chords',
      previous: null,
      lockedSec: [],
    } as const;
    const result = await alignScore(played.recording, request, {
      signal: controller.signal,
      onProgress: () => undefined,
    });
    expect(result.ok ? 'aligned' : result.error.code).toBe('cancelled');
  });

  it('[AL14] a score of 20 000 notes against a short recording is refused, not endured', async () => {
    const long = tuneScore(12_000, 7);
    expect(long.notes.length).toBeGreaterThan(19_000);
    const result = await run(played.recording, { score: long });
    expect(result.ok ? 'aligned' : result.error.code).toBe('score-mismatch');
  });
});

/** Chords without octaves, whose upper notes have no partial of their own. */
const voicing = (k: number): number[] => {
  const root = 50 + ((4 * k) % 7);
  return [root, root + 7 + (k % 3), root + 15 - (k % 2)];
};

async function run(recording: Recording, changes: Partial<AlignRequest>): ReturnType<typeof alignScore> {
  const pins = { anchors: [], skips: [] };
  const request: AlignRequest = { score, pins, aligner: 'chords', previous: null, lockedSec: [], ...changes };
  return alignScore(recording, request, {
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
}

async function align(recording: Recording, changes: Partial<{ score: Score }> = {}): Promise<Alignment> {
  const result = await run(recording, changes);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

/** The error that this share of the true notes stays below; a note that is not found counts as infinite. */
function worst(found: Alignment, { truth }: PlayedTune, share: number): number {
  const onsets = new Map(found.notes.map((note) => [`${note.id}/${note.visit}`, note.onsetSec]));
  const errors = truth.map(({ id, visit, onsetSec }) =>
    Math.abs((onsets.get(`${id}/${visit}`) ?? Infinity) - onsetSec),
  );
  return errors.sort((a, b) => a - b)[Math.floor(share * errors.length)]!;
}
