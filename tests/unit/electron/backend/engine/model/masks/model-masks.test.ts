import { beforeAll, describe, expect, it } from 'vitest';
import { createLinearRepresentation } from '../../../../../../../electron/backend/engine/model/linear-representation.ts';
import { createModelMasks } from '../../../../../../../electron/backend/engine/model/masks/model-masks.ts';
import { factorise } from '../../../../../../../electron/backend/engine/model/nmf/factorise.ts';
import type { Tensors } from '../../../../../../../electron/backend/native/load-tensorflow.ts';
import { ownershipOf } from '../../../../../../../shared/labels/ownership.ts';
import { plainTensors } from '../../../../../../support/tensors.ts';
import { quietHooks, toyTraining } from '../../../../../../support/toy-training.ts';

let tensors: Tensors;
beforeAll(async () => {
  tensors = await plainTensors();
});

describe('createModelMasks', () => {
  it('[X9] two notes: each group gets the sound of its own note, and nothing where it is silent', async () => {
    const { input, labelling, truth } = toyTraining();
    const trained = await factorise(tensors.tf, input, { iterations: 40, tied: true }, quietHooks());
    if (!trained.ok) throw new Error(trained.error.message);
    const { representation } = trained.value;
    const { bands, magnitudes, frames } = input;
    const masks = createModelMasks(tensors.tf, {
      representation,
      unitTable: input.unitTable,
      ownership: ownershipOf(labelling, [0, 1]),
      groupCount: 2,
      bands,
      magnitudes,
      settings: { exponent: 1.5, normalisation: 'normalised' },
    });
    const bins = bands.edges[bands.bandCount]!;
    expect(masks.bins).toBe(bins);
    const block = await masks.masksFor(0, frames);
    truth.forEach((own, group) => {
      let right = 0;
      let whole = 0;
      for (let i = 0; i < own.length; i++) {
        const frame = Math.floor(i / bands.bandCount);
        const bin = bands.edges[i % bands.bandCount]!;
        const mask = block[(group * frames + frame) * bins + bin]!;
        right += (own[i]! - mask * magnitudes[i]!) ** 2;
        whole += own[i]! ** 2;
      }
      expect(10 * Math.log10(whole / right)).toBeGreaterThan(20);
    });
    const silent = block.subarray((frames - 3) * bins, frames * bins);
    expect(silent.every((mask) => mask === 0)).toBe(true);
    const second = await masks.masksFor(7, 5);
    expect(second.subarray(0, 5 * bins)).toEqual(block.subarray(7 * bins, 12 * bins));
    representation.dispose();
  });

  it('[X79] strengths and regions act in the masks of every block, and leave the sum at 1', async () => {
    const { input, labelling } = toyTraining();
    const { bands, frames, unitTable, hopSec } = input;
    const units = unitTable.unitCount;
    const source = {
      representation: createLinearRepresentation(tensors.tf, {
        activations: new Float32Array(frames * units).fill(1),
        frames,
        units,
        bands: bands.bandCount,
        templates: new Float32Array(units * bands.bandCount).fill(1),
      }),
      unitTable,
      ownership: ownershipOf(labelling, [0, 1]),
      groupCount: 2,
      bands,
      magnitudes: new Float32Array(frames * bands.bandCount).fill(1),
      settings: { exponent: 1, normalisation: 'normalised' } as const,
    };
    const corners = [
      [24.5 * hopSec, 0],
      [26.5 * hopSec, 0],
      [26.5 * hopSec, 135],
      [24.5 * hopSec, 135],
    ] as const;
    const masks = createModelMasks(tensors.tf, {
      ...source,
      // Both groups are as loud: of 0.5 each, the first goes down to 0.125 against 0.5.
      adjustment: {
        strengths: [{ exponent: 3, floorDb: null }, null, null],
        regions: [{ from: 1, to: 0, corners }],
        hopSec,
      },
    });
    const { bins } = masks;
    const block = await masks.masksFor(23, 4);
    const at = (group: number, frame: number): number => block[(group * 4 + frame - 23) * bins + 20]!;
    expect([at(0, 23), at(1, 23), at(0, 24), at(1, 24)]).toEqual(
      [0.2, 0.8, 0.2, 0.8].map((share) => expect.closeTo(share, 4) as number),
    );
    expect([at(0, 25), at(1, 25), at(0, 26), at(1, 26)]).toEqual(
      [1, 0, 1, 0].map((share) => expect.closeTo(share, 4) as number),
    );
    const alone = await masks.masksFor(25, 1);
    expect(alone[bins + 20]).toBe(0);
    expect(alone[20]).toBeCloseTo(1, 4);
    source.representation.dispose();
  });

  it('[K5] bins of a band share its mask; what no group owns goes to the residual', async () => {
    const { input, labelling } = toyTraining();
    const { bands, frames, unitTable } = input;
    const units = unitTable.unitCount;
    const representation = createLinearRepresentation(tensors.tf, {
      activations: new Float32Array(frames * units).fill(1),
      frames,
      units,
      bands: bands.bandCount,
      templates: new Float32Array(units * bands.bandCount).fill(1),
    });
    const masks = createModelMasks(tensors.tf, {
      representation,
      unitTable,
      ownership: ownershipOf(labelling, [0, -1]),
      groupCount: 1,
      bands,
      magnitudes: new Float32Array(frames * bands.bandCount).fill(1),
      settings: { exponent: 1, normalisation: 'normalised' },
    });
    // Frame 25: both notes are labelled, and the second has no group.
    const block = await masks.masksFor(25, 1);
    expect(block.length).toBe(bands.edges[bands.bandCount]);
    for (const mask of block) expect(mask).toBeCloseTo(0.5, 4);
    representation.dispose();
  });
});
