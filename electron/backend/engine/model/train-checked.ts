/** Training that is looked at, and started again once where it failed. */
import { divisiError } from '../../../../shared/contract/errors.ts';
import { err, ok } from '../../../../shared/std/result.ts';
import type { Result } from '../../../../shared/std/result.ts';
import type { TensorFlow } from '../../native/load-tensorflow.ts';
import { examineTraining, failureOf } from './check-training.ts';
import type { TrainingOutcome } from './learned-representation.ts';
import type { TrainerSettings } from './method-settings.ts';
import { trainMethod } from './train-method.ts';
import type { TrainingHooks, TrainingInput } from './training-input.ts';

export type Train = (
  tf: TensorFlow,
  input: TrainingInput,
  settings: TrainerSettings,
  hooks: TrainingHooks,
) => Promise<Result<TrainingOutcome>>;

export type CheckedHooks = TrainingHooks & {
  /** Told of what the user should know about the result. */
  warn(text: string): void;
};

/**
 * A second attempt has another seed and a lower rate. A model that fails twice is never turned into
 * stems, except one whose only fault is that many classes stay silent: their notes may really not sound,
 * and the remarks say so.
 * Fails with 'cancelled' or 'training-diverged'.
 */
export async function trainChecked(
  tf: TensorFlow,
  input: TrainingInput,
  settings: TrainerSettings,
  hooks: CheckedHooks,
  train: Train = trainMethod,
): Promise<Result<TrainingOutcome>> {
  const first = await attempt(tf, input, settings, hooks, train);
  if (first.kind === 'done') return first.result;
  hooks.warn(`Training starts again, with another seed: ${first.reason}.`);
  const retried = await attempt(
    tf,
    { ...input, seed: (input.seed + seedStep) % 2 ** 32 },
    withLowerRate(settings),
    hooks,
    train,
  );
  const remark = `training was restarted once: ${first.reason}`;
  if (retried.kind === 'done') {
    first.outcome?.representation.dispose();
    return retried.result.ok ? ok(withRemark(retried.result.value, remark)) : retried.result;
  }
  const doubtful = retried.outcome === null ? first : retried;
  if (doubtful.outcome !== null) {
    if (doubtful !== first) first.outcome?.representation.dispose();
    hooks.warn(`The stems may be poor: ${doubtful.reason}.`);
    return ok(withRemark(withRemark(doubtful.outcome, remark), doubtful.reason));
  }
  const message = `Training failed twice: ${first.reason}; then ${retried.reason}. No stems were written.`;
  return err(divisiError('training-diverged', message));
}

/** Any other number: attempts must not start alike. */
const seedStep = 0x5eed;

type Attempt =
  | { readonly kind: 'done'; readonly result: Result<TrainingOutcome> }
  | {
      readonly kind: 'failed';
      readonly reason: string;
      /** A result that is doubtful rather than useless; its tensors are alive. */
      readonly outcome: TrainingOutcome | null;
    };

async function attempt(
  tf: TensorFlow,
  input: TrainingInput,
  settings: TrainerSettings,
  hooks: CheckedHooks,
  train: Train,
): Promise<Attempt> {
  const trained = await train(tf, input, settings, hooks);
  if (!trained.ok) {
    if (trained.error.code !== 'training-diverged') return { kind: 'done', result: trained };
    return { kind: 'failed', reason: trained.error.message.replace(/\.$/, ''), outcome: null };
  }
  const health = examineTraining(tf, input, trained.value.representation);
  const reason = failureOf(health);
  if (reason === null) return { kind: 'done', result: trained };
  const isDoubtful = failureOf({ ...health, deadClasses: 0 }) === null;
  // Multiplicative updates have no luck to try again: what stays silent under them is not there.
  if (isDoubtful && settings.kind !== 'network') {
    hooks.warn(`The score may not fit the recording: ${reason}.`);
    return { kind: 'done', result: ok(withRemark(trained.value, reason)) };
  }
  if (isDoubtful) return { kind: 'failed', reason, outcome: trained.value };
  trained.value.representation.dispose();
  return { kind: 'failed', reason, outcome: null };
}

function withLowerRate(settings: TrainerSettings): TrainerSettings {
  switch (settings.kind) {
    case 'factorisation':
      return settings;
    case 'network': {
      const { learningRate, synthesisRate } = settings.network;
      const halved = { learningRate: learningRate / 2, synthesisRate: synthesisRate / 2 };
      return { kind: 'network', network: { ...settings.network, ...halved } };
    }
    case 'divisi': {
      const { divisi } = settings;
      return { kind: 'divisi', divisi: { ...divisi, learningRate: divisi.learningRate / 2 } };
    }
  }
}

function withRemark(outcome: TrainingOutcome, remark: string): TrainingOutcome {
  return { ...outcome, remarks: [...outcome.remarks, remark] };
}
