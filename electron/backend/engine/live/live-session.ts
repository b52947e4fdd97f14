/**
 * The engine of an open project: keeps the recording's magnitudes and the newest weights from job to job, so
 * that a correction begins where the last training ended. One job at a time, but previews, which a running
 * training answers between its passes; they are of the same project.
 */
import { divisiError } from '../../../../shared/contract/errors.ts';
import type { TrainingCourse } from '../../../../shared/contract/job-calls.ts';
import { err, ok } from '../../../../shared/std/result.ts';
import type { Result } from '../../../../shared/std/result.ts';
import type { Tensors } from '../../native/load-tensorflow.ts';
import { keptOf } from '../model/cache/restore-training.ts';
import { correctionSettings } from '../model/divisi/correction-settings.ts';
import type { LearnedRepresentation, LossPoint } from '../model/learned-representation.ts';
import { methodSettings } from '../model/method-settings.ts';
import { trainChecked } from '../model/train-checked.ts';
import { writeLiveActivity } from './live-activity.ts';
import type { ActivityReport, ActivityTask } from './live-activity.ts';
import { analyseForLive } from './live-analysis.ts';
import type { LiveAnalysis } from './live-analysis.ts';
import { labelOrder } from './live-labels.ts';
import type { LiveLabels } from './live-labels.ts';
import type { LiveHooks, LiveOrder } from './live-order.ts';
import type { PreviewReport, PreviewTask } from './live-preview.ts';
import { reportShare } from './live-progress.ts';
import { renderOrder } from './live-render.ts';
import type { Prepared, RenderTask } from './live-render.ts';
import { representOrder, startFor } from './live-representation.ts';
import { loadWeights, saveWeights } from './live-weights.ts';
import type { LiveWeights } from './live-weights.ts';
import { previewTraining, previewWeights } from './preview-state.ts';
import type { TrainingState } from './preview-state.ts';
import { PreviewWindow } from './preview-window.ts';
import { restAfterPass, TrainingPace } from './training-pace.ts';
import type { StemSetReport } from './stem-set.ts';
import { qualityOf } from './training-quality.ts';
import type { TrainingQuality } from './training-quality.ts';

export type TrainTask = {
  /** By which it is led while it runs. */
  readonly job: string;
  /** Whose previews may show it: the project's folder. */
  readonly project: string;
  readonly order: LiveOrder;
  /** Where the weights go; absolute. */
  readonly weightsPath: string;
  /** Weights of nearly the same labels to go on from; null trains from scratch. */
  readonly startPath: string | null;
};

export type TrainReport = {
  readonly lossCurve: readonly LossPoint[];
  readonly epochs: number;
  readonly remarks: readonly string[];
  readonly trainSec: number;
  /** Whether it went on from `startPath`; weights of another kind or window are no use. */
  readonly isWarm: boolean;
  /** By a person, before it had come to its end. */
  readonly isCutShort: boolean;
  readonly quality: TrainingQuality;
};

export type TrainHooks = LiveHooks & { onLoss(point: LossPoint): void; onRest?(isResting: boolean): void };

/** Leaves where its weights lie. */
type TrainingWindow = PreviewWindow<TrainingState, string>;

export class LiveSession {
  readonly #tensors: Tensors;
  #analysis: { readonly key: string; readonly value: LiveAnalysis } | null = null;
  #weights: { readonly path: string; readonly value: LiveWeights } | null = null;
  /** Of the running training, or the one before. */
  #window: { readonly project: string; readonly window: TrainingWindow } | null = null;
  /** Of the running training, or of one that is on its way. */
  #pace: { readonly job: string; readonly pace: TrainingPace } | null = null;

  constructor(tensors: Tensors) {
    this.#tensors = tensors;
  }

  /** Fails as analysing, training and writing do. Weights appear whole or not at all. */
  async train(task: TrainTask, hooks: TrainHooks): Promise<Result<TrainReport>> {
    const window: TrainingWindow = new PreviewWindow();
    this.#window = { project: task.project, window };
    let left: string | null = null;
    try {
      const trained = await this.#train(task, hooks, window);
      if (trained.ok) left = task.weightsPath;
      return trained;
    } finally {
      window.close(left);
    }
  }

  /** A training that runs, or is about to. */
  steer(job: string, course: TrainingCourse): void {
    this.#paceOf(job).steer(course);
  }

  #paceOf(job: string): TrainingPace {
    if (this.#pace?.job !== job) this.#pace = { job, pace: new TrainingPace() };
    return this.#pace.pace;
  }

  async #train(
    { job, order, weightsPath, startPath }: TrainTask,
    hooks: TrainHooks,
    window: TrainingWindow,
  ): Promise<Result<TrainReport>> {
    const prepared = await this.#prepare(order, hooks, 0.1);
    if (!prepared.ok) return prepared;
    const { settings, labels } = prepared.value;
    const { trainer } = settings;
    const before = startPath === null ? null : await this.#load(startPath);
    if (before !== null && !before.ok) hooks.warn(before.error.message);
    const canGoOn = before?.ok === true && trainer.kind === 'divisi';
    const start = canGoOn ? startFor(before.value, labels.input, settings) : null;
    const pace = this.#paceOf(job);
    let startMs = performance.now();
    const trained = await trainChecked(
      this.#tensors.tf,
      start === null ? labels.input : { ...labels.input, start },
      start !== null && trainer.kind === 'divisi'
        ? { kind: 'divisi', divisi: correctionSettings(trainer.divisi) }
        : trainer,
      {
        signal: hooks.signal,
        keepsStart: true,
        onProgress: (fraction, detail) => reportShare(hooks, 'train', 0.1 + 0.9 * fraction, detail, startMs),
        onLoss: (point) => hooks.onLoss(point),
        warn: (text) => hooks.warn(text),
        isEnough: () => pace.isEnough,
        onCheckpoint: async ({ epoch }, snapshot) => {
          const state = () => ({ order, prepared: prepared.value, epoch, representation: snapshot() });
          startMs += await restAfterPass(pace, window, state, hooks);
        },
      },
    );
    if (!trained.ok) return trained;
    const trainSec = (performance.now() - startMs) / 1000;
    const { representation, lossCurve, epochs } = trained.value;
    const remarks = [...trained.value.remarks];
    if (pace.isEnough) remarks.push(`ended by hand after ${lossCurve.length} passes`);
    try {
      const quality = await qualityOf(this.#tensors.tf, prepared.value, representation, hooks.signal);
      if (!quality.ok) return quality;
      const saved = await this.#keep(trained.value, labels, weightsPath);
      if (!saved.ok) return saved;
      const isWarm = start !== null;
      return ok({
        lossCurve,
        epochs,
        remarks,
        trainSec,
        isWarm,
        isCutShort: pace.isEnough,
        quality: quality.value,
      });
    } finally {
      representation.dispose();
    }
  }

  /**
   * A stretch of the stems as the network has them now: of the running training after its next pass, where there is
   * one, else of the given weights; fitted to the order's labels within the stretch where they are not those that
   * were trained. Fails as rendering and writing do.
   */
  async preview(
    order: LiveOrder,
    weightsPath: string | null,
    task: PreviewTask,
    hooks: LiveHooks,
  ): Promise<Result<PreviewReport>> {
    const window = this.#window?.project === task.project ? this.#window.window : null;
    const isWaited = window?.isOpen === true;
    if (isWaited) {
      hooks.onProgress({
        phase: 'train',
        fraction: 0,
        detail: 'waiting for the next pass',
        secondsLeft: null,
      });
      const now = await window.next(hooks.signal);
      if (now !== null) return previewTraining(this.#tensors.tf, now, order, task, hooks.signal);
      if (hooks.signal.aborted) return err(divisiError('cancelled', 'Stopped.'));
    }
    // A training that has just ended is no version yet.
    const path = (isWaited || weightsPath === null ? window?.result : null) ?? weightsPath;
    if (path === null) return err(divisiError('conflict', 'Nothing is trained yet; train first.'));
    const prepared = await this.#prepare(order, hooks, 0.5);
    if (!prepared.ok) return prepared;
    const weights = await this.#load(path);
    if (!weights.ok) return weights;
    return previewWeights(this.#tensors.tf, prepared.value, weights.value, null, task, hooks.signal);
  }

  /** Fails as loading, rendering and writing do. */
  async render(task: RenderTask, hooks: LiveHooks): Promise<Result<StemSetReport>> {
    const startMs = performance.now();
    const prepared = await this.#prepare(task.order, hooks, 0.2);
    if (!prepared.ok) return prepared;
    const fitted = await this.#represent(prepared.value, task.weightsPath, hooks.signal);
    if (!fitted.ok) return fitted;
    try {
      return await renderOrder(this.#tensors.tf, prepared.value, fitted.value, task, {
        signal: hooks.signal,
        onProgress: (fraction) => reportShare(hooks, 'render', 0.2 + 0.8 * fraction, '', startMs),
      });
    } finally {
      fitted.value.dispose();
    }
  }

  async #represent(
    { labels, settings }: Prepared,
    weightsPath: string,
    signal: AbortSignal,
  ): Promise<Result<LearnedRepresentation>> {
    const weights = await this.#load(weightsPath);
    if (!weights.ok) return weights;
    return representOrder(this.#tensors.tf, weights.value, labels.input, settings, null, signal);
  }

  /**
   * Of given weights, or of the running training after its next pass. Fails as loading and writing do, and with
   * 'conflict' where there is neither.
   */
  async activity(task: ActivityTask, hooks: LiveHooks): Promise<Result<ActivityReport>> {
    if (task.weightsPath === null) return this.#activityNow(task, hooks.signal);
    const prepared = await this.#prepare(task.order, hooks, 0.9);
    if (!prepared.ok) return prepared;
    const fitted = await this.#represent(prepared.value, task.weightsPath, hooks.signal);
    if (!fitted.ok) return fitted;
    try {
      return await writeLiveActivity(fitted.value, prepared.value.labels, task.path);
    } finally {
      fitted.value.dispose();
    }
  }

  async #activityNow({ project, path }: ActivityTask, signal: AbortSignal): Promise<Result<ActivityReport>> {
    const window = this.#window?.project === project ? this.#window.window : null;
    const now = await (window?.next(signal) ?? null);
    if (signal.aborted) return err(divisiError('cancelled', 'Stopped.'));
    if (now === null) return err(divisiError('conflict', 'The training has ended.'));
    try {
      return await writeLiveActivity(now.representation, now.prepared.labels, path);
    } finally {
      now.representation.dispose();
    }
  }

  async close(): Promise<void> {
    await this.#analysis?.value.recording.close();
    this.#analysis = null;
    this.#weights = null;
  }

  async #keep(
    trained: Parameters<typeof keptOf>[0],
    labels: LiveLabels,
    weightsPath: string,
  ): Promise<Result<void>> {
    const kept = keptOf(trained);
    if (kept === null) throw new Error('expected a representation that can be kept');
    const weights = { kept, unitTable: labels.labelling.unitTable };
    const saved = await saveWeights(weightsPath, weights);
    if (saved.ok) this.#weights = { path: weightsPath, value: weights };
    return saved;
  }

  async #prepare(order: LiveOrder, hooks: LiveHooks, share: number): Promise<Result<Prepared>> {
    const settings = methodSettings(order.method, order.overrides);
    const key = JSON.stringify([order.recordingPath, settings.layers[0], settings.relativeBandWidth]);
    if (this.#analysis?.key !== key) {
      await this.#analysis?.value.recording.close();
      this.#analysis = null;
      const startMs = performance.now();
      const analysed = await analyseForLive(order.recordingPath, settings, {
        signal: hooks.signal,
        onProgress: (fraction) => reportShare(hooks, 'decode', share * fraction, '', startMs),
      });
      if (!analysed.ok) return analysed;
      this.#analysis = { key, value: analysed.value };
    }
    const analysis = this.#analysis.value;
    const labels = labelOrder(order, analysis, settings);
    return ok({ settings, analysis, labels, groups: order.groups, adjustment: order.adjustment });
  }

  async #load(path: string): Promise<Result<LiveWeights>> {
    if (this.#weights?.path !== path) {
      const loaded = await loadWeights(path);
      if (!loaded.ok) return loaded;
      this.#weights = { path, value: loaded.value };
    }
    return ok(this.#weights.value);
  }
}
