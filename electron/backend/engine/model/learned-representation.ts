/**
 * What every method hands to the mask stage, whether factorised or trained: activations, and the
 * decoder that turns activations into magnitudes.
 */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { SavedModel } from './saved-model.ts';

export type LearnedRepresentation = {
  /** `L * h(V)`, [frames, units] flattened, >= 0. */
  readonly activations: Float32Array;
  readonly frames: number;
  /** K, units of all classes and the free ones. */
  readonly units: number;
  /** M, model bands. */
  readonly bands: number;
  /** Activations [n, units] -> magnitudes [n, bands] in the scale of the model's input, >= 0. */
  decode(activations: Tensor2D): Tensor2D;
  /** The decoder as plain numbers, without the activations; a representation without it is not kept. */
  save?(): SavedModel;
  /** Frees tensors. */
  dispose(): void;
};

/** One point of the curve that a report draws. `cost` is the mean divergence per frame. */
export type LossPoint = {
  readonly epoch: number;
  /** Of training alone. */
  readonly sec: number;
  readonly cost: number;
  /** Of the factorisation that prepares a network: its cost is no measure for the network's. */
  readonly isWarmStart?: true;
  /** Steps of the optimiser so far. */
  readonly steps?: number;
  /** Share of the units with a label somewhere that were silent in every frame. */
  readonly deadUnitShare?: number;
};

export type TrainingOutcome = {
  readonly representation: LearnedRepresentation;
  readonly lossCurve: readonly LossPoint[];
  readonly epochs: number;
  /** e.g. 'stopped: no gain on held-out frames', 'restarted once: diverged'. */
  readonly remarks: readonly string[];
};
