import { describe, expect, it } from 'vitest';
import {
  loadNetwork,
  networkRepresentation,
} from '../../../../../../../electron/backend/engine/model/network/saved-network.ts';
import { createSynthesis } from '../../../../../../../electron/backend/engine/model/network/synthesis-network.ts';
import { createRng } from '../../../../../../../shared/std/rng.ts';
import { plainTensors } from '../../../../../../support/tensors.ts';

const { tf } = await plainTensors();
const activations = Float32Array.of(1, 0, 2, 0, 0.5, 1);
const form = { weightMap: 'plain', hidden: 'sigmoid' } as const;

function representation() {
  const parameters = createSynthesis(tf, { units: 3, hidden: 4, bands: 5 }, true, createRng(1));
  return networkRepresentation(tf, { parameters, form, scale: 2.5 }, activations);
}

describe('saved network', () => {
  it('[X38] comes back from its arrays with the same decoder, and frees everything', () => {
    const before = tf.memory().numTensors;
    const original = representation();
    const saved = original.save?.();
    if (saved === undefined) throw new Error('expected a saved model');
    const copy = loadNetwork(tf, structuredClone(saved), activations);
    expect(copy).toMatchObject({ frames: 2, units: 3, bands: 5 });
    const decoded = tf.tidy(() => original.decode(tf.tensor2d(activations, [2, 3])).dataSync());
    const again = tf.tidy(() => copy?.decode(tf.tensor2d(activations, [2, 3])).dataSync() ?? []);
    expect([...again]).toEqual([...decoded]);
    expect(Math.min(...decoded)).toBeGreaterThanOrEqual(0);
    original.dispose();
    copy?.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('[X38] a model of another kind or with layers that do not meet is refused', () => {
    const saved = representation().save?.();
    if (saved === undefined) throw new Error('expected a saved model');
    const refused = [
      { ...saved, kind: 'linear' as const },
      { ...saved, arrays: {} },
      { ...saved, settings: { ...saved.settings, weightMap: 'cubic' } },
      { ...saved, settings: { ...saved.settings, scale: 0 } },
      { ...saved, arrays: { ...saved.arrays, synthesis2: { shape: [3, 5], values: new Float32Array(15) } } },
      { ...saved, arrays: { ...saved.arrays, synthesis2: { shape: [4, 5], values: new Float32Array(3) } } },
    ];
    for (const model of refused) expect(loadNetwork(tf, model, activations)).toBeNull();
    expect(loadNetwork(tf, saved, new Float32Array(7))).toBeNull();
  });
});
