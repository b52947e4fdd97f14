import { describe, expect, it } from 'vitest';
import { divisiSettings } from '../../../../../../../electron/backend/engine/model/divisi/divisi-settings.ts';
import type { DivisiSettings } from '../../../../../../../electron/backend/engine/model/divisi/divisi-settings.ts';
import { warmStart } from '../../../../../../../electron/backend/engine/model/divisi/warm-start.ts';
import type { WarmStart } from '../../../../../../../electron/backend/engine/model/divisi/warm-start.ts';
import { meanMagnitude } from '../../../../../../../electron/backend/engine/model/mean-magnitude.ts';
import type { TrainingInput } from '../../../../../../../electron/backend/engine/model/training-input.ts';
import { plainTensors } from '../../../../../../support/tensors.ts';
import { quietHooks, toyTraining } from '../../../../../../support/toy-training.ts';

const { tf } = await plainTensors();
const { input } = toyTraining(1);
const units = input.unitTable.unitCount;
const bands = input.bands.bandCount;
const settings = divisiSettings({});

async function warm(given: TrainingInput = input, changes: Partial<DivisiSettings> = {}): Promise<WarmStart> {
  const started = await warmStart(tf, given, { ...settings, ...changes }, quietHooks());
  if (!started.ok) throw new Error(started.error.message);
  return started.value;
}

describe('warm start', () => {
  it('[X61] its product is the recording: templates in the scale of the input, activations beside them', async () => {
    const { templates, activations, lossCurve } = await warm(input, { neighbourPull: 0 });
    let error = 0;
    for (let frame = 0; frame < input.frames; frame++) {
      for (let band = 0; band < bands; band++) {
        let model = 0;
        for (let unit = 0; unit < units; unit++) {
          model += activations[frame * units + unit]! * templates[unit * bands + band]!;
        }
        error += Math.abs(model - input.magnitudes[frame * bands + band]!);
      }
    }
    expect(error / input.magnitudes.reduce((sum, value) => sum + value, 0)).toBeLessThan(0.05);
    const scale = meanMagnitude(input.magnitudes);
    for (let unit = 0; unit < units; unit++) {
      const sum = templates.subarray(unit * bands, (unit + 1) * bands).reduce((all, value) => all + value, 0);
      expect(sum / scale).toBeCloseTo(1, 4);
    }
    expect(lossCurve).toHaveLength(settings.warmPasses);
    expect(lossCurve.at(-1)!.cost).toBeLessThan(0.2 * lossCurve[0]!.cost);
  });

  it('[X61] a unit stays 0 wherever its label is 0', async () => {
    const { activations } = await warm();
    activations.forEach((value, index) => {
      expect(value).toBeGreaterThanOrEqual(0);
      if (input.labels[index] === 0) expect(value).toBe(0);
    });
  });

  it('[X61] the decay limit and the neighbours take part, after their first passes', async () => {
    const of = (warmPasses: number, changes: Partial<DivisiSettings> = {}): Promise<WarmStart> =>
      warm(input, { warmPasses, ...changes });
    const strict = { growthPerSec: 0.01, attackSec: 0 };
    expect((await of(3, strict)).activations).toEqual((await of(3)).activations);
    expect((await of(4, strict)).activations).not.toEqual((await of(4)).activations);
    const { pullFromPass } = settings;
    const alone = { neighbourPull: 0 };
    expect((await of(pullFromPass - 1, alone)).templates).toEqual((await of(pullFromPass - 1)).templates);
    expect((await of(pullFromPass, alone)).templates).not.toEqual((await of(pullFromPass)).templates);
  });

  it('[X62] the same seed gives the same numbers, another seed others', async () => {
    const [first, again, other] = [await warm(), await warm(), await warm({ ...input, seed: 2 })];
    expect(again.templates).toEqual(first.templates);
    expect(again.activations).toEqual(first.activations);
    expect(other.activations).not.toEqual(first.activations);
  });

  it('[X62] leaves no tensor behind, after a stop either', async () => {
    const before = tf.memory().numTensors;
    await warm();
    const stop = new AbortController();
    const stopped = await warmStart(tf, input, settings, {
      signal: stop.signal,
      onProgress: () => stop.abort(),
    });
    expect(stopped).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(tf.memory().numTensors).toBe(before);
  });
});
