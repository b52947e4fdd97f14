import { describe, expect, it } from 'vitest';
import { alignByDtw } from '../../../../../../../electron/backend/engine/align/dtw/align-by-dtw.ts';
import type { DtwRequest } from '../../../../../../../electron/backend/engine/align/dtw/align-by-dtw.ts';
import type { Recording } from '../../../../../../../electron/backend/engine/audio/recording.ts';
import type { Alignment } from '../../../../../../../shared/music/alignment.ts';
import { memoryRecording } from '../../../../../../support/memory-recording.ts';
import { playScale } from '../../../../../../support/played-scale.ts';
import type { PlayedScale } from '../../../../../../support/played-scale.ts';
import { noise } from '../../../../../../support/signals.ts';

/** Slower, then faster, then slower again. */
const rubato = (sec: number): number => 0.4 + 1.2 * sec + 0.4 * Math.sin(sec / 2);

describe('alignByDtw', () => {
  it('[AL41] notes are found where they sound, whatever the tempo', async () => {
    for (const heardAt of [rubato, (sec: number) => 2.5 * sec, (sec: number) => 0.3 + 0.6 * sec]) {
      const played = playScale(heardAt);
      const aligned = await align(played.recording, { score: played.score });
      const errors = errorsOf(aligned, played);
      expect(errors[errors.length >> 1]).toBeLessThan(0.025);
      expect(errors.at(-2)).toBeLessThan(0.08);
    }
  });

  it('[AL41] transposition and tuning are taken into account', async () => {
    const played = playScale(rubato, { semitonesUp: 2.4 });
    const aligned = await align(played.recording, { score: played.score });
    const errors = errorsOf(aligned, played);
    expect(errors[errors.length >> 1]).toBeLessThan(0.03);
    expect(aligned.transposeSemitones).toBe(2);
    expect(Math.abs(aligned.tuningCents - 40)).toBeLessThan(10);
  });

  it('[AL42] the path passes through anchors, and one more changes nothing beyond its neighbours', async () => {
    const played = playScale(rubato);
    const anchors = [4, 8].map((sec) => [sec, rubato(sec)] as const);
    const before = await align(played.recording, {
      score: played.score,
      pins: { anchors, skips: [] },
    });
    const wrong = [6, rubato(6) + 0.8] as const;
    const after = await align(played.recording, {
      score: played.score,
      pins: { anchors: [...anchors, wrong], skips: [] },
    });
    for (const anchor of [...anchors, wrong]) expect(after.warp).toContainEqual(anchor);
    const moved = new Map(after.notes.map((note) => [note.id, note]));
    for (const note of before.notes) {
      const isInside = note.onsetSec > rubato(4) && note.onsetSec < rubato(8);
      if (!isInside) expect(moved.get(note.id)?.onsetSec).toBe(note.onsetSec);
    }
  });

  it('[AL42] what is skipped holds no note', async () => {
    const gap = { fromSec: 5, toSec: 9 };
    const heardAt = (sec: number): number => (sec < 4.75 ? 0.2 + sec : sec + 4.2);
    const played = playScale(heardAt);
    const [sound] = played.channels;
    const talk = noise(sound!.length, 3, 0.1);
    const mixed = sound!.map((sample, i) =>
      i > gap.fromSec * 8000 && i < gap.toSec * 8000 ? talk[i]! : sample,
    );
    const aligned = await align(memoryRecording([mixed], 8000), {
      score: played.score,
      pins: { anchors: [], skips: [gap] },
    });
    for (const { onsetSec } of aligned.notes) {
      expect(onsetSec <= gap.fromSec + 0.05 || onsetSec >= gap.toSec - 0.05).toBe(true);
    }
    const errors = errorsOf(aligned, played);
    expect(errors[errors.length >> 1]).toBeLessThan(0.04);
  });

  it('[AL43] locked stretches keep what they had', async () => {
    const played = playScale(rubato);
    const first = await align(played.recording, { score: played.score });
    const previous = {
      ...first,
      warp: first.warp.map(([s, a]) => [s, a > 4 && a < 8 ? a + 0.2 : a] as const),
    };
    const again = await align(played.recording, {
      score: played.score,
      previous,
      lockedSec: [{ fromSec: 4.3, toSec: 8 }],
    });
    const kept = previous.warp.filter(([, sec]) => sec >= 4.3 && sec <= 8);
    expect(kept.length).toBeGreaterThan(3);
    for (const point of kept) expect(again.warp).toContainEqual(point);
  });

  it('[AL44] noise is refused as not belonging to the score, and a stop is heard', async () => {
    const { score, recording } = playScale((sec) => sec);
    const still = memoryRecording([noise(8000 * 12, 5)], 8000);
    const refused = await alignByDtw(still, requestOf({ score }), quiet());
    expect(refused).toMatchObject({ ok: false, error: { code: 'score-mismatch' } });
    const stop = new AbortController();
    stop.abort();
    const stopped = await alignByDtw(recording, requestOf({ score }), { ...quiet(), signal: stop.signal });
    expect(stopped).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  });
});

async function align(
  recording: Recording,
  request: Partial<DtwRequest> & Pick<DtwRequest, 'score'>,
): Promise<Alignment> {
  const result = await alignByDtw(recording, requestOf(request), quiet());
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

function requestOf(request: Partial<DtwRequest> & Pick<DtwRequest, 'score'>): DtwRequest {
  return {
    pins: { anchors: [], skips: [] },
    previous: null,
    lockedSec: [],
    ...request,
  };
}

function quiet(): Parameters<typeof alignByDtw>[2] {
  return { signal: new AbortController().signal, onProgress: () => {} };
}

/** Absolute, rising. */
function errorsOf(aligned: Alignment, { onsetSec }: PlayedScale): number[] {
  return aligned.notes
    .map((note) => Math.abs(note.onsetSec - (onsetSec.get(note.id) ?? Number.NaN)))
    .sort((a, b) => a - b);
}
