import { describe, expect, it } from 'vitest';
import {
  assertStft,
  chooseStft,
  countBins,
  countFrames,
} from '../../../../../../electron/backend/engine/spectrum/stft-settings.ts';

describe('chooseStft', () => {
  it.each([
    [22050, 2048, 512],
    [44100, 4096, 1024],
    [48000, 4096, 1024],
    [96000, 8192, 2048],
    [192000, 16384, 4096],
    [8000, 1024, 256],
  ])('[T1] at %i Hz the window is %i and the hop %i', (rate, windowSamples, hopSamples) => {
    expect(chooseStft(rate)).toEqual({ ok: true, value: { windowSamples, hopSamples } });
  });

  it('[T1] follows the wished times and refuses a hop above half a window', () => {
    expect(chooseStft(44100, 186, 23)).toEqual({
      ok: true,
      value: { windowSamples: 8192, hopSamples: 1024 },
    });
    const refused = chooseStft(44100, 23, 23);
    expect(refused.ok ? '' : refused.error.code).toBe('bad-usage');
    expect(refused.ok ? '' : refused.error.message).toContain('--hop-ms');
    for (const wrong of [0, -1, Number.NaN, Infinity, 1e9]) expect(chooseStft(44100, wrong).ok).toBe(false);
  });

  it('[T2] counts frames so that every sample lies between two centres', () => {
    expect(countFrames(1, 1024)).toBe(2);
    expect(countFrames(1024, 1024)).toBe(2);
    expect(countFrames(1025, 1024)).toBe(3);
    expect(countBins(4096)).toBe(2049);
    expect(() => assertStft({ windowSamples: 4096, hopSamples: 1000 })).toThrow(RangeError);
  });
});
