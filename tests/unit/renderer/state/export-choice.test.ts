import { describe, expect, it } from 'vitest';
import { exportDefaults } from '../../../../shared/contract/export-calls.ts';
import { withBits, withFormat, withMix, withStem } from '../../../../renderer/state/export-choice.ts';

describe('what an export is set to', () => {
  it('[U60] begins with what other programs take: all stems as WAV of 24 bits, sessions, MIDI', () => {
    expect(exportDefaults).toMatchObject({ stems: null, format: 'wav', bits: '24', withMidi: true });
    expect(exportDefaults.sessions).toEqual(['dawproject', 'rpp']);
    expect(exportDefaults).toMatchObject({ overFullScale: 'ask', force: false });
  });

  it('[U60] never asks FLAC for floats, in stems or mixes', () => {
    const float = withBits(exportDefaults, '32f');
    expect(float.bits).toBe('32f');
    expect(withFormat(float, 'flac').bits).toBe('24');
    expect(withMix(float, 'flac', []).mixes).toEqual([{ format: 'flac', bits: '24', without: [] }]);
    expect(withBits(withMix(exportDefaults, 'flac', []), '32f').mixes[0]?.bits).toBe('24');
    expect(withMix(withMix(float, 'mp3', ['g1']), null, []).mixes).toEqual([]);
  });

  it('[U60] keeps at least one stem, and all of them as all, whatever groups come later', () => {
    const all = ['g1', 'g2', 'residual'];
    const without = withStem(exportDefaults, all, 'g2', false);
    expect(without.stems).toEqual(['g1', 'residual']);
    expect(withStem(without, all, 'g2', true).stems).toBeNull();
    const one = withStem(without, all, 'residual', false);
    expect(withStem(one, all, 'g1', false).stems).toEqual(['g1']);
  });
});
