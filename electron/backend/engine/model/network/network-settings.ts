import type {
  LambdaSchedule,
  MethodOverrides,
  TrainingRecipe,
} from '../../../../../shared/document/method-overrides.ts';
import type { RepresentationActivation } from './analysis-network.ts';
import type { StoppingRule } from './stopping-rule.ts';
import type { SynthesisForm } from './synthesis-network.ts';

/**
 * B: no constraint on the synthesis weights. C: non-negative synthesis weights. D: C with neighbouring
 * frames as input.
 *
 * @source Ewert & Sandler 2017, figure 3
 */
export type NetworkVariant = 'B' | 'C' | 'D';

/** The paper's two stages, equation (3) then (2); or, to measure its claim, equation (2) alone. */
export type StagePlan = 'dropout-then-penalty' | 'penalty-only';

export type NetworkSettings = {
  readonly variant: NetworkVariant;
  readonly recipe: TrainingRecipe;
  readonly stagePlan: StagePlan;
  /** Width of the analysis network's hidden layers and, under 'paper', of the synthesis network's. */
  readonly hiddenUnits: number;
  /**
   * Hidden synthesis units that start as each unit's own, with as many loudnesses at which they
   * saturate; 0 for the paper's single layer of `hiddenUnits`, started at random.
   */
  readonly hiddenPerUnit: number;
  /** Odd; 1 is the centre frame alone. */
  readonly contextFrames: number;
  readonly activation: RepresentationActivation;
  readonly synthesis: SynthesisForm;
  /** Synthesis weight matrices are projected onto the non-negative orthant at the start and after each step. */
  readonly projection: boolean;
  /** Input as standardised log magnitudes; false feeds magnitudes of mean 1 as they are. */
  readonly compressedInput: boolean;
  /** Frames per step; 0 is full batch. */
  readonly batchFrames: number;
  /** Adam's step size for the analysis network, > 0. */
  readonly learningRate: number;
  /** Adam's step size for the synthesis network, > 0. */
  readonly synthesisRate: number;
  /** Both step sizes are multiplied by this after each epoch, (0, 1]. */
  readonly rateDecay: number;
  /** Upper limit of passes over the recording, both stages together. */
  readonly epochs: number;
  /** Factor of both step sizes in stage 2, (0, 1]; ignored by 'penalty-only'. */
  readonly penaltyRate: number;
  /** Share of the epochs that stage 2 takes at most, [0, 1); ignored by 'penalty-only'. */
  readonly penaltyShare: number;
  /** Weight of the activity penalty. */
  readonly lambda: number;
  /** 'rising' grows lambda from a thousandth to its full value over the stage, by a constant factor. */
  readonly lambdaSchedule: LambdaSchedule;
  /** When a stage ends before its epochs are over. */
  readonly stopping: StoppingRule;
  /** How often dead units are started afresh, and how often a diverged run. */
  readonly repairs: number;
};

/** As published. Where the paper is silent: the limit of epochs, lambda, the share of stage 2. */
const PAPER = Object.freeze({
  recipe: 'paper',
  stagePlan: 'dropout-then-penalty',
  hiddenUnits: 1500,
  hiddenPerUnit: 0,
  activation: 'relu',
  synthesis: { weightMap: 'plain', hidden: 'sigmoid' },
  compressedInput: false,
  batchFrames: 0,
  learningRate: 1e-4,
  synthesisRate: 1e-4,
  rateDecay: 1,
  // At about a second a step for half a minute of sound: as long as somebody may be willing to wait.
  epochs: 2000,
  penaltyShare: 0.2,
  penaltyRate: 1,
  lambda: 1,
  lambdaSchedule: 'constant',
  stopping: { window: 20, leastGain: 1e-3 },
  repairs: 2,
} satisfies Partial<NetworkSettings>);

/** This project's conditioning, which trains in about a third of the recording's length. */
const CONDITIONED = Object.freeze({
  recipe: 'divisi',
  stagePlan: 'dropout-then-penalty',
  // As good as the paper's 1500 here, and a step is bound by the passes of Adam over the weights.
  hiddenUnits: 512,
  // A second one, saturating earlier, changes the result by less than 0.05 dB and costs a fifth of the time.
  hiddenPerUnit: 1,
  activation: 'softplus',
  compressedInput: true,
  batchFrames: 64,
  learningRate: 2e-3,
  synthesisRate: 3e-2,
  rateDecay: 0.97,
  epochs: 30,
  // Few and small steps: at the full step size stage 2 loses up to 1.3 dB, whatever its lambda.
  penaltyShare: 0.1,
  penaltyRate: 0.1,
  lambda: 100,
  lambdaSchedule: 'constant',
  projection: false,
  // Where the gain over the mixture stops rising, two thirds into the fall of the step size.
  stopping: { window: 3, leastGain: 0.05 },
  repairs: 2,
} satisfies Partial<NetworkSettings>);

/** A step moves the first layer's sums by as much more as there are more inputs. */
const WIDE_INPUT_RATE = 1e-3;

/** Three frames of 23 ms. */
const NEIGHBOURING_FRAMES = 3;

/** The defaults of a variant under a recipe. */
export function networkDefaults(variant: NetworkVariant, recipe: TrainingRecipe): NetworkSettings {
  const contextFrames = variant === 'D' ? NEIGHBOURING_FRAMES : 1;
  if (recipe === 'paper') return { ...PAPER, variant, contextFrames, projection: variant !== 'B' };
  const weightMap = variant === 'B' ? 'signed-exponential' : 'exponential';
  const conditioned: NetworkSettings = {
    ...CONDITIONED,
    variant,
    contextFrames,
    synthesis: { weightMap, hidden: 'zero-preserving' },
  };
  return variant === 'D' ? { ...conditioned, learningRate: WIDE_INPUT_RATE } : conditioned;
}

/**
 * The defaults with what a user changed. A changed learning rate scales both networks' step sizes.
 */
export function networkSettings(variant: NetworkVariant, overrides: MethodOverrides): NetworkSettings {
  const defaults = networkDefaults(variant, overrides.recipe ?? 'paper');
  const learningRate = overrides.learningRate ?? defaults.learningRate;
  return {
    ...defaults,
    hiddenUnits: overrides.hiddenUnits ?? defaults.hiddenUnits,
    contextFrames: overrides.contextFrames ?? defaults.contextFrames,
    batchFrames: overrides.batchFrames ?? defaults.batchFrames,
    learningRate,
    synthesisRate: defaults.synthesisRate * (learningRate / defaults.learningRate),
    epochs: overrides.epochs ?? defaults.epochs,
    lambda: overrides.lambda ?? defaults.lambda,
    lambdaSchedule: overrides.lambdaSchedule ?? defaults.lambdaSchedule,
  };
}
