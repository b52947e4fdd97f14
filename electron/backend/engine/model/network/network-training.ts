import type { Tensor } from '@tensorflow/tfjs-core';
import { createRng, type Rng } from '../../../../../shared/std/rng.ts';
import type { TensorFlow } from '../../../native/load-tensorflow.ts';
import type { LearnedRepresentation, LossPoint } from '../learned-representation.ts';
import type { TrainingHooks, TrainingInput } from '../training-input.ts';
import { ANALYSIS_TENSORS, createAutoencoder, hiddenOf, type AutoencoderParameters } from './autoencoder.ts';
import { epochBatches } from './epoch-batches.ts';
import type { FrameSource } from './frame-source.ts';
import type { NetworkSettings } from './network-settings.ts';
import { reviveUnits } from './revive-units.ts';
import { networkRepresentation } from './saved-network.ts';
import { hasSettled } from './stopping-rule.ts';
import type { SynthesisParameters } from './synthesis-network.ts';
import { stagesOf, type Stage } from './training-stages.ts';
import { encodeAll, TrainingSteps, type Objective } from './training-steps.ts';
import { deadHiddenUnits, deadUnits, hasExploded, labelledUnits } from './watch-training.ts';

const SHUFFLE_STREAM = 3;
const REVIVAL_STREAM = 4;
/** Seeds of restarts lie this far apart. */
const RESTART_SEED_STEP = 0x1000;
/** What every restart multiplies the step sizes by. */
const RESTART_RATE = 0.3;
/** Milliseconds between looks at the signal. */
const YIELD_MS = 50;
/** Shares of the epochs after which dead units are started afresh. */
const REVIVAL_POINTS = [0.1, 0.3];
/** Frames, spread over the recording, on which hidden units are looked at. */
const HIDDEN_SAMPLE_FRAMES = 256;

export type TrainingEnd = 'finished' | 'cancelled' | 'failed';

/** One attempt at training, from a fresh start to a representation. */
export class NetworkTraining {
  readonly curve: LossPoint[] = [];
  /** Sentences for people. */
  readonly remarks: string[] = [];
  readonly #tf: TensorFlow;
  readonly #source: FrameSource;
  readonly #settings: NetworkSettings;
  readonly #hooks: TrainingHooks;
  readonly #steps: TrainingSteps;
  readonly #labelled: readonly number[];
  readonly #shuffle: Rng;
  readonly #revival: Rng;
  readonly #rateFactor: number;
  readonly #clock = new TrainingClock();
  #stepCount = 0;
  #firstCost: number | null = null;
  #dead: readonly number[] = [];

  /** @param attempt 0, then one more for every restart, with lower step sizes and another seed */
  constructor(
    tf: TensorFlow,
    input: TrainingInput,
    source: FrameSource,
    settings: NetworkSettings,
    hooks: TrainingHooks,
    attempt: number,
  ) {
    const seed = input.seed + attempt * RESTART_SEED_STEP;
    this.#tf = tf;
    this.#source = source;
    this.#settings = settings;
    this.#hooks = hooks;
    this.#labelled = labelledUnits(input.labels, source.units);
    this.#shuffle = createRng(seed, SHUFFLE_STREAM);
    this.#revival = createRng(seed, REVIVAL_STREAM);
    this.#rateFactor = RESTART_RATE ** attempt;
    this.#steps = new TrainingSteps(tf, source, settings, createAutoencoder(tf, input, settings, seed));
  }

  async train(): Promise<TrainingEnd> {
    for (const stage of stagesOf(this.#settings)) {
      const end = await this.#trainStage(stage);
      if (end !== 'finished') return end;
    }
    this.#remarkHidden();
    if (this.#dead.length === 0) return 'finished';
    const share = `${this.#dead.length} of ${this.#labelled.length} units`;
    const silent = this.#dead.length === this.#labelled.length;
    this.remarks.push(silent ? 'every unit died' : `${share} stayed silent`);
    return silent && this.#settings.repairs > 0 ? 'failed' : 'finished';
  }

  /** Ends this training; what is left is the representation's. */
  finish(): LearnedRepresentation {
    const parameters = this.#steps.release();
    const activations = this.#maskedActivations(parameters);
    this.#tf.dispose(parameters.slice(0, ANALYSIS_TENSORS));
    return this.#represent(parameters.slice(ANALYSIS_TENSORS), activations);
  }

  dispose(): void {
    this.#tf.dispose([...this.#steps.release()]);
  }

  async #trainStage(stage: Stage): Promise<TrainingEnd> {
    const costs: number[] = [];
    for (let epoch = 0; epoch < stage.epochs; epoch++) {
      const divergence = await this.#trainEpoch(stage.objective(epoch), stage.rate);
      if (typeof divergence === 'string') return divergence;
      const cost = divergence / this.#source.level;
      costs.push(cost);
      this.#dead = deadUnits(this.#steps.takePeaks(), this.#labelled);
      await this.#report(cost);
      if (this.#hooks.isEnough?.() === true) break;
      if (hasSettled(costs, stage.stopping)) {
        this.remarks.push(`${stage.name} stopped after ${costs.length} epochs: the cost has settled`);
        break;
      }
      this.#reviveDead();
    }
    return 'finished';
  }

  /** The mean cost of one pass over the recording. */
  async #trainEpoch(objective: Objective, stageRate: number): Promise<number | TrainingEnd> {
    const { batchFrames, rateDecay } = this.#settings;
    const { frames } = this.#source;
    const rate = this.#rateFactor * stageRate * rateDecay ** this.curve.length;
    let total = 0;
    for (const batch of epochBatches(frames, batchFrames, this.#shuffle)) {
      await this.#clock.breathe();
      if (this.#hooks.signal.aborted) return 'cancelled';
      const cost = this.#steps.step(batch, objective, rate);
      this.#stepCount++;
      this.#firstCost ??= cost;
      if (hasExploded(cost, this.#firstCost)) {
        this.remarks.push(`step ${this.#stepCount}: the cost left all bounds (${cost.toPrecision(3)})`);
        return 'failed';
      }
      total += (cost * batch.length) / frames;
    }
    return total;
  }

  async #report(cost: number): Promise<void> {
    const epoch = this.curve.length + 1;
    const point: LossPoint = {
      epoch,
      sec: this.#clock.seconds(),
      cost,
      steps: this.#stepCount,
      deadUnitShare: this.#dead.length / Math.max(1, this.#labelled.length),
    };
    this.curve.push(point);
    const hooks = this.#hooks;
    hooks.onLoss?.(point);
    hooks.onProgress(epoch / this.#settings.epochs, `epoch ${epoch} of at most ${this.#settings.epochs}`);
    if (hooks.onCheckpoint !== undefined) {
      await this.#clock.exclude(() => hooks.onCheckpoint?.(point, () => this.#snapshot()));
    }
  }

  #reviveDead(): void {
    const { epochs, repairs } = this.#settings;
    const due = REVIVAL_POINTS.slice(0, repairs).some(
      (share) => Math.round(share * epochs) === this.curve.length,
    );
    if (!due || this.#dead.length === 0) return;
    this.#steps.replaceParameters((parameters) =>
      reviveUnits(this.#tf, parameters, this.#dead, this.#revival),
    );
    this.remarks.push(`${this.#dead.length} silent units started afresh after ${this.curve.length} epochs`);
  }

  /** Idle hidden units are no failure: a network may be wider than a recording needs. */
  #remarkHidden(): void {
    const sample = Math.min(this.#source.frames, HIDDEN_SAMPLE_FRAMES);
    const spacing = this.#source.frames / sample;
    const batch = this.#source.batch(
      Int32Array.from({ length: sample }, (_, row) => Math.floor(row * spacing)),
    );
    const outputs = this.#tf.tidy(() => {
      const input = this.#tf.tensor2d(batch.input, [sample, batch.input.length / sample]);
      return hiddenOf(this.#tf, this.#steps.parameters, input).dataSync<'float32'>();
    });
    const idle = deadHiddenUnits(outputs, outputs.length / sample).length;
    if (sample > 1 && idle > 0) {
      this.remarks.push(`${idle} of ${outputs.length / sample} hidden units carry nothing`);
    }
  }

  #snapshot(): LearnedRepresentation {
    const { parameters } = this.#steps;
    const synthesis = parameters.slice(ANALYSIS_TENSORS).map((parameter) => this.#tf.clone(parameter));
    return this.#represent(synthesis, this.#maskedActivations(parameters));
  }

  #represent(synthesis: Tensor[], activations: Float32Array): LearnedRepresentation {
    const parameters = synthesis as unknown as SynthesisParameters;
    const decoder = { parameters, form: this.#settings.synthesis, scale: this.#source.scale };
    return networkRepresentation(this.#tf, decoder, activations);
  }

  /** `L * h(V)`. */
  #maskedActivations(parameters: AutoencoderParameters): Float32Array {
    const { frames, units } = this.#source;
    const masked = new Float32Array(frames * units);
    encodeAll(this.#tf, parameters, this.#source, this.#settings, (activations, { labels }, firstFrame) => {
      const offset = firstFrame * units;
      for (let index = 0; index < activations.length; index++) {
        masked[offset + index] = (activations[index] ?? 0) * (labels[index] ?? 0);
      }
    });
    return masked;
  }
}

/** Training time, and the moments at which the thread is given up so that a stop can be heard. */
class TrainingClock {
  #startMs = performance.now();
  #breathedMs = performance.now();

  seconds(): number {
    return (performance.now() - this.#startMs) / 1000;
  }

  async breathe(): Promise<void> {
    if (performance.now() - this.#breathedMs < YIELD_MS) return;
    await new Promise(setImmediate);
    this.#breathedMs = performance.now();
  }

  /** Runs what is no part of training. */
  async exclude(run: () => void | Promise<void>): Promise<void> {
    const beforeMs = performance.now();
    await run();
    this.#startMs += performance.now() - beforeMs;
  }
}
