/**
 * The analysis network, trained by structured dropout, equation (3), and the class-activity penalty of
 * equation (2), against the synthesis side of the warm start.
 */
import type { Scalar, Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { createRng } from '../../../../../shared/std/rng.ts';
import type { TensorFlow } from '../../../native/load-tensorflow.ts';
import { computedValues } from '../computed-values.ts';
import { meanMagnitude } from '../mean-magnitude.ts';
import type { SavedArray } from '../saved-model.ts';
import type { TrainingInput } from '../training-input.ts';
import { activityPenalty } from '../network/activity-penalty.ts';
import { Adam } from '../network/adam.ts';
import { analyse, createAnalysis, type AnalysisParameters } from '../network/analysis-network.ts';
import { klDivergence } from '../network/divergence.ts';
import { frameSource, inputStandard, type FrameSource } from '../network/frame-source.ts';
import { structuredDropout } from '../network/structured-dropout.ts';
import type { DivisiSettings } from './divisi-settings.ts';

const analysisStream = 1;
const blockFrames = 1024;

/** Owns its tensors until `dispose`. */
export class EncoderTraining {
  readonly #tf: TensorFlow;
  readonly #settings: DivisiSettings;
  readonly #source: FrameSource;
  readonly #adam: Adam;
  /** [K, bands], rows in the scale of magnitudes of mean 1. */
  readonly #templates: Tensor2D;
  /** [K] */
  readonly #levels: Tensor1D;
  #parameters: AnalysisParameters;

  /**
   * @param templates W, [K, bands] flattened, in the scale of the input
   * @param levels [K], > 0, activations of usual strength: the network's outputs are in units of them
   * @param start weights of a former training, in the order of the layers; random ones unless given
   */
  constructor(
    tf: TensorFlow,
    input: TrainingInput,
    templates: Float32Array,
    levels: Float32Array,
    settings: DivisiSettings,
    start?: readonly SavedArray[],
  ) {
    const bands = input.bands.bandCount;
    const units = input.unitTable.unitCount;
    const scale = meanMagnitude(input.magnitudes);
    this.#tf = tf;
    this.#settings = settings;
    const standard = inputStandard(input.magnitudes, bands, scale);
    this.#source = frameSource(input, scale, standard, settings.contextFrames);
    this.#adam = new Adam(tf);
    this.#templates = tf.tidy(() => tf.mul(tf.tensor2d(templates, [units, bands]), 1 / scale));
    this.#levels = tf.tensor1d(levels);
    const shape = { inputs: bands * settings.contextFrames, hidden: settings.hiddenUnits, units };
    this.#parameters =
      start === undefined
        ? createAnalysis(tf, shape, createRng(input.seed, analysisStream))
        : (start.map((array) => tf.tensor(array.values, [...array.shape])) as unknown as AnalysisParameters);
  }

  /** The weights as plain numbers, in the order of the layers. */
  save(): SavedArray[] {
    return this.#parameters.map((parameter: Tensor) => ({
      shape: parameter.shape,
      values: parameter.dataSync<'float32'>().slice(),
    }));
  }

  /**
   * One step of Adam on the mean over the given frames.
   * @returns the mean divergence per frame, without the penalty
   */
  step(frames: Int32Array, rate: number): number {
    const tf = this.#tf;
    const batch = this.#source.batch(frames);
    const { count } = batch;
    const heard: HeardFrames = {
      input: tf.tensor2d(batch.input, [count, batch.input.length / count]),
      target: tf.tensor2d(batch.target, [count, this.#source.bands]),
      labels: tf.tensor2d(batch.labels, [count, this.#source.units]),
    };
    let mean = NaN;
    const { value, grads } = tf.valueAndGrads((...parameters: Tensor[]) => {
      const weights = parameters as unknown as AnalysisParameters;
      const decoder = { templates: this.#templates, levels: this.#levels };
      const { divergence, penalty } = encoderCost(tf, weights, heard, decoder, this.#settings.lambda);
      mean = divergence.dataSync()[0]!;
      return tf.add(divergence, penalty);
    })([...this.#parameters]);
    tf.dispose([heard.input, heard.target, heard.labels, value]);
    const rates = this.#parameters.map(() => rate);
    this.#parameters = this.#adam.step(this.#parameters, grads, rates) as unknown as AnalysisParameters;
    return mean;
  }

  /** `L * h(V)`, [frames, K] flattened. */
  maskedActivations(): Float32Array {
    const tf = this.#tf;
    const { frames, units } = this.#source;
    const masked = new Float32Array(frames * units);
    for (let first = 0; first < frames; first += blockFrames) {
      const count = Math.min(blockFrames, frames - first);
      const batch = this.#source.batch(Int32Array.from({ length: count }, (_, index) => first + index));
      const allowed = computedValues(tf, () => {
        const input: Tensor2D = tf.tensor2d(batch.input, [count, batch.input.length / count]);
        const labels: Tensor2D = tf.tensor2d(batch.labels, [count, units]);
        const outputs = analyse(tf, this.#parameters, input, 'softplus');
        return tf.mul(structuredDropout(tf, outputs, labels), this.#levels);
      });
      masked.set(allowed, first * units);
    }
    return masked;
  }

  dispose(): void {
    this.#adam.dispose();
    this.#templates.dispose();
    this.#levels.dispose();
    this.#tf.dispose([...this.#parameters]);
  }
}

/** Frames as the cost sees them: [n, inputs], [n, bands] of mean magnitude 1, and [n, K]. */
export type HeardFrames = { readonly input: Tensor2D; readonly target: Tensor2D; readonly labels: Tensor2D };

/** W, [K, bands] in the scale of the target, and the level of each unit, [K]. */
export type FrozenDecoder = { readonly templates: Tensor2D; readonly levels: Tensor1D };

/**
 * Scalars, means over the frames: the divergence of equation (3), and the penalty of equation (2), which is
 * on outputs in units of their levels, so that soft notes are held to silence as strictly as loud ones.
 *
 * @source Ewert & Sandler 2017, with both terms in one cost
 */
export function encoderCost(
  tf: TensorFlow,
  parameters: AnalysisParameters,
  { input, target, labels }: HeardFrames,
  { templates, levels }: FrozenDecoder,
  lambda: number,
): { readonly divergence: Scalar; readonly penalty: Scalar } {
  const outputs = analyse(tf, parameters, input, 'softplus');
  const allowed = tf.mul<Tensor2D>(structuredDropout(tf, outputs, labels), levels);
  return {
    divergence: klDivergence(tf, target, tf.matMul<Tensor2D>(allowed, templates)),
    penalty: activityPenalty(tf, outputs, labels, lambda),
  };
}

/**
 * Mean activation of every unit over the frames that its labels allow, [K]; at least `least`, which units
 * that the warm start left silent get.
 */
export function usualLevels(
  activations: Float32Array,
  labels: Uint8Array,
  units: number,
  least: number,
): Float32Array {
  const sums = new Float64Array(units);
  const counts = new Int32Array(units);
  for (let i = 0; i < activations.length; i++) {
    if (labels[i] !== 1) continue;
    sums[i % units]! += activations[i]!;
    counts[i % units]! += 1;
  }
  return Float32Array.from(sums, (sum, unit) => Math.max(least, sum / Math.max(1, counts[unit]!)));
}
