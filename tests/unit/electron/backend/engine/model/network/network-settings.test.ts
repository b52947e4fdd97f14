import { describe, expect, it } from 'vitest';
import {
  networkDefaults,
  networkSettings,
} from '../../../../../../../electron/backend/engine/model/network/network-settings.ts';

describe('network settings', () => {
  it('[X36] the paper’s recipe is the paper’s', () => {
    expect(networkDefaults('C', 'paper')).toMatchObject({
      hiddenUnits: 1500,
      learningRate: 1e-4,
      synthesisRate: 1e-4,
      rateDecay: 1,
      batchFrames: 0,
      stagePlan: 'dropout-then-penalty',
      activation: 'relu',
      synthesis: { weightMap: 'plain', hidden: 'sigmoid' },
      compressedInput: false,
    });
  });

  it('[X36] B is unconstrained, C projects, D sees its neighbours', () => {
    const of = (variant: 'B' | 'C' | 'D') => networkDefaults(variant, 'paper');
    expect([of('B').projection, of('C').projection, of('D').projection]).toEqual([false, true, true]);
    expect([of('B').contextFrames, of('C').contextFrames]).toEqual([1, 1]);
    expect(of('D').contextFrames).toBeGreaterThan(1);
    expect(networkDefaults('B', 'divisi').synthesis.weightMap).toBe('signed-exponential');
    expect(networkDefaults('C', 'divisi').synthesis.weightMap).toBe('exponential');
  });

  it('[X36] what a user names replaces the default; a learning rate scales both networks', () => {
    const defaults = networkDefaults('D', 'divisi');
    const changed = networkSettings('D', {
      recipe: 'divisi',
      learningRate: defaults.learningRate / 2,
      hiddenUnits: 99,
      contextFrames: 5,
      batchFrames: 0,
      epochs: 7,
      lambda: 3,
      lambdaSchedule: 'rising',
    });
    expect(changed).toEqual({
      ...defaults,
      learningRate: defaults.learningRate / 2,
      synthesisRate: defaults.synthesisRate / 2,
      hiddenUnits: 99,
      contextFrames: 5,
      batchFrames: 0,
      epochs: 7,
      lambda: 3,
      lambdaSchedule: 'rising',
    });
  });

  it("[X36] the paper's recipe is the default", () => {
    expect(networkSettings('B', {})).toEqual(networkDefaults('B', 'paper'));
    expect(networkSettings('C', {})).toMatchObject({ hiddenUnits: 1500, learningRate: 1e-4, batchFrames: 0 });
  });
});
