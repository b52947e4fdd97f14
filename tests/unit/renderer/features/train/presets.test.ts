import { describe, expect, it } from 'vitest';
import { metricRows } from '../../../../../renderer/features/train/metric-rows.ts';
import { presetNames, presetOf, presets } from '../../../../../renderer/features/train/presets.ts';
import { expertFields } from '../../../../../renderer/features/train/expert-fields.ts';

describe('settings of the training', () => {
  it('[U20] every preset is recognised, and anything else is one’s own', () => {
    for (const name of presetNames) expect(presetOf(presets[name])).toBe(name);
    expect(presetOf({ method: 'divisi', overrides: { epochs: 3 } })).toBe('own');
  });

  it('[U20] expert fields have limits that hold their steps', () => {
    expect(new Set(expertFields.map(({ name }) => name)).size).toBe(expertFields.length);
    for (const { min, max, step } of expertFields) expect(max - min).toBeGreaterThan(step);
  });

  it('[U20] what a training measured is told in words', () => {
    expect(metricRows({ trainSec: 6.9461, isWarm: 0, epochs: 46 })).toEqual([
      { title: 'Trained for', text: '6.95 s' },
      { title: 'Steps', text: '46' },
    ]);
  });
});
