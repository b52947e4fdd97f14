/** The two networks of one recording, h and f, and what a trained one needs to be used again. */
import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import { createRng } from '../../../../../shared/std/rng.ts';
import type { TensorFlow } from '../../../native/load-tensorflow.ts';
import type { TrainingInput } from '../training-input.ts';
import { analyse, createAnalysis, lastHidden, type AnalysisParameters } from './analysis-network.ts';
import type { NetworkSettings } from './network-settings.ts';
import { projectNonNegative } from './projection.ts';
import { createSynthesis, synthesise, type SynthesisParameters } from './synthesis-network.ts';
import { createTemplateSynthesis } from './template-synthesis.ts';

/** Number of tensors that belong to the analysis network; the synthesis network's follow. */
export const ANALYSIS_TENSORS = 6;

/** Of the three streams of one seed; the third shuffles the frames. */
const ANALYSIS_STREAM = 1;
const SYNTHESIS_STREAM = 2;

/** Parameters of h, then of f: 6 + 4 or 6 + 2 tensors. The owner disposes them. */
export type AutoencoderParameters = readonly Tensor[];

/** @returns the start of training, the same for the same seed */
export function createAutoencoder(
  tf: TensorFlow,
  input: TrainingInput,
  settings: NetworkSettings,
  seed: number,
): AutoencoderParameters {
  const bands = input.bands.bandCount;
  const units = input.unitTable.unitCount;
  const { hiddenUnits: hidden, contextFrames } = settings;
  const analysis = createAnalysis(
    tf,
    { inputs: bands * contextFrames, hidden, units },
    createRng(seed, ANALYSIS_STREAM),
  );
  const rng = createRng(seed, SYNTHESIS_STREAM);
  if (settings.hiddenPerUnit === 0) {
    return [...analysis, ...createSynthesis(tf, { units, hidden, bands }, settings.projection, rng)];
  }
  const start = createTemplateSynthesis(tf, input, settings, rng);
  analysis[5].dispose();
  return [...analysis.slice(0, 5), start.analysisBias, ...start.parameters];
}

/** h, [frames, units], not yet masked. @param input as {@link FrameBatch} gives it */
export function encode(
  tf: TensorFlow,
  parameters: AutoencoderParameters,
  input: Tensor2D,
  settings: NetworkSettings,
): Tensor2D {
  const analysis = parameters.slice(0, ANALYSIS_TENSORS) as unknown as AnalysisParameters;
  return analyse(tf, analysis, input, settings.activation);
}

/** Outputs of the analysis network's second hidden layer, [frames, hidden]. */
export function hiddenOf(tf: TensorFlow, parameters: AutoencoderParameters, input: Tensor2D): Tensor2D {
  return lastHidden(tf, parameters.slice(0, ANALYSIS_TENSORS) as unknown as AnalysisParameters, input);
}

/** f, [frames, bands] in the scale of mean 1. */
export function decode(
  tf: TensorFlow,
  parameters: AutoencoderParameters,
  activations: Tensor2D,
  settings: NetworkSettings,
): Tensor2D {
  const synthesis = parameters.slice(ANALYSIS_TENSORS) as unknown as SynthesisParameters;
  return synthesise(tf, synthesis, activations, settings.synthesis);
}

/** The weight matrices of f, not its biases, made non-negative; replaces and disposes them. */
export function projectSynthesis(tf: TensorFlow, parameters: AutoencoderParameters): AutoencoderParameters {
  return parameters.map((parameter, index) => {
    if (index < ANALYSIS_TENSORS || parameter.rank !== 2) return parameter;
    const projected = projectNonNegative(tf, parameter as Tensor2D);
    parameter.dispose();
    return projected;
  });
}
