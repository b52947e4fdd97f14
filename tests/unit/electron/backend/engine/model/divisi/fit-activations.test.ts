import { describe, expect, it } from 'vitest';
import { fitActivations } from '../../../../../../../electron/backend/engine/model/divisi/fit-activations.ts';
import { harmonicTemplates } from '../../../../../../../electron/backend/engine/model/nmf/harmonic-templates.ts';
import type { TrainingInput } from '../../../../../../../electron/backend/engine/model/training-input.ts';
import { createRng } from '../../../../../../../shared/std/rng.ts';
import { plainTensors } from '../../../../../../support/tensors.ts';
import { toyTraining } from '../../../../../../support/toy-training.ts';

const { tf } = await plainTensors();
const { input } = toyTraining(1);
const units = input.unitTable.unitCount;
const bands = input.bands.bandCount;
const templates = harmonicTemplates(input.unitTable, input.bands, 0, 1, {
  partialDecay: 2,
  onsetFlatness: 0.2,
});
/** The same score for instruments whose tones may swell. */
const swelling: TrainingInput = {
  ...input,
  unitTable: {
    ...input.unitTable,
    classes: input.unitTable.classes.map((labelClass) => ({ ...labelClass, decays: false })),
  },
};
const rule = { growthPerSec: 2, attackSec: 0.1 };
const going = new AbortController().signal;

function guess(): Float32Array {
  const rng = createRng(4);
  return Float32Array.from(input.labels, (label) => (label === 0 ? 0 : 100 * rng.nextFloat()));
}

function cost(activations: Float32Array): number {
  let sum = 0;
  for (let frame = 0; frame < input.frames; frame++) {
    for (let band = 0; band < bands; band++) {
      const target = input.magnitudes[frame * bands + band]! + 1e-9;
      let model = 1e-9;
      for (let unit = 0; unit < units; unit++) {
        model += activations[frame * units + unit]! * templates[unit * bands + band]!;
      }
      sum += target * Math.log(target / model) - target + model;
    }
  }
  return sum / input.frames;
}

describe('fitting activations', () => {
  it('[X59] no step raises the cost where nothing decays', async () => {
    const activations = guess();
    const costs = [cost(activations)];
    for (let step = 0; step < 8; step++) {
      expect(await fitActivations(tf, swelling, templates, activations, 1, rule, going)).toBe(true);
      costs.push(cost(activations));
    }
    costs.slice(1).forEach((value, index) => expect(value).toBeLessThanOrEqual(costs[index]! * (1 + 1e-5)));
    expect(costs.at(-1)).toBeLessThan(0.5 * costs[0]!);
  });

  it('[X59] what the labels forbid stays 0; what the network left silent can still sound', async () => {
    const activations = new Float32Array(input.labels.length);
    await fitActivations(tf, input, templates, activations, 3, rule, going);
    activations.forEach((value, index) => {
      expect(value).toBeGreaterThanOrEqual(0);
      if (input.labels[index] === 0) expect(value).toBe(0);
    });
    expect(cost(activations)).toBeLessThan(0.5 * cost(new Float32Array(input.labels.length)));
  });

  it('[X59] away from onsets, decaying notes do not grow faster than the rule allows', async () => {
    const { unitsPerClass, classes } = input.unitTable;
    const fastest = async (given: TrainingInput): Promise<number> => {
      const activations = guess();
      await fitActivations(tf, given, templates, activations, 4, rule, going);
      let most = 0;
      classes.forEach((_, index) => {
        const onset = index * unitsPerClass;
        const level = (frame: number): number =>
          activations
            .subarray(frame * units + onset + 1, frame * units + onset + unitsPerClass)
            .reduce((sum, value) => sum + value, 0);
        for (let frame = 3; frame < input.frames; frame++) {
          const nearOnset = [0, 1, 2].some((back) => input.labels[(frame - back) * units + onset] === 1);
          if (!nearOnset && level(frame - 1) > 1) most = Math.max(most, level(frame) / level(frame - 1));
        }
      });
      return most;
    };
    const allowed = 2 ** input.hopSec;
    expect(await fastest(swelling)).toBeGreaterThan(1.1 * allowed);
    // After a fall below a half, the way back up starts from that half.
    expect(await fastest(input)).toBeLessThanOrEqual(allowed * (1 + 1e-4));
  });

  it('[X60] stops when asked to, with no tensor left behind', async () => {
    const before = tf.memory().numTensors;
    const activations = guess();
    expect(await fitActivations(tf, input, templates, activations, 2, rule, going)).toBe(true);
    const stop = new AbortController();
    const running = fitActivations(tf, input, templates, activations, 1000, rule, stop.signal);
    stop.abort();
    expect(await running).toBe(false);
    expect(tf.memory().numTensors).toBe(before);
  });
});
