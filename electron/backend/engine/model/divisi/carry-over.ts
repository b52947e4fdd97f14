/** A training's result, carried over to labels that a person has changed since. */
import { createRng } from '../../../../../shared/std/rng.ts';
import type { UnitTable } from '../../../../../shared/labels/unit-table.ts';
import { meanMagnitude } from '../mean-magnitude.ts';
import { glorotLimit } from '../network/glorot-weights.ts';
import { harmonicTemplates } from '../nmf/harmonic-templates.ts';
import { tieTemplates } from '../nmf/template-ties.ts';
import type { SavedArray } from '../saved-model.ts';
import type { TrainingInput } from '../training-input.ts';
import { sameUnits } from '../training-start.ts';
import type { TrainingStart } from '../training-start.ts';
import type { DivisiSettings } from './divisi-settings.ts';
import { NeighbourTemplates } from './neighbour-templates.ts';

const newUnitsStream = 5;

/**
 * Units of classes that were there keep what they learnt; those of new classes take the template of their
 * instrument and pitch in another part, or else what their neighbours would have at that pitch.
 * Activations keep their values where they were and are allowed, begin at their unit's usual level where
 * they are newly allowed, and are 0 elsewhere. Cost O(frames K + K bands neighbours).
 *
 * @param from units of the former training, over the same frames and bands
 * @throws RangeError when frames or bands are not the same
 */
export function carryOver(
  start: TrainingStart,
  from: UnitTable,
  input: TrainingInput,
  settings: DivisiSettings,
): TrainingStart {
  const { frames, bands, unitTable } = input;
  const { bandCount } = bands;
  if (
    start.templates.length !== from.unitCount * bandCount ||
    start.activations.length !== frames * from.unitCount
  ) {
    throw new RangeError(`expected a training of ${frames} frames and ${bandCount} bands`);
  }
  const same = sameUnits(from, unitTable);
  const levels = usualLevels(start, from, same);
  return {
    templates: carryTemplates(start.templates, from, same, input, settings),
    activations: carryActivations(start.activations, from.unitCount, same, levels, input),
    encoder: start.encoder && {
      parameters: carryEncoder(start.encoder.parameters, same, input.seed),
      levels: Float32Array.from(same, (old, unit) =>
        old === -1 ? levels[unit]! : start.encoder!.levels[old]!,
      ),
    },
  };
}

/** [K]: mean of the positive activations of each unit; the mean of all for new and silent units. */
function usualLevels({ activations }: TrainingStart, from: UnitTable, same: Int32Array): Float32Array {
  const sums = new Float64Array(from.unitCount);
  const counts = new Int32Array(from.unitCount);
  for (let i = 0; i < activations.length; i++) {
    if (!(activations[i]! > 0)) continue;
    const unit = i % from.unitCount;
    sums[unit]! += activations[i]!;
    counts[unit]! += 1;
  }
  const total = sums.reduce((sum, value) => sum + value, 0);
  const mean =
    total /
    Math.max(
      1,
      counts.reduce((sum, count) => sum + count, 0),
    );
  return Float32Array.from(same, (old) =>
    old === -1 || !(sums[old]! > 0) ? mean : sums[old]! / counts[old]!,
  );
}

function carryActivations(
  activations: Float32Array,
  oldUnits: number,
  same: Int32Array,
  levels: Float32Array,
  { frames, labels }: TrainingInput,
): Float32Array {
  const units = same.length;
  const carried = new Float32Array(frames * units);
  for (let frame = 0; frame < frames; frame++) {
    for (let unit = 0; unit < units; unit++) {
      const at = frame * units + unit;
      if (labels[at] !== 1) continue;
      const old = same[unit]!;
      const before = old === -1 ? 0 : activations[frame * oldUnits + old]!;
      // What was forbidden is exactly 0, and multiplicative steps need something to begin with.
      carried[at] = before > 0 ? before : levels[unit]!;
    }
  }
  return carried;
}

function carryTemplates(
  templates: Float32Array,
  from: UnitTable,
  same: Int32Array,
  input: TrainingInput,
  settings: DivisiSettings,
): Float32Array {
  const { bands, unitTable, magnitudes, tuningCents, seed } = input;
  const { bandCount } = bands;
  const scale = meanMagnitude(magnitudes);
  const ties = tieTemplates(unitTable, true);
  const sources = tiedSources(from, same, unitTable);
  const fresh = harmonicTemplates(unitTable, bands, tuningCents, seed, settings.templateShape);
  const shared = new Float32Array(ties.templateCount * bandCount);
  const explained = new Float32Array(ties.templateCount);
  sources.forEach((source, unit) => {
    const template = ties.templateOfUnit[unit]!;
    const row = shared.subarray(template * bandCount, (template + 1) * bandCount);
    if (source === -1) {
      if (explained[template] === 0) row.set(fresh.subarray(unit * bandCount, (unit + 1) * bandCount));
      return;
    }
    // Weights of neighbours count relative to one another: all that were learnt count alike.
    explained[template] = 1;
    for (let band = 0; band < bandCount; band++) row[band] = templates[source * bandCount + band]! / scale;
  });
  const isComplete = explained.every((value) => value > 0);
  const neighbours = new NeighbourTemplates(unitTable, ties, bands, {
    pull: settings.neighbourPull,
    semitones: settings.neighbourSemitones,
  });
  const pulled = isComplete ? shared : neighbours.pull(shared, explained);
  const carried = new Float32Array(unitTable.unitCount * bandCount);
  ties.templateOfUnit.forEach((template, unit) => {
    const rows = explained[template] === 0 ? pulled : shared;
    for (let band = 0; band < bandCount; band++) {
      carried[unit * bandCount + band] = rows[template * bandCount + band]! * scale;
    }
  });
  return carried;
}

/** For every unit the old one whose template it takes: its own, or one of its instrument, pitch and stage. */
function tiedSources(from: UnitTable, same: Int32Array, to: UnitTable): Int32Array {
  const byTie = new Map(
    from.classes.map(({ pitchMidi, instrumentKey }, index) => [
      `${pitchMidi} ${instrumentKey}`,
      index * from.unitsPerClass,
    ]),
  );
  return same.map((old, unit) => {
    const labelClass = to.classes[Math.floor(unit / to.unitsPerClass)];
    if (old !== -1 || labelClass === undefined) return old;
    const first = byTie.get(`${labelClass.pitchMidi} ${labelClass.instrumentKey}`);
    const stage = unit % to.unitsPerClass;
    return first === undefined || stage >= from.unitsPerClass ? -1 : first + stage;
  });
}

/** The last layer has a column for every unit; new ones begin as they would in a new network. */
function carryEncoder(parameters: readonly SavedArray[], same: Int32Array, seed: number): SavedArray[] {
  const [weights1, bias1, weights2, bias2, weights3, bias3] = parameters;
  if (!weights1 || !bias1 || !weights2 || !bias2 || !weights3 || !bias3) {
    throw new RangeError(`expected three layers, got ${parameters.length} arrays`);
  }
  const [hidden = 0, oldUnits = 0] = weights3.shape;
  const units = same.length;
  const rng = createRng(seed, newUnitsStream);
  const limit = glorotLimit(hidden, units);
  const last = new Float32Array(hidden * units);
  for (let i = 0; i < last.length; i++) {
    const old = same[i % units]!;
    last[i] =
      old === -1
        ? (2 * rng.nextFloat() - 1) * limit
        : weights3.values[Math.floor(i / units) * oldUnits + old]!;
  }
  const bias = Float32Array.from(same, (old) => (old === -1 ? 0 : bias3.values[old]!));
  return [
    weights1,
    bias1,
    weights2,
    bias2,
    { shape: [hidden, units], values: last },
    { shape: [units], values: bias },
  ];
}
