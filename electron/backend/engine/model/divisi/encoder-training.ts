/**
 * The analysis network, trained by structured dropout, equation (3), and the class-activity penalty of
 * equation (2), against the synthesis side of the warm start.
 */
import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import { createRng } from '../../../../../shared/std/rng.ts';
import type { TensorFlow } from '../../../native/load-tensorflow.ts';
import type { TrainingInput } from '../training-input.ts';
import { activityPenalty } from '../network/activity-penalty.ts';
import { Adam } from '../network/adam.ts';
import { analyse, createAnalysis, type AnalysisParameters } from '../network/analysis-network.ts';
import { klDivergence } from '../network/divergence.ts';
import { frameSource, inputStandard, meanMagnitude, type FrameSource } from '../network/frame-source.ts';
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
  #parameters: AnalysisParameters;

  /** @param templates W, [K, bands] flattened, in the scale of the input */
  constructor(tf: TensorFlow, input: TrainingInput, templates: Float32Array, settings: DivisiSettings) {
    const bands = input.bands.bandCount;
    const units = input.unitTable.unitCount;
    const scale = meanMagnitude(input.magnitudes);
    this.#tf = tf;
    this.#settings = settings;
    const standard = inputStandard(input.magnitudes, bands, scale);
    this.#source = frameSource(input, scale, standard, settings.contextFrames);
    this.#adam = new Adam(tf);
    this.#templates = tf.tidy(() => tf.mul(tf.tensor2d(templates, [units, bands]), 1 / scale));
    const shape = { inputs: bands * settings.contextFrames, hidden: settings.hiddenUnits, units };
    this.#parameters = createAnalysis(tf, shape, createRng(input.seed, analysisStream));
  }

  /**
   * One step of Adam on the mean over the given frames.
   * @returns the mean divergence per frame, without the penalty
   */
  step(frames: Int32Array, rate: number): number {
    const tf = this.#tf;
    const batch = this.#source.batch(frames);
    const { count } = batch;
    const input: Tensor2D = tf.tensor2d(batch.input, [count, batch.input.length / count]);
    const target: Tensor2D = tf.tensor2d(batch.target, [count, this.#source.bands]);
    const labels: Tensor2D = tf.tensor2d(batch.labels, [count, this.#source.units]);
    let divergence: Tensor | null = null;
    const cost = (...parameters: Tensor[]): Tensor => {
      const raw = analyse(tf, parameters as unknown as AnalysisParameters, input, 'softplus');
      const model = tf.matMul<Tensor2D>(
        this.#activations(structuredDropout(tf, raw, labels)),
        this.#templates,
      );
      const fit = klDivergence(tf, target, model);
      divergence = tf.keep(tf.clone(fit));
      return tf.add(fit, activityPenalty(tf, this.#activations(raw), labels, this.#settings.lambda));
    };
    const { value, grads } = tf.valueAndGrads(cost)([...this.#parameters]);
    const mean = divergence === null ? NaN : (divergence as Tensor).dataSync()[0]!;
    tf.dispose([input, target, labels, value]);
    tf.dispose(divergence ?? []);
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
      const allowed = tf.tidy(() => {
        const input: Tensor2D = tf.tensor2d(batch.input, [count, batch.input.length / count]);
        const labels: Tensor2D = tf.tensor2d(batch.labels, [count, units]);
        return this.#activations(
          structuredDropout(tf, analyse(tf, this.#parameters, input, 'softplus'), labels),
        );
      });
      masked.set(allowed.dataSync<'float32'>(), first * units);
      allowed.dispose();
    }
    return masked;
  }

  dispose(): void {
    this.#adam.dispose();
    this.#templates.dispose();
    this.#tf.dispose([...this.#parameters]);
  }

  /** Templates sum to 1 and magnitudes to the number of bands: outputs near 1 mean a unit of usual strength. */
  #activations(outputs: Tensor2D): Tensor2D {
    return this.#tf.mul(outputs, this.#source.bands);
  }
}
