import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { TensorFlow } from '../../../native/load-tensorflow.ts';
import { activityPenalty } from './activity-penalty.ts';
import { Adam } from './adam.ts';
import {
  ANALYSIS_TENSORS,
  decode,
  encode,
  projectSynthesis,
  type AutoencoderParameters,
} from './autoencoder.ts';
import { klDivergence } from './divergence.ts';
import type { FrameBatch, FrameSource } from './frame-source.ts';
import type { NetworkSettings } from './network-settings.ts';
import { structuredDropout } from './structured-dropout.ts';

/** Equation (3), or equation (2) with its lambda. */
export type Objective =
  { readonly stage: 'dropout' } | { readonly stage: 'penalty'; readonly lambda: number };

/** Frames whose forward and backward pass fit in memory at once, 1500 hidden units wide. */
const BLOCK_FRAMES = 1024;

/** The parameters of one training, moved step by step. Owns them until {@link release}. */
export class TrainingSteps {
  readonly #tf: TensorFlow;
  readonly #source: FrameSource;
  readonly #settings: NetworkSettings;
  readonly #blockFrames: number;
  #parameters: AutoencoderParameters;
  #adam: Adam;
  /** [units], the loudest that each unit was within the labels since the last {@link takePeaks}. */
  #peaks: Tensor1D | null = null;

  constructor(
    tf: TensorFlow,
    source: FrameSource,
    settings: NetworkSettings,
    parameters: AutoencoderParameters,
    blockFrames: number = BLOCK_FRAMES,
  ) {
    this.#blockFrames = blockFrames;
    this.#tf = tf;
    this.#source = source;
    this.#settings = settings;
    this.#parameters = parameters;
    this.#adam = new Adam(tf);
  }

  get parameters(): AutoencoderParameters {
    return this.#parameters;
  }

  /**
   * One step of Adam on the mean over the given frames; gradients of large batches are summed over
   * blocks, which gives the same step in bounded memory.
   *
   * @param rateFactor of both step sizes
   * @returns the mean divergence per frame, without the penalty
   */
  step(centres: Int32Array, objective: Objective, rateFactor: number): number {
    const tf = this.#tf;
    let total = 0;
    let sums: Tensor[] | null = null;
    for (let start = 0; start < centres.length; start += this.#blockFrames) {
      const batch = this.#source.batch(centres.subarray(start, start + this.#blockFrames));
      const { divergence, gradients } = this.#gradients(batch, objective);
      const share = batch.count / centres.length;
      total += divergence * share;
      sums = share === 1 ? gradients : addShare(tf, sums, gradients, share);
    }
    if (sums === null) throw new Error('expected at least one frame, got none');
    const { learningRate, synthesisRate, projection } = this.#settings;
    const rates = this.#parameters.map(
      (_, index) => rateFactor * (index < ANALYSIS_TENSORS ? learningRate : synthesisRate),
    );
    this.#parameters = this.#adam.step(this.#parameters, sums, rates);
    if (projection) this.#parameters = projectSynthesis(tf, this.#parameters);
    return total;
  }

  /** Changes parameters from outside, such as those of dead units; the moments start afresh. */
  replaceParameters(change: (parameters: AutoencoderParameters) => AutoencoderParameters): void {
    this.#parameters = change(this.#parameters);
    this.#adam.dispose();
    this.#adam = new Adam(this.#tf);
  }

  /** [units], the loudest activation within the labels since the last call; zeros before any step. */
  takePeaks(): Float32Array {
    const peaks = this.#peaks;
    if (peaks === null) return new Float32Array(this.#source.units);
    const values = peaks.dataSync<'float32'>();
    peaks.dispose();
    this.#peaks = null;
    return values;
  }

  /** Frees everything but the parameters, which become the caller's. */
  release(): AutoencoderParameters {
    this.#adam.dispose();
    this.#peaks?.dispose();
    this.#peaks = null;
    return this.#parameters;
  }

  #gradients(batch: FrameBatch, objective: Objective): { divergence: number; gradients: Tensor[] } {
    const tf = this.#tf;
    const { bands, units } = this.#source;
    const { count } = batch;
    const input = tf.tensor2d(batch.input, [count, batch.input.length / count]);
    const target = tf.tensor2d(batch.target, [count, bands]);
    const labels = tf.tensor2d(batch.labels, [count, units]);
    let divergence: Tensor | null = null;
    let peaks: Tensor1D | null = null;
    const cost = (...parameters: Tensor[]): Tensor => {
      const activations = encode(tf, parameters, input, this.#settings);
      const allowed = structuredDropout(tf, activations, labels);
      peaks = tf.keep(tf.max<Tensor1D>(allowed, 0));
      const heard = objective.stage === 'dropout' ? allowed : activations;
      const kl = klDivergence(tf, target, decode(tf, parameters, heard, this.#settings));
      divergence = tf.keep(tf.clone(kl));
      if (objective.stage === 'dropout') return kl;
      return tf.add(kl, activityPenalty(tf, activations, labels, objective.lambda));
    };
    const { value, grads } = tf.valueAndGrads(cost)(this.#parameters as Tensor[]);
    const measured = (divergence as Tensor | null)?.dataSync()[0] ?? Number.NaN;
    tf.dispose([value, input, target, labels]);
    (divergence as Tensor | null)?.dispose();
    this.#notePeaks(peaks);
    return { divergence: measured, gradients: grads };
  }

  #notePeaks(peaks: Tensor1D | null): void {
    if (peaks === null) return;
    const before = this.#peaks;
    if (before === null) {
      this.#peaks = peaks;
      return;
    }
    this.#peaks = this.#tf.maximum(before, peaks);
    before.dispose();
    peaks.dispose();
  }
}

function addShare(tf: TensorFlow, sums: Tensor[] | null, gradients: Tensor[], share: number): Tensor[] {
  const next = gradients.map((gradient, index) =>
    tf.tidy(() => {
      const part = tf.mul(gradient, share);
      const sum = sums?.[index];
      return sum === undefined ? part : tf.add(sum, part);
    }),
  );
  tf.dispose(gradients);
  if (sums !== null) tf.dispose(sums);
  return next;
}

/** The activations of every frame, unmasked, in blocks: calls back with [n, units] flattened. */
export function encodeAll(
  tf: TensorFlow,
  parameters: AutoencoderParameters,
  source: FrameSource,
  settings: NetworkSettings,
  use: (activations: Float32Array, batch: FrameBatch, firstFrame: number) => void,
): void {
  for (let first = 0; first < source.frames; first += BLOCK_FRAMES) {
    const count = Math.min(BLOCK_FRAMES, source.frames - first);
    const batch = source.batch(Int32Array.from({ length: count }, (_, index) => first + index));
    const activations = tf.tidy(() => {
      const input: Tensor2D = tf.tensor2d(batch.input, [count, batch.input.length / count]);
      return encode(tf, parameters, input, settings).dataSync<'float32'>();
    });
    use(activations, batch, first);
  }
}
