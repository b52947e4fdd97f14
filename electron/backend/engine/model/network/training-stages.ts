import type { NetworkSettings } from './network-settings.ts';
import type { StoppingRule } from './stopping-rule.ts';
import type { Objective } from './training-steps.ts';

/** One of the paper's two stages: what it minimises, and for how long at most. */
export type Stage = {
  /** For remarks. */
  readonly name: string;
  readonly epochs: number;
  readonly stopping: StoppingRule;
  /** Factor of both step sizes. */
  readonly rate: number;
  /** @param epoch of this stage, from 0 */
  objective(epoch: number): Objective;
};

/** A rising lambda starts at this share of its full weight. */
const FIRST_SHARE = 1e-3;

/**
 * Equation (3) and then (2), or (2) alone.
 *
 * @source Ewert & Sandler 2017, end of section 2, and the workaround before it, 'a schedule for lambda'
 */
export function stagesOf(settings: NetworkSettings): readonly Stage[] {
  const { epochs, penaltyShare, penaltyRate, stagePlan } = settings;
  if (stagePlan === 'penalty-only') return [penaltyStage(settings, epochs, 1)];
  const last = Math.round(epochs * penaltyShare);
  const first: Stage = {
    name: 'structured dropout',
    epochs: epochs - last,
    stopping: settings.stopping,
    rate: 1,
    objective: () => ({ stage: 'dropout' }),
  };
  const stages = [first];
  if (last > 0) stages.push(penaltyStage(settings, last, penaltyRate));
  return stages;
}

function penaltyStage(settings: NetworkSettings, epochs: number, rate: number): Stage {
  const { lambda, lambdaSchedule, stopping } = settings;
  return {
    name: 'activity penalty',
    epochs,
    stopping,
    rate,
    objective(epoch) {
      const missing = lambdaSchedule === 'rising' ? 1 - epoch / Math.max(1, epochs - 1) : 0;
      return { stage: 'penalty', lambda: lambda * FIRST_SHARE ** missing };
    },
  };
}
