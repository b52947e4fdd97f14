import { beforeAll, describe, expect, it } from 'vitest';
import {
  examineTraining,
  failureOf,
} from '../../../../../../electron/backend/engine/model/check-training.ts';
import type { LearnedRepresentation } from '../../../../../../electron/backend/engine/model/learned-representation.ts';
import { createLinearRepresentation } from '../../../../../../electron/backend/engine/model/linear-representation.ts';
import type { Tensors } from '../../../../../../electron/backend/native/load-tensorflow.ts';
import { plainTensors } from '../../../../../support/tensors.ts';
import { toyTraining } from '../../../../../support/toy-training.ts';

let tensors: Tensors;
beforeAll(async () => {
  tensors = await plainTensors();
});
const { input } = toyTraining();
const units = input.unitTable.unitCount;

function representationOf(activation: (unit: number) => number, gain: number): LearnedRepresentation {
  return createLinearRepresentation(tensors.tf, {
    activations: Float32Array.from(
      { length: input.frames * units },
      (_, i) => input.labels[i]! * activation(i % units),
    ),
    frames: input.frames,
    units,
    bands: input.bands.bandCount,
    templates: new Float32Array(units * input.bands.bandCount).fill(gain),
  });
}

describe('examineTraining', () => {
  it('[X10] a model that explains the sound is fine', () => {
    const representation = representationOf(() => 1, 1);
    const health = examineTraining(tensors.tf, input, representation);
    expect(health).toMatchObject({ labelledClasses: 2, deadClasses: 0 });
    expect(failureOf(health)).toBeNull();
    representation.dispose();
  });

  it('[X10] silence, numbers that are none, and dead classes are noticed', () => {
    const before = tensors.tf.memory().numTensors;
    const cases: [LearnedRepresentation, RegExp][] = [
      [representationOf(() => 1, 1e-6), /explains 0\.0 % of the sound/],
      [representationOf(() => NaN, 1), /not numbers/],
      [representationOf((unit) => (unit < 3 ? 1 : 0), 1), /^$/],
      [representationOf(() => 0, 1), /explains 0\.0 %/],
    ];
    for (const [representation, expected] of cases) {
      expect(failureOf(examineTraining(tensors.tf, input, representation)) ?? '').toMatch(expected);
      representation.dispose();
    }
    expect(failureOf({ explainedShare: 1, labelledClasses: 10, deadClasses: 6 })).toMatch(/6 of 10 classes/);
    expect(tensors.tf.memory().numTensors).toBe(before);
  });
});
