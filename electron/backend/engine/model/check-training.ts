/** Looks at what training produced before any sound is made of it. */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { TensorFlow } from '../../native/load-tensorflow.ts';
import type { LearnedRepresentation } from './learned-representation.ts';
import type { TrainingInput } from './training-input.ts';

export type TrainingHealth = {
  /** Sum of the model's output over the sum of the input; NaN when any number is not one. */
  readonly explainedShare: number;
  /** Classes with labels in at least one frame that has sound. */
  readonly labelledClasses: number;
  /** Those of them whose units are 0 in all of these frames. */
  readonly deadClasses: number;
};

const healthLimits = Object.freeze({
  /** Share of the input; a model that gives less is silence. */
  explainedShare: 0.01,
  /** Share of the labelled classes; a network with more of them dead has collapsed. */
  deadShare: 0.5,
});

/** A frame with less than this share of the mean frame's magnitude counts as silent. */
const silentShare = 1e-3;
const blockFrames = 1024;

/** Cost: one decoding of all frames. */
export function examineTraining(
  tf: TensorFlow,
  input: TrainingInput,
  representation: LearnedRepresentation,
): TrainingHealth {
  const { frames, magnitudes, bands } = input;
  const levels = frameSums(magnitudes, frames, bands.bandCount);
  const inputSum = levels.reduce((sum, level) => sum + level, 0);
  let outputSum = 0;
  for (let start = 0; start < frames; start += blockFrames) {
    const count = Math.min(blockFrames, frames - start);
    const rows = representation.activations.subarray(
      start * representation.units,
      (start + count) * representation.units,
    );
    outputSum += tf.tidy(() => {
      const block: Tensor2D = tf.tensor2d(rows, [count, representation.units]);
      return tf.sum(representation.decode(block)).dataSync()[0]!;
    });
  }
  const least = (silentShare * inputSum) / frames;
  const { labelledClasses, deadClasses } = countDead(
    input,
    representation,
    (frame) => levels[frame]! > least,
  );
  return { explainedShare: outputSum / inputSum, labelledClasses, deadClasses };
}

/** A sentence about what is wrong; null for a model that can be used. */
export function failureOf({ explainedShare, labelledClasses, deadClasses }: TrainingHealth): string | null {
  if (!Number.isFinite(explainedShare)) return 'the model gives values that are not numbers';
  if (explainedShare < healthLimits.explainedShare) {
    return `the model explains ${(100 * explainedShare).toFixed(1)} % of the sound`;
  }
  if (deadClasses > healthLimits.deadShare * labelledClasses) {
    return `${deadClasses} of ${labelledClasses} classes are never active`;
  }
  return null;
}

function countDead(
  { frames, labels, unitTable }: TrainingInput,
  { activations }: LearnedRepresentation,
  hasSound: (frame: number) => boolean,
): { labelledClasses: number; deadClasses: number } {
  const { unitCount, unitsPerClass, classes } = unitTable;
  const isLabelled = new Uint8Array(classes.length);
  const isActive = new Uint8Array(classes.length);
  for (let frame = 0; frame < frames; frame++) {
    if (!hasSound(frame)) continue;
    for (let unit = 0; unit < classes.length * unitsPerClass; unit++) {
      const at = frame * unitCount + unit;
      if (labels[at] === 0) continue;
      const index = Math.floor(unit / unitsPerClass);
      isLabelled[index] = 1;
      if (activations[at]! > 0) isActive[index] = 1;
    }
  }
  const labelledClasses = isLabelled.reduce((sum, flag) => sum + flag, 0);
  return { labelledClasses, deadClasses: labelledClasses - isActive.reduce((sum, flag) => sum + flag, 0) };
}

function frameSums(magnitudes: Float32Array, frames: number, bands: number): Float64Array {
  return Float64Array.from({ length: frames }, (_, frame) => {
    let sum = 0;
    for (let i = frame * bands; i < (frame + 1) * bands; i++) sum += magnitudes[i]!;
    return sum;
  });
}
