import { describe, expect, it } from 'vitest';
import { methodSettings } from '../../../../electron/backend/engine/model/method-settings.ts';
import { methodDefaults, methodLabels, methodValues } from '../../../../shared/document/method-defaults.ts';
import { methodNames } from '../../../../shared/document/method-overrides.ts';
import type { MethodName, MethodOverrides } from '../../../../shared/document/method-overrides.ts';

/** What the engine trains with, in the names of the overrides. */
function trainedWith(method: MethodName, overrides: MethodOverrides): Partial<MethodOverrides> {
  const { labels, layers, masks, trainer } = methodSettings(method, overrides);
  const { units, freeUnits, toleranceOnsetSec, toleranceSustainSec } = labels;
  const common = {
    units,
    freeUnits,
    toleranceOnsetSec,
    toleranceSustainSec,
    windowMs: layers[0]!.windowMs,
    hopMs: layers[0]!.hopMs,
    maskExponent: masks.exponent,
  };
  if (trainer.kind === 'factorisation') return { ...common, epochs: trainer.iterations };
  const network = trainer.kind === 'divisi' ? trainer.divisi : trainer.network;
  const { hiddenUnits, learningRate, epochs, batchFrames, lambda, contextFrames } = network;
  return {
    ...common,
    hiddenUnits,
    learningRate,
    epochs,
    batchFrames,
    lambda,
    contextFrames,
    ...('lambdaSchedule' in network ? { lambdaSchedule: network.lambdaSchedule } : {}),
  };
}

describe('methodDefaults', () => {
  it('[U20] are what the engine trains with, for every method and recipe', () => {
    for (const method of methodNames) {
      expect(methodDefaults(method, undefined), method).toEqual(trainedWith(method, {}));
    }
    for (const method of ['B', 'C', 'D'] as const) {
      expect(methodDefaults(method, 'divisi'), method).toEqual(trainedWith(method, { recipe: 'divisi' }));
    }
  });

  it('[U20] give way to what a user says', () => {
    expect(methodValues({ method: 'divisi', overrides: {} }).maskExponent).toBe(1.75);
    expect(methodValues({ method: 'D', overrides: {} }).maskExponent).toBe(1);
    expect(methodValues({ method: 'D', overrides: { maskExponent: 2 } }).maskExponent).toBe(2);
    expect(methodValues({ method: 'A', overrides: {} }).hiddenUnits).toBeUndefined();
    expect(methodLabels('divisi', { units: 3, freeUnits: 2 })).toMatchObject({
      units: 3,
      freeUnits: 2,
      stageEdgesSec: [Math.sqrt(0.2)],
    });
    expect(methodLabels('C', { units: 4 })).toMatchObject({ units: 4, stageEdgesSec: [] });
  });
});
