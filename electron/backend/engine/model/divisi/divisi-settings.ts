/** The default method's own settings, each with its unit and its reason. */
import type { MethodOverrides } from '../../../../../shared/document/method-overrides.ts';
import type { TemplateShape } from '../nmf/harmonic-templates.ts';
import type { StoppingRule } from '../network/stopping-rule.ts';

export type DivisiSettings = {
  /** Passes of the warm start, which learns the templates of the synthesis side. */
  readonly warmPasses: number;
  readonly templateShape: TemplateShape;
  /** Most that a decaying note may grow away from its onsets, per second, as a factor. */
  readonly growthPerSec: number;
  /** Seconds after the onset's label in which a note may still grow. */
  readonly attackSec: number;
  /** Pull of a template towards its neighbours', in units of the mean magnitude that a template explains. */
  readonly neighbourPull: number;
  /** Standard deviation of the neighbourhood, semitones. */
  readonly neighbourSemitones: number;
  /** First pass with the pull: before it, templates are still their starting shapes. */
  readonly pullFromPass: number;
  /** Width of the analysis network's hidden layers. */
  readonly hiddenUnits: number;
  /** Adam's step size. */
  readonly learningRate: number;
  /** Step sizes shrink by this factor with each epoch. */
  readonly rateDecay: number;
  /** Frames per step. */
  readonly batchFrames: number;
  /** Passes over the recording, as far as they lie between the least and the most steps. */
  readonly epochs: number;
  readonly leastSteps: number;
  readonly mostSteps: number;
  readonly stopping: StoppingRule;
  /** Weight of the class-activity penalty beside equation (3), on outputs in units of their usual level. */
  readonly lambda: number;
  /** Frames that the network sees, centre included; odd. */
  readonly contextFrames: number;
  /** Multiplicative steps that fit the network's activations to the recording. */
  readonly refinements: number;
  /** Share of the network's activations in the mean with those of the warm start, [0, 1]. */
  readonly networkShare: number;
};

const defaults: DivisiSettings = Object.freeze({
  // More passes lower the cost and, without the pull, the quality.
  warmPasses: 24,
  templateShape: Object.freeze({ partialDecay: 2.5, onsetFlatness: 0.2 }),
  // 5 % per 46 ms hop: tones of struck strings fall, but beat.
  growthPerSec: 2.9,
  attackSec: 0.1,
  neighbourPull: 0.06,
  neighbourSemitones: 3,
  pullFromPass: 5,
  hiddenUnits: 384,
  learningRate: 2e-3,
  rateDecay: 0.95,
  batchFrames: 64,
  epochs: 20,
  leastSteps: 300,
  mostSteps: 3000,
  stopping: Object.freeze({ window: 3, leastGain: 0.005 }),
  lambda: 0.1,
  contextFrames: 1,
  refinements: 4,
  networkShare: 0.5,
});

/** A recording of a few frames does not get more epochs than this many times the usual number. */
const mostStretch = 4;

export type EpochRange = {
  /** Before which the cost does not end the training. */
  readonly least: number;
  readonly most: number;
};

/** Passes of the network over a recording: short ones take more of them for their steps. */
export function epochRange(frames: number, settings: DivisiSettings): EpochRange {
  const stepsPerEpoch = Math.ceil(frames / (settings.batchFrames || frames));
  const least = Math.min(mostStretch * settings.epochs, Math.ceil(settings.leastSteps / stepsPerEpoch));
  const bound = Math.max(1, Math.round(settings.mostSteps / stepsPerEpoch));
  return { least, most: Math.min(bound, Math.max(least, settings.epochs)) };
}

/** `--epochs` is that of the network; the warm start keeps its passes. */
export function divisiSettings(overrides: MethodOverrides): DivisiSettings {
  return {
    ...defaults,
    hiddenUnits: overrides.hiddenUnits ?? defaults.hiddenUnits,
    learningRate: overrides.learningRate ?? defaults.learningRate,
    batchFrames: overrides.batchFrames ?? defaults.batchFrames,
    epochs: overrides.epochs ?? defaults.epochs,
    // A number of epochs that somebody asks for is what they get.
    ...(overrides.epochs === undefined ? {} : { leastSteps: 0, mostSteps: Infinity }),
    lambda: overrides.lambda ?? defaults.lambda,
    contextFrames: overrides.contextFrames ?? defaults.contextFrames,
  };
}
