import { describe, expect, it } from 'vitest';
import { decibels, mixLevels } from '../../../../renderer/playback/mix-levels.ts';

const strip = { gainDb: 0, pan: 0, isMuted: false, isSoloed: false };

describe('levels of the mix', () => {
  it('[U16] faders, mute and solo make one gain', () => {
    expect(mixLevels([strip, { ...strip, gainDb: -20 }])).toEqual([1, 0.1]);
    expect(mixLevels([{ ...strip, isMuted: true }, strip])).toEqual([0, 1]);
    expect(mixLevels([{ ...strip, isSoloed: true }, strip])).toEqual([1, 0]);
    expect(mixLevels([{ ...strip, isSoloed: true, isMuted: true }, strip])).toEqual([0, 0]);
  });

  it('[U16] silence has no level', () => {
    expect(decibels(0)).toBe(-Infinity);
    expect(decibels(0.1)).toBeCloseTo(-20, 9);
  });
});
