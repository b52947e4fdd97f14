import { describe, expect, it } from 'vitest';
import { renderPiano } from '../../../../../electron/backend/demo/render-piano.ts';
import type { SoundingNote } from '../../../../../electron/backend/demo/performance.ts';
import { preOnsetSec } from '../../../../../electron/backend/demo/sample-bank.ts';
import { steadyTones } from '../../../../support/steady-tones.ts';

const sampleRate = 44_100;
const live = new AbortController().signal;

function note(pitchMidi: number, onsetSec: number, offsetSec: number): SoundingNote {
  return { hand: 'right', pitchMidi, velocity: 64, onsetSec, offsetSec };
}

describe('renderPiano', () => {
  it('[O5] a note starts at its onset within a millisecond and a half, and dies away after its offset', async () => {
    const notes = [note(60, 0.5, 1)];
    const [left, right] = await renderPiano(notes, steadyTones(sampleRate), sampleRate, 2 * sampleRate, live);
    const first = left.findIndex((value) => Math.abs(value) > 0.01);
    expect(Math.abs(first / sampleRate - 0.5)).toBeLessThan(0.0015);
    expect(first / sampleRate).toBeGreaterThanOrEqual(0.5 - preOnsetSec);
    const level = (fromSec: number): number =>
      Math.max(...left.subarray(fromSec * sampleRate, (fromSec + 0.02) * sampleRate).map(Math.abs));
    expect(level(0.95)).toBeGreaterThan(0.4);
    expect(level(1.7)).toBeLessThan(0.4 * 10 ** (-40 / 20));
    expect(right).toEqual(left.map((value) => value / 2));
  });

  it('[O5] notes add up, whatever is rendered together', async () => {
    const tones = steadyTones(sampleRate);
    const notes = [note(60, 0.1, 0.4), note(67, 0.2, 0.5)];
    const length = sampleRate;
    const [both] = await renderPiano(notes, tones, sampleRate, length, live);
    const [first] = await renderPiano(notes.slice(0, 1), tones, sampleRate, length, live);
    const [second] = await renderPiano(notes.slice(1), tones, sampleRate, length, live);
    for (const [n, value] of both.entries()) {
      expect(Math.abs(value - (first[n] ?? 0) - (second[n] ?? 0))).toBeLessThan(1e-6);
    }
  });

  it('[O5] what hangs over the ends is cut, and a stop is heeded', async () => {
    const notes = [note(100, -0.01, 5), note(60, 0.09, 9)];
    const [left] = await renderPiano(notes, steadyTones(sampleRate), sampleRate, 4410, live);
    expect(left).toHaveLength(4410);
    const stopped = await renderPiano(notes, steadyTones(sampleRate), sampleRate, 4410, AbortSignal.abort());
    expect(stopped[0].every((value) => value === 0)).toBe(true);
  });
});
