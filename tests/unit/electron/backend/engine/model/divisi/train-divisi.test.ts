import { describe, expect, it } from 'vitest';
import { divisiSettings } from '../../../../../../../electron/backend/engine/model/divisi/divisi-settings.ts';
import type { DivisiSettings } from '../../../../../../../electron/backend/engine/model/divisi/divisi-settings.ts';
import { trainDivisi } from '../../../../../../../electron/backend/engine/model/divisi/train-divisi.ts';
import type {
  LearnedRepresentation,
  LossPoint,
  TrainingOutcome,
} from '../../../../../../../electron/backend/engine/model/learned-representation.ts';
import type {
  TrainingHooks,
  TrainingInput,
} from '../../../../../../../electron/backend/engine/model/training-input.ts';
import { plainTensors } from '../../../../../../support/tensors.ts';
import { quietHooks, toyTraining } from '../../../../../../support/toy-training.ts';

const { tf } = await plainTensors();
const toy = toyTraining();
const units = toy.input.unitTable.unitCount;

function quick(changes: Partial<DivisiSettings> = {}): DivisiSettings {
  return {
    ...divisiSettings({ epochs: 3, hiddenUnits: 8, batchFrames: 16 }),
    warmPasses: 8,
    // Every partial of the toy lies in a single band, wherever its pitch: neighbours do not resemble each other.
    neighbourPull: 0,
    learningRate: 1e-2,
    ...changes,
  };
}

async function train(
  settings = quick(),
  input: TrainingInput = toy.input,
  hooks: TrainingHooks = quietHooks(),
): Promise<TrainingOutcome> {
  const result = await trainDivisi(tf, input, settings, hooks);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

/** Magnitudes [frames, bands] of one class alone. */
function heard(representation: LearnedRepresentation, index: number): Float32Array {
  const { unitsPerClass } = toy.input.unitTable;
  const own = representation.activations.map((value, at) =>
    Math.floor((at % units) / unitsPerClass) === index ? value : 0,
  );
  const decoded = tf.tidy(() =>
    representation.decode(tf.tensor2d(own, [representation.frames, representation.units])),
  );
  const values = decoded.dataSync<'float32'>();
  decoded.dispose();
  return values;
}

function sumOf(values: Float32Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}

describe('training the default method', () => {
  it('[X64] gives each of two notes its own sound, and silence outside of its labels', async () => {
    const { representation, remarks } = await train(quick({ warmPasses: 24, epochs: 12 }));
    expect(remarks).toEqual([]);
    representation.activations.forEach((value, index) => {
      expect(value).toBeGreaterThanOrEqual(0);
      if (toy.input.labels[index] === 0) expect(value).toBe(0);
    });
    toy.truth.forEach((truth, index) => {
      const error = heard(representation, index).map((value, at) => Math.abs(value - truth[at]!));
      expect(sumOf(error) / sumOf(truth)).toBeLessThan(0.05);
    });
    representation.dispose();
  });

  it('[X65] one curve, of the warm start and then of the network, whose cost falls; progress never falls', async () => {
    const seen: { fraction: number; detail: string }[] = [];
    const { lossCurve, epochs, representation } = await train(quick({ epochs: 10 }), toy.input, {
      ...quietHooks(),
      onProgress: (fraction, detail) => void seen.push({ fraction, detail }),
    });
    representation.dispose();
    expect(epochs).toBe(18);
    expect(lossCurve.map(({ epoch }) => epoch)).toEqual(Array.from({ length: 18 }, (_, i) => i + 1));
    expect(lossCurve[17]!.cost).toBeLessThan(0.7 * lossCurve[8]!.cost);
    const times = lossCurve.map(({ sec }) => sec);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    const fractions = seen.map(({ fraction }) => fraction);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect([seen[0]!.detail, seen.at(-1)!]).toEqual([
      'warm start, iteration 1 of 8',
      { fraction: 1, detail: 'epoch 10 of at most 10' },
    ]);
  });

  it('[X65] stops once the cost has settled, and says so', async () => {
    const { remarks, epochs, representation } = await train(quick({ epochs: 50, learningRate: 0 }));
    expect(epochs).toBe(8 + 6);
    expect(remarks).toEqual(['the network stopped after 6 epochs: the cost has settled']);
    representation.dispose();
  });

  it('[X65] epochs lie between the least and the most steps', async () => {
    const never = { window: 100, leastGain: 0 };
    // Four steps an epoch.
    const short = await train(quick({ epochs: 2, leastSteps: 17, mostSteps: 100, stopping: never }));
    const long = await train(quick({ epochs: 50, leastSteps: 0, mostSteps: 12, stopping: never }));
    expect([short.epochs - 8, long.epochs - 8]).toEqual([5, 3]);
    short.representation.dispose();
    long.representation.dispose();
  });

  it('[X66] the same seed gives the same bytes, another seed others', async () => {
    const bytes = async (seed: number): Promise<Buffer> => {
      const { representation } = await train(quick(), { ...toy.input, seed });
      representation.dispose();
      const { values } = representation.save!().arrays['templates']!;
      return Buffer.concat([Buffer.from(values.buffer), Buffer.from(representation.activations.buffer)]);
    };
    const [first, again, other] = [await bytes(1), await bytes(1), await bytes(2)];
    expect(again.equals(first)).toBe(true);
    expect(other.equals(first)).toBe(false);
  });

  it('[X67] a look at every pass of warm start and network is a sound representation of its own', async () => {
    const before = tf.memory().numTensors;
    const points: LossPoint[] = [];
    const outcome = await train(quick(), toy.input, {
      ...quietHooks(),
      onCheckpoint(point, snapshot) {
        points.push(point);
        const taken = snapshot();
        taken.activations.forEach((value, index) => {
          if (toy.input.labels[index] === 0) expect(value).toBe(0);
        });
        const explained = sumOf(heard(taken, 0)) + sumOf(heard(taken, 1));
        expect(explained / sumOf(toy.input.magnitudes)).toBeGreaterThan(0.5);
        taken.activations.fill(NaN);
        taken.dispose();
      },
    });
    expect(points).toEqual(outcome.lossCurve);
    const unseen = await train();
    expect(outcome.representation.activations).toEqual(unseen.representation.activations);
    outcome.representation.dispose();
    unseen.representation.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it.each(['iteration 2', 'epoch 1 ', 'epoch 3 '])(
    '[X68] a stop during %s leaves no tensor behind',
    async (moment) => {
      const before = tf.memory().numTensors;
      const stop = new AbortController();
      const result = await trainDivisi(tf, toy.input, quick(), {
        signal: stop.signal,
        onProgress: (_, detail) => detail.includes(moment) && stop.abort(),
      });
      expect(result).toMatchObject({ ok: false, error: { code: 'cancelled' } });
      expect(tf.memory().numTensors).toBe(before);
    },
  );

  it("[X69] a network that leaves all bounds is 'training-diverged', with no tensor left behind", async () => {
    const before = tf.memory().numTensors;
    const result = await trainDivisi(tf, toy.input, quick({ learningRate: 1e6 }), quietHooks());
    expect(result).toMatchObject({ ok: false, error: { code: 'training-diverged' } });
    if (!result.ok) expect(result.error.message).toMatch(/cost left all bounds in epoch \d/);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('[X69] one frame, and silence, train without a fault', async () => {
    const { input } = toy;
    const bands = input.bands.bandCount;
    const frame: TrainingInput = {
      ...input,
      frames: 1,
      magnitudes: input.magnitudes.slice(0, bands),
      labels: input.labels.slice(0, units),
    };
    const silent: TrainingInput = { ...input, magnitudes: new Float32Array(input.magnitudes.length) };
    for (const given of [frame, silent]) {
      const { representation } = await train(quick(), given);
      expect(representation.activations.every(Number.isFinite)).toBe(true);
      representation.dispose();
    }
  });
});
