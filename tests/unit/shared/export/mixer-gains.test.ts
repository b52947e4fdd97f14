import { describe, expect, it } from 'vitest';
import { faderGains, isHeard, mixChannels, restingFader } from '../../../../shared/export/mixer-gains.ts';

const fader = (changes: Partial<typeof restingFader>): typeof restingFader => ({
  ...restingFader,
  ...changes,
});

describe('the mixer', () => {
  it('[EX21] a centred fader at 0 dB changes nothing, in mono and stereo', () => {
    expect(faderGains(restingFader, 1, 1)).toEqual([[1]]);
    expect(faderGains(restingFader, 2, 2)).toEqual([
      [1, 0],
      [0, 1],
    ]);
    const [left, right] = faderGains(restingFader, 1, 2);
    expect(left![0]).toBeCloseTo(1, 12);
    expect(right![0]).toBeCloseTo(1, 12);
  });

  it('[EX21] stereo pans as Web Audio does: the far side moves over with equal power', () => {
    const [left, right] = faderGains({ gainDb: 0, pan: -1 }, 2, 2);
    expect(left![0]).toBe(1);
    expect(left![1]).toBeCloseTo(1, 12);
    expect(right![1]).toBeCloseTo(0, 12);
    const [halfLeft, halfRight] = faderGains({ gainDb: 0, pan: 0.5 }, 2, 2);
    expect(halfLeft![0]! ** 2 + halfRight![0]! ** 2).toBeCloseTo(1, 12);
    expect(halfRight![1]).toBe(1);
  });

  it('[EX21] mute silences, solo silences others, and mute wins', () => {
    const all = [fader({ isSoloed: true }), fader({}), fader({ isSoloed: true, isMuted: true })];
    expect(all.map((own) => isHeard(own, all))).toEqual([true, false, false]);
    const none = [fader({}), fader({ isMuted: true })];
    expect(none.map((own) => isHeard(own, none))).toEqual([true, false]);
  });

  it('[EX21] mono stays mono until something is panned', () => {
    expect(mixChannels([{ fader: restingFader }], 1)).toBe(1);
    expect(mixChannels([{ fader: restingFader }, { fader: fader({ pan: 0.1 }) }], 1)).toBe(2);
    expect(mixChannels([{ fader: fader({ pan: 0.1 }) }], 2)).toBe(2);
  });
});
