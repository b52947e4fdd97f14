import { describe, expect, it } from 'vitest';
import { methodSettings } from '../../../../../../electron/backend/engine/model/method-settings.ts';

describe('methodSettings', () => {
  it.each(['A', 'B', 'C', 'D'] as const)("[X1] %s has the paper's labels, window and masks", (method) => {
    const { labels, layers, masks } = methodSettings(method, {});
    expect(labels).toEqual({
      units: 2,
      stageEdgesSec: [],
      toleranceOnsetSec: { before: 0.5, after: 0.5 },
      toleranceSustainSec: { before: 0.5, after: 0.5 },
      freeUnits: 0,
    });
    expect(layers).toEqual([{ windowMs: 93, hopMs: 23, weight: 1 }]);
    expect(masks).toEqual({ exponent: 1, normalisation: 'paper' });
  });

  it('[X1] A+ has narrow staged labels, tied templates, a longer window and steeper masks', () => {
    const { labels, layers, masks, trainer } = methodSettings('A+', {});
    expect(labels).toMatchObject({ units: 4, toleranceOnsetSec: { before: 0.15, after: 0.15 } });
    expect(labels.stageEdgesSec.map((edge) => Math.round(edge * 100) / 100)).toEqual([0.25, 0.8]);
    expect(layers[0]).toMatchObject({ windowMs: 186, hopMs: 46 });
    expect(masks).toEqual({ exponent: 1.75, normalisation: 'normalised' });
    expect(trainer).toEqual({ kind: 'factorisation', iterations: 30, tied: true });
  });

  it('[X1] the default method hears what A+ hears, and trains in its own way', () => {
    const { trainer, method, ...heard } = methodSettings('divisi', {});
    const { trainer: factorisation, method: name, ...alike } = methodSettings('A+', {});
    expect(heard).toEqual(alike);
    expect([method, trainer.kind, name, factorisation.kind]).toEqual([
      'divisi',
      'divisi',
      'A+',
      'factorisation',
    ]);
    expect(methodSettings('divisi', { epochs: 3, lambda: 0 }).trainer).toMatchObject({
      divisi: { epochs: 3, lambda: 0 },
    });
  });

  it('[X1] overrides replace what they name', () => {
    const { labels, layers, masks, trainer } = methodSettings('A', {
      units: 5,
      freeUnits: 3,
      toleranceOnsetSec: { before: 0.1, after: 0.2 },
      windowMs: 46,
      epochs: 7,
      maskExponent: 2,
    });
    expect(labels).toMatchObject({ units: 5, stageEdgesSec: [], freeUnits: 3 });
    expect(labels.toleranceOnsetSec).toEqual({ before: 0.1, after: 0.2 });
    expect(labels.toleranceSustainSec).toEqual({ before: 0.5, after: 0.5 });
    expect(layers[0]).toMatchObject({ windowMs: 46, hopMs: 23 });
    expect(trainer).toMatchObject({ iterations: 7, tied: false });
    expect(masks.exponent).toBe(2);
  });

  it('[X1] stages follow the number of units, in equal ratios', () => {
    const edges = (units: number): readonly number[] => methodSettings('A+', { units }).labels.stageEdgesSec;
    expect(edges(2)).toEqual([]);
    expect(edges(3)[0]).toBeCloseTo(0.447, 3);
    expect(edges(5).map((edge) => Math.round(edge * 1000))).toEqual([250, 447, 800]);
    expect(edges(64).length).toBe(62);
  });

  it("[X1] only the paper's recipe of a network sees every bin", () => {
    expect(methodSettings('C', {}).relativeBandWidth).toBe(0);
    expect(methodSettings('C', { recipe: 'divisi' }).relativeBandWidth).toBe(0.005);
    expect(methodSettings('A', {}).relativeBandWidth).toBe(0.005);
  });
});
