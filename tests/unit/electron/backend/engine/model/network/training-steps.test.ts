import type { Tensor } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { createAutoencoder } from '../../../../../../../electron/backend/engine/model/network/autoencoder.ts';
import { frameSource } from '../../../../../../../electron/backend/engine/model/network/frame-source.ts';
import { meanMagnitude } from '../../../../../../../electron/backend/engine/model/mean-magnitude.ts';
import {
  networkDefaults,
  type NetworkSettings,
} from '../../../../../../../electron/backend/engine/model/network/network-settings.ts';
import {
  TrainingSteps,
  type Objective,
} from '../../../../../../../electron/backend/engine/model/network/training-steps.ts';
import { plainTensors } from '../../../../../../support/tensors.ts';
import { twoNotes } from '../../../../../../support/turn-taking-notes.ts';

const { tf } = await plainTensors();
const input = twoNotes(12);
const scale = meanMagnitude(input.magnitudes);
const everyFrame = Int32Array.from({ length: input.frames }, (_, frame) => frame);
const small = (overrides: Partial<NetworkSettings> = {}): NetworkSettings => ({
  ...networkDefaults('C', 'paper'),
  hiddenUnits: 6,
  ...overrides,
});
const dropout: Objective = { stage: 'dropout' };

function steps(settings: NetworkSettings, blockFrames?: number): TrainingSteps {
  const source = frameSource(input, scale, null, settings.contextFrames);
  return new TrainingSteps(tf, source, settings, createAutoencoder(tf, input, settings, 3), blockFrames);
}

function numbers(parameters: readonly Tensor[]): number[][] {
  return parameters.map((parameter) => [...parameter.dataSync()]);
}

/** The paper's networks and divergence in plain double precision. */
function reference(parameters: readonly Tensor[], masked: boolean): number {
  const [w1, b1, w2, b2, w3, b3, w4, b4, w5, b5] = numbers(parameters) as [number[], ...number[][]];
  const layer = (
    x: number[],
    weights: number[] = [],
    bias: number[] = [],
    act: (z: number) => number,
  ): number[] =>
    bias.map((offset, out) =>
      act(x.reduce((sum, v, i) => sum + v * (weights[i * bias.length + out] ?? 0), offset)),
    );
  const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));
  const relu = (z: number): number => Math.max(0, z);
  const bands = input.bands.bandCount;
  let total = 0;
  for (const frame of everyFrame) {
    const v = [...input.magnitudes.subarray(frame * bands, (frame + 1) * bands)].map(
      (value) => value / scale,
    );
    let h = layer(layer(layer(v, w1, b1, sigmoid), w2, b2, sigmoid), w3, b3, relu);
    if (masked) h = h.map((value, unit) => value * (input.labels[frame * 4 + unit] ?? 0));
    const estimate = layer(layer(h, w4, b4, sigmoid), w5, b5, relu);
    for (const [band, b] of estimate.entries()) {
      const a = v[band] ?? 0;
      total += a * Math.log((a + 1e-4) / (b + 1e-4)) - a + b;
    }
  }
  return total / input.frames;
}

describe('training steps', () => {
  it.each([
    ['(3)', dropout, true],
    ['(1), the first term of (2)', { stage: 'penalty', lambda: 4 } as const, false],
  ])('[X22] the cost is equation %s of the paper’s networks', (_, objective, masked) => {
    const training = steps(small());
    const expected = reference(training.parameters, masked);
    expect(training.step(everyFrame, objective, 0) / expected).toBeCloseTo(1, 5);
    tf.dispose([...training.release()]);
  });

  it('[X39] a full batch cut into blocks takes the same step', () => {
    const whole = steps(small());
    const cut = steps(small(), 5);
    const costs = [0, 1].map(() => [whole.step(everyFrame, dropout, 1), cut.step(everyFrame, dropout, 1)]);
    for (const [one = NaN, other = NaN] of costs) expect(other / one).toBeCloseTo(1, 5);
    const parameters = numbers(cut.parameters);
    for (const [place, values] of numbers(whole.parameters).entries()) {
      for (const [index, value] of values.entries()) {
        expect(Math.abs(value - (parameters[place]?.[index] ?? NaN))).toBeLessThan(2e-5);
      }
    }
    tf.dispose([...whole.release(), ...cut.release()]);
  });

  it('[X26] C keeps every synthesis weight non-negative, B does not, and no bias is projected', () => {
    const fast = { synthesisRate: 0.1 };
    const constrained = steps(small(fast));
    const free = steps(small({ ...fast, variant: 'B', projection: false }));
    for (let step = 0; step < 5; step++) {
      constrained.step(everyFrame, dropout, 1);
      free.step(everyFrame, dropout, 1);
    }
    const least = (training: TrainingSteps, index: number): number =>
      Math.min(...(training.parameters[index]?.dataSync() ?? [NaN]));
    expect([least(constrained, 6), least(constrained, 8)]).toEqual([0, 0]);
    expect(least(constrained, 9)).toBeLessThan(0);
    expect(least(free, 8)).toBeLessThan(0);
    tf.dispose([...constrained.release(), ...free.release()]);
  });

  it('[X29] a step leaves no tensor behind', () => {
    const before = tf.memory().numTensors;
    const training = steps(small());
    training.step(everyFrame, dropout, 1);
    const during = tf.memory().numTensors;
    training.step(everyFrame, { stage: 'penalty', lambda: 1 }, 1);
    training.takePeaks();
    training.step(everyFrame, dropout, 1);
    expect(tf.memory().numTensors).toBe(during);
    tf.dispose([...training.release()]);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('[X34] peaks are the loudest allowed activations since they were last taken', () => {
    const training = steps(small());
    training.step(everyFrame.subarray(0, 6), dropout, 0);
    training.step(everyFrame.subarray(6), dropout, 0);
    const both = training.takePeaks();
    expect([...training.takePeaks()]).toEqual([0, 0, 0, 0]);
    training.step(everyFrame, dropout, 0);
    expect([...training.takePeaks()]).toEqual([...both]);
    tf.dispose([...training.release()]);
  });
});
