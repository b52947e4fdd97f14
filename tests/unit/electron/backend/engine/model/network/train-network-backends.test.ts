import { describe, expect, it } from 'vitest';
import {
  networkDefaults,
  type NetworkVariant,
} from '../../../../../../../electron/backend/engine/model/network/network-settings.ts';
import { trainNetwork } from '../../../../../../../electron/backend/engine/model/network/train-network.ts';
import type { TensorBackend } from '../../../../../../../electron/backend/native/load-tensorflow.ts';
import { tensorsOn } from '../../../../../../support/tensors.ts';
import { quietHooks } from '../../../../../../support/toy-training.ts';
import { twoNotes } from '../../../../../../support/turn-taking-notes.ts';

/** Costs of four epochs, both stages; null where this machine does not have the backend. */
async function costsOn(backend: TensorBackend, variant: NetworkVariant): Promise<number[] | null> {
  const tensors = await tensorsOn(backend);
  if (tensors === null) return null;
  const settings = { ...networkDefaults(variant, 'divisi'), hiddenUnits: 8, epochs: 4, penaltyShare: 0.25 };
  const trained = await trainNetwork(tensors.tf, twoNotes(), settings, quietHooks());
  if (!trained.ok) throw new Error(trained.error.message);
  trained.value.representation.dispose();
  return trained.value.lossCurve.map(({ cost }) => cost);
}

describe('training on other backends', () => {
  it.each(['B', 'D'] as const)('[X45] %s trains alike on every backend that loads', async (variant) => {
    const plain = await costsOn('cpu', variant);
    expect(plain).toHaveLength(4);
    for (const backend of ['wasm', 'native'] as const) {
      const costs = await costsOn(backend, variant);
      for (const [epoch, cost] of (costs ?? []).entries()) {
        expect(cost / (plain?.[epoch] ?? NaN)).toBeCloseTo(1, 3);
      }
    }
  });
});
