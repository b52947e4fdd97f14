import { describe, expect, it } from 'vitest';
import { divisiSettings } from '../../../../../../../electron/backend/engine/model/divisi/divisi-settings.ts';

describe('settings of the default method', () => {
  it('[X63] defaults are within their ranges', () => {
    const defaults = divisiSettings({});
    expect(defaults.contextFrames % 2).toBe(1);
    expect(defaults.growthPerSec).toBeGreaterThanOrEqual(1);
    expect(defaults.pullFromPass).toBeLessThanOrEqual(defaults.warmPasses);
    expect(defaults.leastSteps).toBeLessThan(defaults.mostSteps);
    for (const share of [defaults.networkShare, defaults.rateDecay, defaults.templateShape.onsetFlatness]) {
      expect(share).toBeGreaterThanOrEqual(0);
      expect(share).toBeLessThanOrEqual(1);
    }
  });

  it('[X63] what a user names replaces the default, zeros too, and nothing else changes', () => {
    const named = { hiddenUnits: 9, learningRate: 2e-4, batchFrames: 0, lambda: 0, contextFrames: 5 };
    expect(divisiSettings(named)).toEqual({ ...divisiSettings({}), ...named });
  });

  it('[X63] epochs that a user asks for are not bounded by steps', () => {
    const defaults = divisiSettings({});
    expect(divisiSettings({ epochs: 7 })).toEqual({
      ...defaults,
      epochs: 7,
      leastSteps: 0,
      mostSteps: Infinity,
    });
  });
});
