import { beforeAll, describe, expect, it } from 'vitest';
import { factorise } from '../../../../../../../electron/backend/engine/model/nmf/factorise.ts';
import type { FactorGuide } from '../../../../../../../electron/backend/engine/model/nmf/factorise.ts';
import type { Tensors } from '../../../../../../../electron/backend/native/load-tensorflow.ts';
import { plainTensors } from '../../../../../../support/tensors.ts';
import { quietHooks, toyTraining } from '../../../../../../support/toy-training.ts';

let tensors: Tensors;
beforeAll(async () => {
  tensors = await plainTensors();
});

async function run(
  options: { iterations?: number; tied?: boolean; seed?: number; chunk?: number; free?: number } = {},
) {
  const { input } = toyTraining(options.free ?? 0, options.seed ?? 1);
  const settings = { iterations: options.iterations ?? 20, tied: options.tied ?? true };
  const result = await factorise(tensors.tf, input, settings, quietHooks(), options.chunk);
  if (!result.ok) throw new Error(result.error.message);
  const { representation, lossCurve, epochs } = result.value;
  const model = tensors.tf.tidy(() =>
    representation
      .decode(tensors.tf.tensor2d(representation.activations, [input.frames, representation.units]))
      .dataSync<'float32'>(),
  );
  const templates = representation.save?.().arrays['templates']?.values ?? new Float32Array();
  representation.dispose();
  return { input, lossCurve, epochs, model, templates, activations: representation.activations };
}

describe('factorise', () => {
  it('[X2] the cost falls with every iteration', async () => {
    const { lossCurve, epochs } = await run();
    expect(epochs).toBe(20);
    lossCurve.slice(1).forEach(({ cost }, index) => {
      expect(cost).toBeLessThanOrEqual(lossCurve[index]!.cost * (1 + 1e-5));
    });
    expect(lossCurve[19]!.cost).toBeLessThan(lossCurve[0]!.cost / 20);
  });

  it('[X2] the cost is the divergence of its definition', async () => {
    const { input, lossCurve } = await run({ iterations: 4 });
    const { model } = await run({ iterations: 3 });
    const mean = input.magnitudes.reduce((sum, value) => sum + value, 0) / input.magnitudes.length;
    let cost = 0;
    input.magnitudes.forEach((value, index) => {
      const target = value / mean + 1e-9;
      const output = model[index]! / mean + 1e-9;
      cost += target * Math.log(target / output) - target + output;
    });
    expect(lossCurve[3]!.cost).toBeCloseTo(cost / input.frames, 3);
  });

  it('[X67] a look after an iteration is what a training of so many iterations gives, and changes nothing', async () => {
    const { input } = toyTraining();
    const settings = { iterations: 6, tied: true };
    const before = tensors.tf.memory().numTensors;
    const seen: Float32Array[] = [];
    const looked = await factorise(tensors.tf, input, settings, {
      ...quietHooks(),
      onCheckpoint(_, snapshot) {
        const taken = snapshot();
        seen.push(taken.activations);
        taken.dispose();
      },
    });
    if (!looked.ok) throw new Error(looked.error.message);
    looked.value.representation.dispose();
    expect(tensors.tf.memory().numTensors).toBe(before);
    expect(seen).toHaveLength(6);
    expect(seen[2]).toEqual((await run({ iterations: 3 })).activations);
    expect(looked.value.representation.activations).toEqual((await run({ iterations: 6 })).activations);
  });

  it('[X3] a unit stays 0 wherever its label is 0', async () => {
    const { input, activations } = await run({ free: 1 });
    activations.forEach((value, index) => {
      expect(value).toBeGreaterThanOrEqual(0);
      if (input.labels[index] === 0) expect(value).toBe(0);
    });
  });

  it('[X3] a sustain template stays 0 between the partials of its pitch', async () => {
    const { input, templates } = await run();
    const { bandCount, edges, binHz } = input.bands;
    const pitchHz = 440 * 2 ** ((60 - 69) / 12);
    for (let band = 0; band < bandCount; band++) {
      const centre = ((edges[band]! + edges[band + 1]! - 1) / 2) * binHz;
      const distance = Math.abs(centre / pitchHz - Math.round(centre / pitchHz));
      if (centre < 3 * pitchHz && distance > 0.3) expect(templates[bandCount + band]).toBe(0);
    }
  });

  it('[X4] chunks of any size give the same factors', async () => {
    const whole = await run();
    const cut = await run({ chunk: 17 });
    const largest = Math.max(...whole.activations);
    whole.activations.forEach((value, index) => {
      expect(Math.abs(cut.activations[index]! - value)).toBeLessThan(1e-3 * largest);
    });
  });

  it('[X70] a guide gives the start, holds activations chunk by chunk in order, and reshapes templates', async () => {
    const { input } = toyTraining(1);
    const { unitCount } = input.unitTable;
    const { bandCount } = input.bands;
    const held: number[] = [];
    const reshaped: number[] = [];
    const flat = new Float32Array(unitCount * bandCount).fill(1 / bandCount);
    const guide: FactorGuide = {
      templates: flat,
      constrainActivations(activations, startFrame) {
        held.push(startFrame);
        activations.forEach((value, index) => (activations[index] = index % unitCount === 1 ? 0 : value));
      },
      reshapeTemplates(templates, explained, iteration) {
        reshaped.push(iteration);
        // With activations up to date, what all templates explain is the recording of mean 1.
        const all = explained.reduce((sum, value) => sum + value, 0);
        expect(all / (input.frames * bandCount)).toBeCloseTo(1, 3);
        return iteration === 2 ? flat : templates;
      },
    };
    const settings = { iterations: 2, tied: false };
    const result = await factorise(tensors.tf, input, settings, quietHooks(), 20, guide);
    if (!result.ok) throw new Error(result.error.message);
    const { representation } = result.value;
    representation.dispose();
    expect([held, reshaped]).toEqual([
      [0, 20, 40, 0, 20, 40],
      [1, 2],
    ]);
    for (let frame = 0; frame < input.frames; frame++) {
      expect(representation.activations[frame * unitCount + 1]).toBe(0);
    }
    const templates = representation.save!().arrays['templates']!.values;
    expect(Math.max(...templates) / Math.min(...templates)).toBeCloseTo(1, 5);
  });

  it('[X5] the same seed gives the same numbers, another seed others', async () => {
    const [first, again, other] = [await run(), await run(), await run({ seed: 2 })];
    expect(again.activations).toEqual(first.activations);
    expect(other.activations).not.toEqual(first.activations);
  });

  it('[X6] leaves no tensor behind, after a stop either', async () => {
    const before = tensors.tf.memory().numTensors;
    await run({ chunk: 20 });
    const stop = new AbortController();
    const { input } = toyTraining();
    const stopped = await factorise(
      tensors.tf,
      input,
      { iterations: 50, tied: true },
      {
        signal: stop.signal,
        onProgress: (fraction) => fraction > 0.1 && stop.abort(),
      },
    );
    expect(stopped.ok ? '' : stopped.error.code).toBe('cancelled');
    expect(tensors.tf.memory().numTensors).toBe(before);
  });
});
