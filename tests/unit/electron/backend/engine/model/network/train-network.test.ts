import { describe, expect, it } from 'vitest';
import type { LearnedRepresentation } from '../../../../../../../electron/backend/engine/model/learned-representation.ts';
import {
  networkDefaults,
  type NetworkSettings,
  type NetworkVariant,
} from '../../../../../../../electron/backend/engine/model/network/network-settings.ts';
import { trainNetwork } from '../../../../../../../electron/backend/engine/model/network/train-network.ts';
import type { TrainingInput } from '../../../../../../../electron/backend/engine/model/training-input.ts';
import { plainTensors } from '../../../../../../support/tensors.ts';
import { quietHooks } from '../../../../../../support/toy-training.ts';
import { twoNotes } from '../../../../../../support/turn-taking-notes.ts';

const { tf } = await plainTensors();
const variants: readonly NetworkVariant[] = ['B', 'C', 'D'];

function quick(variant: NetworkVariant, overrides: Partial<NetworkSettings> = {}): NetworkSettings {
  return { ...networkDefaults(variant, 'divisi'), hiddenUnits: 8, batchFrames: 8, epochs: 20, ...overrides };
}

function tiny(overrides: Partial<NetworkSettings> = {}): NetworkSettings {
  return { ...networkDefaults('C', 'paper'), hiddenUnits: 8, epochs: 12, ...overrides };
}

async function train(input: TrainingInput, settings: NetworkSettings, hooks = quietHooks()) {
  const result = await trainNetwork(tf, input, settings, hooks);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

/** Magnitudes [frames, bands] of the notes whose units are listed. */
function heard(representation: LearnedRepresentation, units: readonly number[]): Float32Array {
  const masked = representation.activations.map((value, index) =>
    units.includes(index % representation.units) ? value : 0,
  );
  return tf.tidy(() =>
    representation
      .decode(tf.tensor2d(masked, [representation.frames, representation.units]))
      .dataSync<'float32'>(),
  );
}

function sum(values: ArrayLike<number>, from = 0, to = values.length): number {
  let total = 0;
  for (let index = from; index < to; index++) total += values[index] ?? 0;
  return total;
}

describe('training a network', () => {
  it.each(variants)(
    '[X40] %s: structured dropout keeps an inactive note silent in every frame',
    async (variant) => {
      const input = twoNotes();
      const { representation } = await train(
        input,
        quick(variant, {
          epochs: 60,
          penaltyShare: 0,
          stopping: { window: 10, leastGain: 0 },
          synthesisRate: 0.1,
          rateDecay: 0.98,
        }),
      );
      for (const [index, value] of representation.activations.entries()) {
        if (input.labels[index] === 0) expect(value).toBe(0);
        else expect(value).toBeGreaterThanOrEqual(0);
      }
      // f(0) = 0: exactly nothing of the first note where the second plays, and the other way round.
      const half = (input.frames / 2) * input.bands.bandCount;
      const [first, second] = [heard(representation, [0, 1]), heard(representation, [2, 3])];
      expect(sum(first, half)).toBe(0);
      expect(sum(second, 0, half)).toBe(0);
      // What it does give is the note's own sound, in the input's scale.
      const error = first.map((value, index) =>
        Math.abs(value - (index < half ? (input.magnitudes[index] ?? 0) : 0)),
      );
      expect(sum(error) / sum(input.magnitudes, 0, half)).toBeLessThan(0.3);
      representation.dispose();
    },
  );

  it.each(['divisi', 'paper'] as const)(
    '[X41] the %s recipe lowers the cost, epoch by epoch reported',
    async (recipe) => {
      const fractions: number[] = [];
      const hooks = { ...quietHooks(), onProgress: (fraction: number) => void fractions.push(fraction) };
      const settings = recipe === 'paper' ? tiny({ learningRate: 1e-2, synthesisRate: 1e-2 }) : quick('C');
      const { lossCurve, epochs, representation } = await train(
        twoNotes(),
        { ...settings, penaltyShare: 0 },
        hooks,
      );
      expect(lossCurve).toHaveLength(epochs);
      expect(lossCurve.map(({ epoch }) => epoch)).toEqual(lossCurve.map((_, index) => index + 1));
      expect(lossCurve.at(-1)?.cost).toBeLessThan(0.7 * (lossCurve[0]?.cost ?? 0));
      expect(lossCurve.at(-1)?.steps).toBe(recipe === 'paper' ? epochs : epochs * 4);
      expect(lossCurve.every(({ deadUnitShare = NaN }) => deadUnitShare >= 0 && deadUnitShare <= 1)).toBe(
        true,
      );
      expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
      representation.dispose();
    },
  );

  it('[X42] the same seed gives the same result, another seed another', async () => {
    const run = async (seed: number): Promise<Float32Array> => {
      const { representation } = await train(twoNotes(16), { ...quick('D'), epochs: 3 }, quietHooks());
      const other =
        seed === 1
          ? representation
          : (await train({ ...twoNotes(16), seed }, quick('D', { epochs: 3 }))).representation;
      if (other !== representation) representation.dispose();
      other.dispose();
      return other.activations;
    };
    const [one, again, other] = [await run(1), await run(1), await run(2)];
    expect([...again]).toEqual([...one]);
    expect([...other]).not.toEqual([...one]);
  });

  it.each(variants)('[X29] %s frees everything: as many tensors after as before', async (variant) => {
    const before = tf.memory().numTensors;
    const snapshots: number[] = [];
    const hooks = {
      ...quietHooks(),
      onCheckpoint: (_: unknown, snapshot: () => LearnedRepresentation) => {
        const taken = snapshot();
        snapshots.push(sum(heard(taken, [0, 1, 2, 3])));
        taken.dispose();
      },
    };
    const { representation } = await train(
      twoNotes(16),
      quick(variant, { epochs: 3, penaltyShare: 0.4 }),
      hooks,
    );
    expect(snapshots).toHaveLength(3);
    expect(sum(heard(representation, [0, 1, 2, 3])) / (snapshots.at(-1) ?? NaN)).toBeCloseTo(1, 5);
    representation.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('[X43] stops when asked to, with nothing left behind', async () => {
    const before = tf.memory().numTensors;
    const stop = new AbortController();
    const hooks = { ...quietHooks(stop.signal), onProgress: () => stop.abort() };
    const result = await trainNetwork(tf, twoNotes(), quick('C'), hooks);
    expect(result).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(tf.memory().numTensors).toBe(before);
  });

  it('[X33] a training that leaves all bounds is restarted with smaller steps, then given up', async () => {
    const before = tf.memory().numTensors;
    const result = await trainNetwork(tf, twoNotes(), quick('C', { synthesisRate: 1e4 }), quietHooks());
    expect(result).toMatchObject({ ok: false, error: { code: 'training-diverged' } });
    if (!result.ok) expect(result.error.message.match(/left all bounds/g)).toHaveLength(3);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('[X33] a restart that succeeds says so in its remarks', async () => {
    const { remarks, representation } = await train(twoNotes(), quick('C', { synthesisRate: 6 }));
    expect(remarks.join()).toMatch(/left all bounds.*restarted/);
    representation.dispose();
  });

  it('[X34] equation (2) alone with a heavy lambda kills units; without repairs that is only reported', async () => {
    const settings = tiny({
      stagePlan: 'penalty-only',
      lambda: 1e4,
      learningRate: 3e-2,
      synthesisRate: 3e-2,
      epochs: 40,
      repairs: 0,
    });
    const { lossCurve, remarks, representation } = await train(twoNotes(), settings);
    expect(lossCurve.at(-1)?.deadUnitShare).toBe(1);
    expect(remarks.join()).toContain('every unit died');
    representation.dispose();
  });

  it('[X44] one frame, and silence, train without a fault', async () => {
    const one = twoNotes(2);
    const bands = one.bands.bandCount;
    const frame: TrainingInput = {
      ...one,
      frames: 1,
      magnitudes: one.magnitudes.slice(0, bands),
      labels: one.labels.slice(0, 4),
    };
    const silent: TrainingInput = { ...one, magnitudes: new Float32Array(2 * bands) };
    for (const input of [frame, silent]) {
      for (const variant of variants) {
        const { representation } = await train(input, quick(variant, { epochs: 2 }));
        expect(representation.activations.every(Number.isFinite)).toBe(true);
        representation.dispose();
      }
    }
  });
});
