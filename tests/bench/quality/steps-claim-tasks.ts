/**
 * The paper's claim, side by side: equation (2) alone lets units die and stalls, a rising lambda helps, and
 * equation (3) followed by (2) trains best.
 */
import { methodSettings } from '../../../electron/backend/engine/model/method-settings.ts';
import type { MethodSettings } from '../../../electron/backend/engine/model/method-settings.ts';
import type { NetworkSettings } from '../../../electron/backend/engine/model/network/network-settings.ts';
import type { BenchTask } from '../bench-task.ts';
import type { TestPiece } from './data-set.ts';
import type { QualityOptions } from './quality-options.ts';
import { identityOf } from './quality-tasks.ts';
import { watchedRun } from './time-curve-tasks.ts';

/** The network of the claim: the paper's best with one frame. */
const method = 'C';
const plans = {
  'eq. (2) alone': { stagePlan: 'penalty-only', lambdaSchedule: 'constant' },
  'eq. (2), lambda rising': { stagePlan: 'penalty-only', lambdaSchedule: 'rising' },
  'eq. (3), then (2)': { stagePlan: 'dropout-then-penalty', lambdaSchedule: 'constant' },
} as const satisfies Record<string, Partial<NetworkSettings>>;
/** Dense from the start, where the three differ. */
const looks = { firstSec: 0.01, ratio: 1.15 };

/** Steps are full batches under the paper's recipe; all three start from the same weights. */
export function stepsClaimTasks(piece: TestPiece, options: QualityOptions): BenchTask[] {
  const { limitSec, recipe } = options;
  return Object.entries(plans).map(([name, plan]): BenchTask => {
    const settings = withPlan(methodSettings(method, { recipe }), plan);
    const condition = recipe === 'paper' ? name : `${name}; conditioned`;
    const identity = identityOf('steps-claim', piece, method, { recipe }, options, condition);
    return {
      identity: { ...identity, settings: { ...identity.settings, ...settings, limitSec } },
      run: watchedRun(piece, options, settings, looks),
    };
  });
}

/** Without repairs, which would hide what dies. */
function withPlan(settings: MethodSettings, plan: Partial<NetworkSettings>): MethodSettings {
  const { trainer } = settings;
  if (trainer.kind !== 'network') throw new Error(`expected a network, got ${trainer.kind}`);
  const network: NetworkSettings = { ...trainer.network, ...plan, repairs: 0 };
  return { ...settings, trainer: { kind: 'network', network } };
}
