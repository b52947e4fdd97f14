import { beforeAll, describe, expect, it } from 'vitest';
import { examineMasks } from '../../../../../../electron/backend/engine/live/mask-quality.ts';
import { createLinearRepresentation } from '../../../../../../electron/backend/engine/model/linear-representation.ts';
import type { MaskSource } from '../../../../../../electron/backend/engine/model/masks/model-masks.ts';
import type { Tensors } from '../../../../../../electron/backend/native/load-tensorflow.ts';
import { ownershipOf } from '../../../../../../shared/labels/ownership.ts';
import { plainTensors } from '../../../../../support/tensors.ts';
import { toyTraining } from '../../../../../support/toy-training.ts';

const { signal } = new AbortController();
let tensors: Tensors;
beforeAll(async () => {
  tensors = await plainTensors();
});

/** Every unit of group g's class has level[g](band) in all bands where its labels allow it. */
function source(level: (group: number, band: number) => number, groupOfNote = [0, 1]): MaskSource {
  const { input, labelling } = toyTraining();
  const { frames, unitTable, bands, labels } = input;
  const units = unitTable.unitCount;
  const { bandCount } = bands;
  const templates = Float32Array.from({ length: units * bandCount }, (_, at) =>
    level(Math.floor(Math.floor(at / bandCount) / unitTable.unitsPerClass), at % bandCount),
  );
  const activations = Float32Array.from(labels);
  const representation = createLinearRepresentation(tensors.tf, {
    activations,
    frames,
    units,
    bands: bandCount,
    templates,
  });
  return {
    representation,
    unitTable,
    ownership: ownershipOf(labelling, groupOfNote),
    groupCount: Math.max(...groupOfNote) + 1,
    bands,
    magnitudes: new Float32Array(frames * bandCount).fill(1),
    settings: { exponent: 1, normalisation: 'normalised' },
  };
}

describe('examineMasks', () => {
  it('[X80] groups that share no band leak nothing', async () => {
    const apart = await examineMasks(
      tensors.tf,
      source((group, band) => (band % 2 === group ? 1 : 0)),
      signal,
    );
    expect(apart?.leakageDb).toBeLessThan(-100);
  });

  it('[X80] leakage is what the masks let through of the others, against what they let through of their own', async () => {
    const shares = [3, 1];
    const both = source((group) => shares[group]!);
    const examined = await examineMasks(tensors.tf, both, signal);
    // The definition, frame by frame, with the masks written out.
    const { ownership, magnitudes, bands, representation, unitTable } = both;
    const frames = magnitudes.length / bands.bandCount;
    const owners = ownership.ownersOf(0, frames);
    const { unitsPerClass, unitCount } = unitTable;
    let [own, foreign] = [0, 0];
    for (let frame = 0; frame < frames; frame++) {
      const models = [0, 0];
      for (let unit = 0; unit < unitCount; unit++) {
        const index = Math.floor(unit / unitsPerClass);
        if (owners[frame * 2 + index] !== index) continue;
        models[index]! += shares[index]! * representation.activations[frame * unitCount + unit]!;
      }
      const sum = models[0]! + models[1]!;
      for (const [group, other] of [
        [0, 1],
        [1, 0],
      ] as const) {
        if (sum === 0) continue;
        own += ((models[group]! / sum) * models[group]!) ** 2;
        foreign += ((models[group]! / sum) * models[other]!) ** 2;
      }
    }
    expect(foreign).toBeGreaterThan(0);
    expect(examined?.leakageDb).toBeCloseTo(10 * Math.log10(foreign / own), 3);
  });

  it('[X80] one group has nothing to leak into; what no mask takes is the residual', async () => {
    const one = await examineMasks(
      tensors.tf,
      source(() => 1, [0, 0]),
      signal,
    );
    expect(one?.leakageDb).toBeNull();
    // Five of 55 frames hold no note; in all others the only group takes everything.
    expect(one?.residualDb).toBeGreaterThan(-12);
    expect(one?.residualDb).toBeLessThan(-8);
    const half = await examineMasks(
      tensors.tf,
      source((_, band) => (band % 2 === 0 ? 1 : 0), [0, 0]),
      signal,
    );
    expect(half?.residualDb).toBeGreaterThan(-3.2);
    expect(half?.residualDb).toBeLessThan(-2);
    const silent = await examineMasks(tensors.tf, { ...source(() => 0) }, signal);
    expect(silent).toEqual({ leakageDb: null, residualDb: 0 });
  });

  it('[X80] it stops when told to', async () => {
    expect(
      await examineMasks(
        tensors.tf,
        source(() => 1),
        AbortSignal.abort(),
      ),
    ).toBeNull();
  });
});
