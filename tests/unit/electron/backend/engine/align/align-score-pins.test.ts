import { describe, expect, it } from 'vitest';
import { alignScore } from '../../../../../../electron/backend/engine/align/align-score.ts';
import type { AlignRequest } from '../../../../../../electron/backend/engine/align/align-score.ts';
import type { Alignment, WarpPoint } from '../../../../../../shared/music/alignment.ts';
import { playTune, tuneScore } from '../../../../../support/played-tune.ts';

const score = tuneScore(40, 11);
const end = score.durationSec;
const heardAt = (sec: number): number => 0.5 + 1.1 * sec + 0.4 * Math.sin(sec / 2);
const played = playTune(score, [{ fromSec: 0, toSec: end, heardAt }], heardAt(end) + 1);
const right = [4, 8, 12].map((sec): WarpPoint => [sec, heardAt(sec)]);

describe('alignScore with pins', () => {
  it('[AL15] the path passes through every anchor, and a chord at one begins exactly there', async () => {
    const found = await align({ pins: { anchors: right, skips: [] } });
    for (const [scoreSec, audioSec] of right) {
      expect(found.warp).toContainEqual([scoreSec, audioSec]);
      const there = score.notes.filter(({ onsetSec }) => Math.abs(onsetSec - scoreSec) < 1e-9);
      expect(there.length).toBeGreaterThan(0);
      for (const { id } of there) {
        const note = found.notes.find((candidate) => candidate.id === id);
        expect(note).toMatchObject({ onsetSec: audioSec, confidence: 1 });
      }
    }
  });

  it('[AL15] anchors that no chord begins at are passed through as well', async () => {
    const anchors = [5.1, 5.17].map((sec): WarpPoint => [sec, heardAt(sec) + 0.03]);
    const found = await align({ pins: { anchors, skips: [] } });
    for (const anchor of anchors) expect(found.warp).toContainEqual(anchor);
    const errors = errorsOf(found);
    expect(errors[Math.floor(0.9 * errors.length)]).toBeLessThan(0.03);
  });

  it('[AL16] an anchor that is added changes nothing beyond its neighbours, not by a bit', async () => {
    const before = await align({ pins: { anchors: right, skips: [] } });
    const wrong: WarpPoint = [10, heardAt(10) + 1];
    const anchors = [...right, wrong];
    const after = await align({ pins: { anchors, skips: [] }, previous: before });
    expect(after.warp).toContainEqual(wrong);
    const isBetween = (sec: number): boolean => sec > right[1]![1] && sec < right[2]![1];
    const outside = (alignment: Alignment): Alignment['notes'] =>
      alignment.notes.filter(({ onsetSec }) => !isBetween(onsetSec));
    expect(outside(after)).toEqual(outside(before));
    expect(after.notes).not.toEqual(before.notes);
    const fresh = await align({ pins: { anchors, skips: [] } });
    expect(fresh.notes).toEqual(after.notes);
  });

  it('[AL17] without anything new the former alignment stays', async () => {
    const before = await align({ pins: { anchors: right, skips: [] } });
    const after = await align({ pins: { anchors: right, skips: [] }, previous: before });
    expect(after).toEqual(before);
  });

  it('[AL18] locked stretches keep what they had', async () => {
    const before = await align({ pins: { anchors: right, skips: [] } });
    const moved = {
      ...before,
      notes: before.notes.map((note) => ({ ...note, onsetSec: note.onsetSec + 0.003, confidence: 0.77 })),
    };
    const lockedSec = [{ fromSec: 6, toSec: 10 }];
    const anchors: WarpPoint[] = [...right.slice(0, 2), [9.6, heardAt(9.6)], right[2]!];
    const after = await align({ pins: { anchors, skips: [] }, previous: moved, lockedSec });
    const locked = moved.notes.filter(({ onsetSec }) => onsetSec >= 6 && onsetSec < 10);
    expect(locked.length).toBeGreaterThan(8);
    for (const note of locked) expect(after.notes).toContainEqual(note);
    const anew = after.notes.filter(({ onsetSec }) => onsetSec > 10.5 && onsetSec < heardAt(12) - 0.2);
    expect(anew.length).toBeGreaterThan(0);
    for (const { confidence } of anew) expect(confidence).not.toBe(0.77);
  });

  it('[AL19] what is skipped holds no note, and the rest is found', async () => {
    const late = (sec: number): number => (sec < 8 ? heardAt(sec) : heardAt(sec) + 6);
    const talked = playTune(
      score,
      [
        { fromSec: 0, toSec: 8, heardAt: late },
        { fromSec: 8, toSec: end, heardAt: late },
      ],
      late(end) + 1,
      { noiseLevel: 0.01 },
    );
    const skip = { fromSec: heardAt(8) - 0.05, toSec: late(8) - 0.1 };
    const found = await align({ pins: { anchors: [], skips: [skip] } }, talked.recording);
    expect(found.notes.filter(({ onsetSec }) => onsetSec > skip.fromSec && onsetSec < skip.toSec)).toEqual(
      [],
    );
    const onsets = new Map(found.notes.map((note) => [note.id, note.onsetSec]));
    const errors = talked.truth.map(({ id, onsetSec }) => Math.abs((onsets.get(id) ?? Infinity) - onsetSec));
    errors.sort((a, b) => a - b);
    expect(errors[Math.floor(0.9 * errors.length)]).toBeLessThan(0.03);
  });
});

async function align(changes: Partial<AlignRequest>, recording = played.recording): Promise<Alignment> {
  const pins = { anchors: [], skips: [] };
  const request: AlignRequest = { score, pins, aligner: 'chords', previous: null, lockedSec: [], ...changes };
  const hooks = { signal: new AbortController().signal, onProgress: (): void => undefined };
  const result = await alignScore(recording, request, hooks);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

function errorsOf(found: Alignment): number[] {
  const onsets = new Map(found.notes.map((note) => [note.id, note.onsetSec]));
  const errors = played.truth.map(({ id, onsetSec }) => Math.abs((onsets.get(id) ?? Infinity) - onsetSec));
  return errors.sort((a, b) => a - b);
}
