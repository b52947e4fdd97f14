import { describe, expect, it } from 'vitest';
import { settingRows } from '../../../../../renderer/features/train/setting-rows.ts';

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
});
