import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { divisiSettings } from '../../../../../../../electron/backend/engine/model/divisi/divisi-settings.ts';
import {
  EncoderTraining,
  encoderCost,
  usualLevels,
} from '../../../../../../../electron/backend/engine/model/divisi/encoder-training.ts';
import {
  createAnalysis,
  type AnalysisParameters,
} from '../../../../../../../electron/backend/engine/model/network/analysis-network.ts';
import { meanMagnitude } from '../../../../../../../electron/backend/engine/model/mean-magnitude.ts';
import type { TrainingInput } from '../../../../../../../electron/backend/engine/model/training-input.ts';
import { createRng } from '../../../../../../../shared/std/rng.ts';
import { gradientError } from '../../../../../../support/finite-differences.ts';
import { plainTensors } from '../../../../../../support/tensors.ts';
import { twoNotes } from '../../../../../../support/turn-taking-notes.ts';

const { tf } = await plainTensors();
const input = twoNotes(24);
const bands = input.bands.bandCount;
const units = input.unitTable.unitCount;
const scale = meanMagnitude(input.magnitudes);
const everyFrame = Int32Array.from({ length: input.frames }, (_, frame) => frame);

/** W in the scale of the input: the first note's units have its spectrum, the second's theirs. */
const templates = new Float32Array(units * bands);
for (let unit = 0; unit < units; unit++) {
  const frame = unit < 2 ? 0 : input.frames / 2;
  const row = input.magnitudes.subarray(frame * bands, (frame + 1) * bands);
  const sum = row.reduce((total, value) => total + value, 0);
  row.forEach((value, band) => (templates[unit * bands + band] = (scale * value) / sum));
}

function encoder(lambda = 1e-3, given: TrainingInput = input): EncoderTraining {
  const levels = new Float32Array(units).fill(bands);
  return new EncoderTraining(tf, given, templates, levels, { ...divisiSettings({ lambda }), hiddenUnits: 8 });
}

function train(training: EncoderTraining, steps: number): number[] {
  return Array.from({ length: steps }, () => training.step(everyFrame, 1e-2));
}

describe("the encoder's cost", () => {
  const rng = createRng(5);
  const random = (rows: number, columns: number): Tensor2D =>
    tf.tensor2d(
      Float32Array.from({ length: rows * columns }, () => rng.nextFloat()),
      [rows, columns],
    );
  // The last unit is allowed in no frame.
  const labels = tf.tensor2d([
    [1, 1, 0],
    [0, 1, 0],
    [1, 0, 0],
  ]);
  const heard = { input: random(3, 4), target: random(3, 4), labels };
  const decoder = { templates: random(3, 4), levels: tf.tensor1d([4, 2, 3]) };
  const parameters = createAnalysis(tf, { inputs: 4, hidden: 3, units: 3 }, createRng(6));
  const cost =
    (lambda: number) =>
    (...values: Tensor[]): Tensor => {
      const weights = values as unknown as AnalysisParameters;
      const { divergence, penalty } = encoderCost(tf, weights, heard, decoder, lambda);
      return tf.add(divergence, penalty);
    };

  it.each([0, 0.05])('[X55] its gradient agrees with finite differences, lambda %d', (lambda) => {
    expect(gradientError(tf, cost(lambda), [...parameters])).toBeLessThan(2e-3);
  });

  it('[X56] the divergence sends no gradient through silenced units, the penalty does', () => {
    const ofLastUnit = (lambda: number): number =>
      tf
        .valueAndGrads(cost(lambda))([...parameters])
        .grads[5]!.dataSync()[2]!;
    expect(ofLastUnit(0)).toBe(0);
    expect(ofLastUnit(0.05)).toBeGreaterThan(0);
  });
});

describe('training the encoder', () => {
  it("[X55] a step reports the divergence of the silenced activations' sound, in the scale of mean 1", () => {
    const training = encoder(10);
    const activations = training.maskedActivations();
    let expected = 0;
    for (let frame = 0; frame < input.frames; frame++) {
      for (let band = 0; band < bands; band++) {
        const target = input.magnitudes[frame * bands + band]! / scale;
        let model = 0;
        for (let unit = 0; unit < units; unit++) {
          model += (activations[frame * units + unit]! * templates[unit * bands + band]!) / scale;
        }
        expected += target * Math.log((target + 1e-4) / (model + 1e-4)) - target + model;
      }
    }
    expect(training.step(everyFrame, 0) / (expected / input.frames)).toBeCloseTo(1, 4);
    training.dispose();
  });

  it('[X57] steps lower the cost', () => {
    const training = encoder();
    const costs = train(training, 60);
    expect(costs[1]).toBeLessThan(costs[0]!);
    expect(costs.at(-1)).toBeLessThan(0.2 * costs[0]!);
    training.dispose();
  });

  it('[X56] units that the labels forbid are silent, before and after training; the others sound', () => {
    const training = encoder();
    for (const steps of [0, 20]) {
      train(training, steps);
      training.maskedActivations().forEach((value, index) => {
        if (input.labels[index] === 0) expect(value).toBe(0);
        else expect(value).toBeGreaterThan(0);
      });
    }
    training.dispose();
  });

  it('[X57] the penalty lowers what units would do outside of their labels', () => {
    const outside = (lambda: number): number => {
      // The training reads the labels as they are when it needs them.
      const labels = input.labels.slice();
      const training = encoder(lambda, { ...input, labels });
      train(training, 60);
      labels.fill(1);
      const all = training.maskedActivations();
      training.dispose();
      return all.reduce((sum, value, index) => sum + (input.labels[index] === 0 ? value : 0), 0);
    };
    expect(outside(100)).toBeLessThan(0.5 * outside(0));
  });

  it('[X57] starts at the usual level of every unit, which is never below the least', () => {
    const labels = Uint8Array.from([1, 0, 1, 1, 1, 0]);
    const levels = usualLevels(Float32Array.from([4, 9, 0, 8, 2, 9]), labels, 3, 1);
    expect([...levels]).toEqual([6, 2, 1]);
  });

  it('[X58] leaves no tensor behind', () => {
    const before = tf.memory().numTensors;
    const training = encoder();
    train(training, 1);
    const during = tf.memory().numTensors;
    train(training, 2);
    training.maskedActivations();
    expect(tf.memory().numTensors).toBe(during);
    training.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});
