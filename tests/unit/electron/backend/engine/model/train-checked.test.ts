import { beforeAll, describe, expect, it } from 'vitest';
import { createLinearRepresentation } from '../../../../../../electron/backend/engine/model/linear-representation.ts';
import { methodSettings } from '../../../../../../electron/backend/engine/model/method-settings.ts';
import type { TrainerSettings } from '../../../../../../electron/backend/engine/model/method-settings.ts';
import { trainChecked } from '../../../../../../electron/backend/engine/model/train-checked.ts';
import type { Train } from '../../../../../../electron/backend/engine/model/train-checked.ts';
import type { Tensors } from '../../../../../../electron/backend/native/load-tensorflow.ts';
import { divisiError } from '../../../../../../shared/contract/errors.ts';
import { err, ok } from '../../../../../../shared/std/result.ts';
import { plainTensors } from '../../../../../support/tensors.ts';
import { quietHooks, toyTraining } from '../../../../../support/toy-training.ts';

let tensors: Tensors;
beforeAll(async () => {
  tensors = await plainTensors();
});
const { input } = toyTraining();
const units = input.unitTable.unitCount;

function rateOf(settings: TrainerSettings): number {
  if (settings.kind === 'network') return settings.network.learningRate;
  return settings.kind === 'divisi' ? settings.divisi.learningRate : 0;
}

/** Attempts end one after the other as listed. */
function staged(ends: readonly ('diverged' | 'silent' | 'all dead' | 'good' | 'stopped')[]) {
  const attempts: { readonly seed: number; readonly rate: number }[] = [];
  const train: Train = (tf, given, settings) => {
    const end = ends[attempts.length];
    attempts.push({ seed: given.seed, rate: rateOf(settings) });
    if (end === 'stopped') return Promise.resolve(err(divisiError('cancelled', 'Stopped.')));
    if (end === 'diverged') return Promise.resolve(err(divisiError('training-diverged', 'The cost rose.')));
    const activations = Float32Array.from(input.labels, (label) => (end === 'all dead' ? 0 : label));
    const gain = end === 'silent' ? 0 : 1;
    const representation = createLinearRepresentation(tf, {
      activations,
      frames: input.frames,
      units,
      bands: input.bands.bandCount,
      templates: new Float32Array(units * input.bands.bandCount).fill(gain),
    });
    // A decoder with a constant of its own: sound, though no class is active.
    const decode: typeof representation.decode = (block) => tf.add(representation.decode(block), 1);
    const heard = end === 'all dead' ? { ...representation, decode } : representation;
    return Promise.resolve(ok({ representation: heard, lossCurve: [], epochs: 3, remarks: [] }));
  };
  return { attempts, train };
}

describe('trainChecked', () => {
  const network = methodSettings('C', {}).trainer;

  it('[X11] a failed training is started again, with another seed and half the rate, and says so', async () => {
    const before = tensors.tf.memory().numTensors;
    for (const failure of ['diverged', 'silent', 'all dead'] as const) {
      const { attempts, train } = staged([failure, 'good']);
      const result = await trainChecked(tensors.tf, input, network, quietHooks(), train);
      if (!result.ok) throw new Error(result.error.message);
      expect(result.value.remarks.join()).toMatch(/restarted once/);
      expect(attempts[1]!.seed).not.toBe(attempts[0]!.seed);
      expect(attempts[1]!.rate).toBe(attempts[0]!.rate / 2);
      result.value.representation.dispose();
    }
    expect(tensors.tf.memory().numTensors).toBe(before);
  });

  it('[X11] the default method starts again with half the rate, too, and keeps the rest', async () => {
    const trainer = methodSettings('divisi', {}).trainer;
    const seen: TrainerSettings[] = [];
    const { attempts, train } = staged(['diverged', 'good']);
    const result = await trainChecked(
      tensors.tf,
      input,
      trainer,
      quietHooks(),
      (tf, given, settings, hooks) => {
        seen.push(settings);
        return train(tf, given, settings, hooks);
      },
    );
    if (result.ok) result.value.representation.dispose();
    expect(attempts[1]!.rate).toBe(attempts[0]!.rate / 2);
    if (trainer.kind !== 'divisi') throw new Error(`expected the default method, got ${trainer.kind}`);
    const lowered = { ...trainer.divisi, learningRate: trainer.divisi.learningRate / 2 };
    expect(seen).toEqual([trainer, { kind: 'divisi', divisi: lowered }]);
  });

  it('[X11] where only classes stay silent, twice or before a failure, the model is used and the user told', async () => {
    const before = tensors.tf.memory().numTensors;
    for (const ends of [
      ['all dead', 'all dead'],
      ['all dead', 'silent'],
      ['diverged', 'all dead'],
    ] as const) {
      const warnings: string[] = [];
      const hooks = { ...quietHooks(), warn: (text: string) => void warnings.push(text) };
      const result = await trainChecked(tensors.tf, input, network, hooks, staged(ends).train);
      if (!result.ok) throw new Error(result.error.message);
      expect(warnings.join()).toMatch(/may be poor: 2 of 2 classes/);
      result.value.representation.dispose();
    }
    expect(tensors.tf.memory().numTensors).toBe(before);
  });

  it('[X11] silence and divergence are never handed on', async () => {
    const before = tensors.tf.memory().numTensors;
    for (const ends of [
      ['diverged', 'diverged'],
      ['silent', 'silent'],
      ['silent', 'diverged'],
    ] as const) {
      const result = await trainChecked(tensors.tf, input, network, quietHooks(), staged(ends).train);
      expect(result.ok ? '' : result.error.code).toBe('training-diverged');
    }
    expect(tensors.tf.memory().numTensors).toBe(before);
  });

  it('[X11] a stop is a stop', async () => {
    const { attempts, train } = staged(['stopped']);
    const result = await trainChecked(tensors.tf, input, network, quietHooks(), train);
    expect(result.ok ? '' : result.error.code).toBe('cancelled');
    expect(attempts.length).toBe(1);
  });

  it('[X11] dead classes of a factorisation are told, not tried again', async () => {
    const warnings: string[] = [];
    const hooks = { ...quietHooks(), warn: (text: string) => void warnings.push(text) };
    const { attempts, train } = staged(['all dead']);
    const result = await trainChecked(tensors.tf, input, methodSettings('A', {}).trainer, hooks, train);
    expect(attempts.length).toBe(1);
    expect(warnings.join()).toMatch(/2 of 2 classes are never active/);
    if (result.ok) result.value.representation.dispose();
  });
});
