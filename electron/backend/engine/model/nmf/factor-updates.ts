/** The multiplicative updates of a factorisation whose templates may be shared by units. */
import type { Rank, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { TensorFlow } from '../../../native/load-tensorflow.ts';
import { computedValues } from '../computed-values.ts';
import type { TemplateTies } from './template-ties.ts';

/** Added to every magnitude and model value, which are 1 on average: no logarithm or quotient of 0. */
const floor = 1e-9;

/**
 * One iteration is `updateActivations` for every chunk of frames, then `updateTemplates`. The templates'
 * numerators are summed over the chunks, so that the result does not depend on their size.
 *
 * Templates are rescaled to sum 1 after every iteration and the activations take up the factor at
 * their next use.
 */
export class FactorUpdates {
  readonly #tf: TensorFlow;
  /** [K] template of each unit. */
  readonly #templateOfUnit: Tensor1D;
  /** [Kt, K], 1 where a unit has a template. */
  readonly #membership: Tensor2D;
  /** [Kt, bands] */
  #shared: Tensor2D;
  /** [1, K], what the next use of the activations multiplies them by. */
  #rescaling: Tensor2D;
  /** [Kt, bands] and [Kt, 1], of the running iteration. */
  #sums: { readonly numerator: Tensor2D; readonly denominator: Tensor2D } | null = null;

  /** @param start [Kt, bands] flattened, rows summing to 1 */
  constructor(tf: TensorFlow, { templateOfUnit, templateCount }: TemplateTies, start: Float32Array) {
    this.#tf = tf;
    const units = templateOfUnit.length;
    const membership = new Float32Array(templateCount * units);
    templateOfUnit.forEach((template, unit) => (membership[template * units + unit] = 1));
    this.#templateOfUnit = tf.tensor1d(templateOfUnit, 'int32');
    this.#membership = tf.tensor2d(membership, [templateCount, units]);
    this.#shared = tf.tensor2d(start, [templateCount, start.length / templateCount]);
    this.#rescaling = tf.ones([1, units]);
  }

  /** W as the units see it, [K, bands]; the caller's to dispose of. */
  templates(): Tensor2D {
    return this.#tf.gather(this.#shared, this.#templateOfUnit);
  }

  /** Activations as they fit {@link templates}; the caller's to dispose of. */
  rescale(activations: Tensor2D): Tensor2D {
    return this.#tf.mul(activations, this.#rescaling);
  }

  /**
   * H <- H * (V / HW) W' / sum(W), then adds this chunk's part to the update of W.
   * @param magnitudes [n, bands] flattened; divided by `scale`
   * @param activations [n, K], kept
   * @param constrain changes the new activations, [n, K] flattened, in place before the templates see them
   * @returns new activations, and the divergence of the former ones summed over the frames
   */
  updateActivations(
    magnitudes: Float32Array,
    scale: number,
    activations: Tensor2D,
    constrain?: (activations: Float32Array) => void,
  ): { readonly activations: Tensor2D; readonly cost: number } {
    const tf = this.#tf;
    const step = tf.tidy(() => {
      const templates = this.templates();
      const shape: [number, number] = [activations.shape[0], templates.shape[1]];
      const target = tf.add(tf.mul(tf.tensor2d(magnitudes, shape), 1 / scale), floor);
      const before = this.rescale(activations);
      const model = tf.add(tf.matMul(before, templates), floor);
      const quotient = tf.div(target, model);
      const divergence = tf.sum(tf.add(tf.mul(target, tf.log(quotient)), tf.sub(model, target)));
      const gain = tf.div(tf.matMul(quotient, templates, false, true), tf.add(tf.sum(templates, 1), floor));
      const free = tf.mul<Tensor2D>(before, gain);
      const after = constrain === undefined ? free : constrained(tf, free, constrain);
      const ratio = tf.div(target, tf.add(tf.matMul(after, templates), floor));
      const ofUnits = tf.matMul(after, ratio, true, false);
      const activity = tf.reshape<Rank.R2>(tf.sum(after, 0), [-1, 1]);
      return {
        activations: after,
        numerator: tf.matMul<Tensor2D>(this.#membership, ofUnits),
        denominator: tf.matMul<Tensor2D>(this.#membership, activity),
        divergence,
      };
    });
    this.#addSums(step.numerator, step.denominator);
    const cost = step.divergence.dataSync()[0]!;
    step.divergence.dispose();
    return { activations: step.activations, cost };
  }

  /**
   * W <- W * H'(V / HW) / sum(H), rows rescaled to sum 1.
   * @param reshape new rows from those and from the magnitude that each explains: [Kt, bands] and [Kt]
   */
  updateTemplates(reshape?: (templates: Float32Array, explained: Float32Array) => Float32Array): void {
    const tf = this.#tf;
    const sums = this.#sums;
    if (sums === null) throw new Error('expected updateActivations before updateTemplates');
    const updated = tf.tidy(() => {
      const raw = tf.mul(this.#shared, tf.div(sums.numerator, tf.add(sums.denominator, floor)));
      const rowSums = tf.sum(raw, 1, true);
      // A template that no frame used keeps its shape.
      const isUsed = tf.greater(rowSums, floor);
      const shared = tf.where(isUsed, tf.div(raw, tf.maximum(rowSums, floor)), this.#shared);
      const factors = tf.where(isUsed, rowSums, tf.onesLike(rowSums));
      const ofUnits = tf.gather(factors, this.#templateOfUnit);
      return { shared: shared as Tensor2D, rescaling: tf.reshape<Rank.R2>(ofUnits, [1, -1]), factors };
    });
    let { shared } = updated;
    if (reshape !== undefined) {
      const explained = computedValues(tf, () => tf.mul(updated.factors, sums.denominator));
      const rows = reshape(shared.dataSync<'float32'>(), explained);
      const shape = shared.shape;
      shared.dispose();
      shared = tf.tensor2d(rows, shape);
    }
    updated.factors.dispose();
    this.#disposeState();
    this.#shared = shared;
    this.#rescaling = updated.rescaling;
  }

  dispose(): void {
    this.#disposeState();
    this.#templateOfUnit.dispose();
    this.#membership.dispose();
  }

  #disposeState(): void {
    this.#shared.dispose();
    this.#rescaling.dispose();
    this.#sums?.numerator.dispose();
    this.#sums?.denominator.dispose();
    this.#sums = null;
  }

  #addSums(numerator: Tensor2D, denominator: Tensor2D): void {
    const tf = this.#tf;
    const sums = this.#sums;
    if (sums === null) {
      this.#sums = { numerator, denominator };
      return;
    }
    this.#sums = {
      numerator: tf.add(sums.numerator, numerator),
      denominator: tf.add(sums.denominator, denominator),
    };
    for (const tensor of [numerator, denominator, sums.numerator, sums.denominator]) tensor.dispose();
  }
}

/** Leaves the thread's memory for the constraint and comes back. */
function constrained(
  tf: TensorFlow,
  activations: Tensor2D,
  constrain: (activations: Float32Array) => void,
): Tensor2D {
  const values = activations.dataSync<'float32'>().slice();
  constrain(values);
  return tf.tensor2d(values, activations.shape);
}
