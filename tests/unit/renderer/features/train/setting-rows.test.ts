import { describe, expect, it } from 'vitest';
import { expertFields } from '../../../../../renderer/features/train/expert-fields.ts';
import { metricRows } from '../../../../../renderer/features/train/metric-rows.ts';
import { settingRows } from '../../../../../renderer/features/train/setting-rows.ts';
import { strings } from '../../../../../renderer/strings/en.ts';

describe('settingRows', () => {
  const texts = (settings: Parameters<typeof settingRows>[0]): string[] =>
    settingRows(settings).map(({ title, text }) => `${title}: ${text}`);

  it('[U24] a version names its preset, and otherwise what differs from the method’s own', () => {
    expect(texts({ method: 'A+', seed: 1, overrides: {} })).toEqual(['Preset: Fast', 'Random seed: 1']);
    expect(texts({ method: 'divisi', seed: 7, overrides: { windowMs: 93, hopMs: 46 } })).toEqual([
      'Preset: Own settings (Standard)',
      'Window: 93 ms',
      'Random seed: 7',
    ]);
    expect(texts({ method: 'D', seed: 1, overrides: { recipe: 'divisi' } })).toContain('Recipe: conditioned');
  });

  it('[U24] no setting is called like a measured value beside it', () => {
    const settings = { method: 'divisi', overrides: { epochs: 60 }, seed: 1 } as const;
    const known = Object.keys(strings.train.metrics);
    const metrics = metricRows(Object.fromEntries(known.map((name) => [name, 1])));
    const fields = expertFields.map(({ title }) => title);
    const titles = [...fields, ...metrics.map(({ title }) => title)];
    expect(settingRows(settings).map(({ title }) => title)).toContain('Passes');
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
  });
});
