import { describe, expect, it } from 'vitest';
import { analyseBands } from '../../../../../../../electron/backend/engine/align/features/analyse-bands.ts';
import type { BandLevels } from '../../../../../../../electron/backend/engine/align/features/analyse-bands.ts';
import {
  bandCount,
  lowestBandMidi,
} from '../../../../../../../electron/backend/engine/align/features/band-bank.ts';
import { memoryRecording } from '../../../../../../support/memory-recording.ts';

function tone(pitchMidi: number, sampleRate: number, fromSec: number, toSec: number): Float32Array {
  const hz = 440 * 2 ** ((pitchMidi - 69) / 12);
  return Float32Array.from({ length: Math.round(2 * sampleRate) }, (_, i) => {
    const sec = i / sampleRate;
    return sec >= fromSec && sec < toSec ? 0.5 * Math.sin(2 * Math.PI * hz * sec) : 0;
  });
}

async function bandsOf(samples: Float32Array, sampleRate: number): Promise<BandLevels> {
  const hooks = { signal: new AbortController().signal, onProgress: (): void => undefined };
  const result = await analyseBands(memoryRecording([samples], sampleRate), hooks);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

describe('analyseBands', () => {
  it.each([8000, 22_050, 44_100, 48_000, 96_000])(
    '[AL23] a tone is loudest in its own band, at %i Hz',
    async (rate) => {
      for (const pitch of [45, 60, 69, 84]) {
        const { levels, hopSec } = await bandsOf(tone(pitch, rate, 0, 2), rate);
        expect(Math.abs(hopSec - 0.01)).toBeLessThan(2e-4);
        const row = levels.subarray(
          Math.round(1 / hopSec) * bandCount,
          (Math.round(1 / hopSec) + 1) * bandCount,
        );
        expect(row.indexOf(Math.max(...row))).toBe(pitch - lowestBandMidi);
        expect(Math.max(...row)).toBeCloseTo(1, 1);
      }
    },
  );

  it('[AL23] the tuning is heard to 2 cents, and the bands follow it', async () => {
    for (const cents of [-45, -13, 0, 13, 40]) {
      const { tuningCents, levels, hopSec } = await bandsOf(tone(69 + cents / 100, 44_100, 0, 2), 44_100);
      expect(Math.abs(tuningCents - cents)).toBeLessThan(2);
      expect(levels[Math.round(1 / hopSec) * bandCount + 69 - lowestBandMidi]).toBeGreaterThan(0.97);
    }
  });

  it('[AL24] a frame lies on its time: a tone is half as loud at its beginning', async () => {
    const { levels, hopSec } = await bandsOf(tone(84, 44_100, 1, 2), 44_100);
    const at = (sec: number): number => levels[Math.round(sec / hopSec) * bandCount + 84 - lowestBandMidi]!;
    expect(at(0.95)).toBeLessThan(0.05);
    expect(at(1)).toBeGreaterThan(0.85);
    expect(at(1)).toBeLessThan(0.95);
    expect(at(1.05)).toBeCloseTo(1, 2);
  });

  it('[AL24] silence and a single sample have levels of 0', async () => {
    for (const samples of [new Float32Array(8000), new Float32Array(1)]) {
      const { levels, tuningCents, frames } = await bandsOf(samples, 8000);
      expect(frames).toBeGreaterThan(0);
      expect(levels.every((level) => level === 0)).toBe(true);
      expect(tuningCents).toBe(0);
    }
  });
});
