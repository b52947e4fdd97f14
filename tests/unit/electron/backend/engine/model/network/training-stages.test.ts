import { describe, expect, it } from 'vitest';
import { networkDefaults } from '../../../../../../../electron/backend/engine/model/network/network-settings.ts';
import { stagesOf } from '../../../../../../../electron/backend/engine/model/network/training-stages.ts';

const settings = { ...networkDefaults('C', 'paper'), epochs: 10, penaltyShare: 0.3, lambda: 5 };

describe('stages', () => {
  it('[X35] equation (3), then equation (2) with a constant lambda', () => {
    const [first, second, ...rest] = stagesOf(settings);
    expect(rest).toEqual([]);
    expect(first?.epochs).toBe(7);
    expect(first?.objective(0)).toEqual({ stage: 'dropout' });
    expect(second?.epochs).toBe(3);
    expect(second?.objective(0)).toEqual({ stage: 'penalty', lambda: 5 });
    expect(second?.objective(2)).toEqual({ stage: 'penalty', lambda: 5 });
  });

  it('[X35] equation (2) alone, with lambda rising by a constant factor to its full weight', () => {
    const plan = { ...settings, stagePlan: 'penalty-only', lambdaSchedule: 'rising' } as const;
    const [only, ...rest] = stagesOf(plan);
    expect(rest).toEqual([]);
    const lambdas = Array.from({ length: 10 }, (_, epoch) => {
      const objective = only?.objective(epoch);
      return objective?.stage === 'penalty' ? objective.lambda : NaN;
    });
    expect(lambdas[0]).toBeCloseTo(0.005, 9);
    expect(lambdas[9]).toBeCloseTo(5, 9);
    expect((lambdas[5] ?? 0) / (lambdas[4] ?? 0)).toBeCloseTo(1000 ** (1 / 9), 6);
  });

  it('[X35] without a share, stage 2 is left out', () => {
    expect(stagesOf({ ...settings, penaltyShare: 0 })).toHaveLength(1);
  });
});
