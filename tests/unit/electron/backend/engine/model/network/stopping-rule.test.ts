import { describe, expect, it } from 'vitest';
import {
  hasSettled,
  type StoppingRule,
} from '../../../../../../../electron/backend/engine/model/network/stopping-rule.ts';
import { createRng } from '../../../../../../../shared/std/rng.ts';

const rule: StoppingRule = { window: 3, leastGain: 0.02 };

/** The epoch after which training stops, or null. */
function stopOf(curve: (epoch: number) => number, epochs = 200): number | null {
  const costs: number[] = [];
  for (let epoch = 0; epoch < epochs; epoch++) {
    costs.push(curve(epoch));
    if (hasSettled(costs, rule)) return epoch + 1;
  }
  return null;
}

describe('stopping rule', () => {
  it('[X32] goes on while the cost falls by its share', () => {
    expect(stopOf((epoch) => 100 * 0.99 ** epoch)).toBeNull();
  });

  it('[X32] stops when an exponential decay reaches its floor', () => {
    // The fall over a window drops below 2 % where 100 e^(-n/10) is about a twelfth of the floor.
    const stop = stopOf((epoch) => 50 + 100 * Math.exp(-epoch / 10));
    expect(stop).toBeGreaterThan(25);
    expect(stop).toBeLessThan(40);
  });

  it('[X32] noise of an epoch does not stop it early, since windows are compared by their means', () => {
    const rng = createRng(2);
    const stop = stopOf((epoch) => (50 + 100 * Math.exp(-epoch / 10)) * (1 + 0.01 * rng.nextNormal()));
    expect(stop).toBeGreaterThan(20);
  });

  it('[X32] stops at once on a flat, a rising or a broken curve, but not before two windows', () => {
    expect(stopOf(() => 1)).toBe(6);
    expect(stopOf((epoch) => 1 + epoch)).toBe(6);
    expect(stopOf(() => NaN)).toBe(6);
    expect(stopOf(() => 0)).toBe(6);
  });
});
