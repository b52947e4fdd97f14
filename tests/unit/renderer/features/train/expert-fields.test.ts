import { describe, expect, it } from 'vitest';
import { expertFields, expertSections } from '../../../../../renderer/features/train/expert-fields.ts';
import { methodDefaults, methodValues } from '../../../../../shared/document/method-defaults.ts';
import { methodNames } from '../../../../../shared/document/method-overrides.ts';

describe('expertFields', () => {
  it('[U20] have limits that hold their steps and every method’s own values', () => {
    expect(new Set(expertFields.map(({ name }) => name)).size).toBe(expertFields.length);
    for (const { min, max, step, read } of expertFields) {
      expect(max - min).toBeGreaterThan(step);
      for (const method of methodNames) {
        const value = read(methodDefaults(method, undefined)) ?? min;
        expect(value).toBeGreaterThanOrEqual(min);
        expect(value).toBeLessThanOrEqual(max);
      }
    }
  });

  it('[U20] show what was written, one side of a tolerance too', () => {
    for (const field of expertFields) {
      const values = methodDefaults('divisi', undefined);
      const overrides = field.write(field.min, values);
      expect(field.read(methodValues({ method: 'divisi', overrides })), field.name).toBe(field.min);
    }
    const after = expertFields.find(({ name }) => name === 'onsetAfter')!;
    expect(after.write(400, methodDefaults('D', undefined))).toEqual({
      toleranceOnsetSec: { before: 0.5, after: 0.4 },
    });
  });

  it('[U20] a method shows what it has: a factorisation no learning rate', () => {
    const titlesOf = (method: 'A' | 'D'): string[] =>
      expertSections(methodDefaults(method, undefined)).map(({ section }) => section);
    expect(titlesOf('A')).toEqual(['labels', 'spectrum', 'training', 'masks']);
    expect(titlesOf('D')).toEqual(['labels', 'spectrum', 'network', 'training', 'masks']);
  });
});
