import { describe, expect, it } from 'vitest';
import { carryOver } from '../../../../../../../electron/backend/engine/model/divisi/carry-over.ts';
import { correctionSettings } from '../../../../../../../electron/backend/engine/model/divisi/correction-settings.ts';
import { divisiSettings } from '../../../../../../../electron/backend/engine/model/divisi/divisi-settings.ts';
import { refitRegion } from '../../../../../../../electron/backend/engine/model/divisi/refit-region.ts';
import { trainDivisi } from '../../../../../../../electron/backend/engine/model/divisi/train-divisi.ts';
import { startOf } from '../../../../../../../electron/backend/engine/model/training-start.ts';
import type { TrainingStart } from '../../../../../../../electron/backend/engine/model/training-start.ts';
import type { TrainingInput } from '../../../../../../../electron/backend/engine/model/training-input.ts';
import { labelNotes } from '../../../../../../../shared/labels/labelling.ts';
import { labelMatrix } from '../../../../../../../shared/labels/rasterise.ts';
import { plainTensors } from '../../../../../../support/tensors.ts';
import { quietHooks, toyTraining } from '../../../../../../support/toy-training.ts';

const { tf } = await plainTensors();
const toy = toyTraining();
const { bandCount } = toy.input.bands;
const settings = {
  ...divisiSettings({ epochs: 3, hiddenUnits: 8, batchFrames: 16 }),
  warmPasses: 8,
  neighbourPull: 0,
  learningRate: 1e-2,
};

async function trained(input: TrainingInput, from = settings): Promise<TrainingStart> {
  const result = await trainDivisi(tf, input, from, { ...quietHooks(), keepsStart: true });
  if (!result.ok) throw new Error(result.error.message);
  const { representation } = result.value;
  const start = startOf(representation.save!(), representation.activations);
  representation.dispose();
  return start!;
}

/** The toy with other notes, over the same sound. */
function relabelled(notes: Parameters<typeof labelNotes>[0]): TrainingInput {
  const { grid } = toy.labelling;
  const parts = [0, 1].map(() => ({ instrumentKey: 'gm0', decays: true }));
  const tolerance = { before: 0.05, after: 0.05 };
  const labelling = labelNotes(
    notes,
    parts,
    {
      units: 3,
      stageEdgesSec: [0.3],
      toleranceOnsetSec: tolerance,
      toleranceSustainSec: tolerance,
      freeUnits: 0,
    },
    grid,
  );
  return { ...toy.input, unitTable: labelling.unitTable, labels: labelMatrix(labelling) };
}

const first = { part: 0, pitchMidi: 60, onsetSec: 0, offsetSec: 1.45 };
const second = { part: 1, pitchMidi: 67, onsetSec: 1, offsetSec: 2.45 };

describe('carryOver', () => {
  it('[X71] the same labels carry everything over as it was', async () => {
    const start = await trained(toy.input);
    const carried = carryOver(start, toy.input.unitTable, toy.input, settings);
    carried.templates.forEach((value, i) => expect(value).toBeCloseTo(start.templates[i]!, 3));
    expect(carried.activations.map((value) => (value > 0 ? 1 : 0))).toEqual(
      Float32Array.from(toy.input.labels),
    );
    expect(carried.encoder!.levels).toEqual(start.encoder!.levels);
    expect(carried.encoder!.parameters).toEqual(start.encoder!.parameters);
  });

  it('[X71] units move with their class; new ones take the template of their pitch in another part', async () => {
    const start = await trained(toy.input);
    // The first note is in the second part now, and a part's class is gone.
    const input = relabelled([{ ...first, part: 1 }, second]);
    const carried = carryOver(start, toy.input.unitTable, input, settings);
    const row = (templates: Float32Array, unit: number): Float32Array =>
      templates.slice(unit * bandCount, (unit + 1) * bandCount);
    for (let unit = 0; unit < 6; unit++) {
      row(carried.templates, unit).forEach((value, band) =>
        expect(value).toBeCloseTo(row(start.templates, unit)[band]!, 3),
      );
    }
    expect(carried.encoder!.parameters[4]!.shape).toEqual([8, 6]);
    // Newly allowed cells begin with some sound, forbidden ones with none.
    expect(carried.activations.every((value, i) => value > 0 === (input.labels[i] === 1))).toBe(true);
  });

  it('[X71] a new pitch gets a template that sums like the others', async () => {
    const start = await trained(toy.input);
    const input = relabelled([first, second, { part: 1, pitchMidi: 64, onsetSec: 0.5, offsetSec: 1 }]);
    const carried = carryOver(start, toy.input.unitTable, input, { ...settings, neighbourPull: 0.06 });
    const sumOf = (unit: number): number =>
      carried.templates
        .subarray(unit * bandCount, (unit + 1) * bandCount)
        .reduce((sum, value) => sum + value, 0);
    for (let unit = 1; unit < input.unitTable.unitCount; unit++) expect(sumOf(unit)).toBeCloseTo(sumOf(0), 2);
    expect(carried.templates.every((value) => value >= 0)).toBe(true);
  });

  it('[X72] a corrected training ends near one from scratch, in a fraction of the passes', async () => {
    const late = relabelled([first, { ...second, onsetSec: 1.4 }]);
    const before = await trained(late);
    const start = carryOver(before, late.unitTable, toy.input, settings);
    const corrected = await trained({ ...toy.input, start }, correctionSettings(settings));
    const scratch = await trained(toy.input);
    expect(errorOf(corrected)).toBeLessThan(1.2 * errorOf(scratch) + 0.01);
  });

  it('[X73] a region is fitted to new labels with everything else left alone, and stops when asked to', async () => {
    const before = await trained(relabelled([first, { ...second, onsetSec: 1.4 }]));
    const late = relabelled([first, { ...second, onsetSec: 1.4 }]);
    const start = carryOver(before, late.unitTable, toy.input, settings);
    const untouched = start.activations.slice();
    const region = { first: 25, end: 35 };
    const { signal } = new AbortController();
    expect(
      await refitRegion(tf, toy.input, start.templates, start.activations, region, settings, signal),
    ).toBe(true);
    const units = toy.input.unitTable.unitCount;
    expect(start.activations.slice(35 * units)).toEqual(untouched.slice(35 * units));
    expect(start.activations.slice(0, 4 * units)).toEqual(untouched.slice(0, 4 * units));
    expect(start.activations.every((value, i) => value === 0 || toy.input.labels[i] === 1)).toBe(true);
    expect(
      await refitRegion(
        tf,
        toy.input,
        start.templates,
        start.activations,
        region,
        settings,
        AbortSignal.abort(),
      ),
    ).toBe(false);
  });
});

/** Mean absolute difference of the model from the recording, relative to its mean. */
function errorOf({ templates, activations }: TrainingStart): number {
  const { frames, magnitudes } = toy.input;
  const units = templates.length / bandCount;
  let [difference, total] = [0, 0];
  for (let frame = 0; frame < frames; frame++) {
    for (let band = 0; band < bandCount; band++) {
      let model = 0;
      for (let unit = 0; unit < units; unit++) {
        model += activations[frame * units + unit]! * templates[unit * bandCount + band]!;
      }
      const value = magnitudes[frame * bandCount + band]!;
      difference += Math.abs(value - model);
      total += value;
    }
  }
  return difference / total;
}
