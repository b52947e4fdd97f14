import { describe, expect, it } from 'vitest';
import { presetNames, presetOf, presets } from '../../../../../renderer/features/train/presets.ts';

describe('presets', () => {
  it('[U20] every preset is recognised, and anything else is one’s own', () => {
    for (const name of presetNames) expect(presetOf(presets[name])).toBe(name);
    expect(presetOf({ method: 'divisi', overrides: { epochs: 3 } })).toBe('own');
  });
});
