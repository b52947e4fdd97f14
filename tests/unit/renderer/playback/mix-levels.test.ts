import { describe, expect, it } from 'vitest';
import { aroundId, decibels, mixOf } from '../../../../renderer/playback/mix-levels.ts';
import { faderGains } from '../../../../shared/export/mixer-gains.ts';

const strip = { id: 'a', gainDb: 0, pan: 0, isMuted: false, isSoloed: false };
const stems = ['recording', 'a', 'b', 'residual'].map((id) => ({ id, channels: 2 }));
const settings = { masterDb: -6, isComparing: false };
const silent = [
  [0, 0],
  [0, 0],
];

describe('gains of the mix', () => {
  it('[U16] faders and pan act as in an export', () => {
    const faders = [{ ...strip, gainDb: -20, pan: 0.5 }];
    const mix = mixOf(stems, { ...settings, faders });
    expect(mix.gains[1]).toEqual(faderGains(faders[0]!, 2, 2));
    expect(mix.gains[2]).toEqual(faderGains(strip, 2, 2));
    expect(mix.master).toBeCloseTo(0.501, 3);
  });

  it('[U16] mute and solo silence stems, never the original', () => {
    const muted = mixOf(stems, { ...settings, faders: [{ ...strip, isMuted: true }] });
    expect(muted.gains[1]).toEqual(silent);
    const soloed = mixOf(stems, { ...settings, faders: [{ ...strip, isSoloed: true }] });
    expect(soloed.gains.map((gains) => gains[0]![0])).toEqual([1, 1, 0, 0]);
    const both = mixOf(stems, { ...settings, faders: [{ ...strip, isSoloed: true, isMuted: true }] });
    expect(both.gains[1]).toEqual(silent);
  });

  it('[U16] what plays around a preview has no strip', () => {
    const faders = [{ ...strip, isSoloed: true }];
    const mix = mixOf([stems[0]!, { id: aroundId, channels: 1 }], { ...settings, faders });
    expect(mix.gains[1]!.map(([gain]) => gain)).toEqual([expect.closeTo(1, 12), expect.closeTo(1, 12)]);
  });

  it('[U16] silence has no level', () => {
    expect(decibels(0)).toBe(-Infinity);
    expect(decibels(0.1)).toBeCloseTo(-20, 9);
  });
});
