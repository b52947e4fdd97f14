/** What a training leaves for the next one of nearly the same labels, so that it need not begin anew. */
import type { UnitTable } from '../../../../shared/labels/unit-table.ts';
import type { SavedArray, SavedModel } from './saved-model.ts';

export type TrainingStart = {
  /** W, [K, bands] flattened, in the scale of the input. */
  readonly templates: Float32Array;
  /** H, [frames, K] flattened. */
  readonly activations: Float32Array;
  /** The analysis network; null where the method has none. */
  readonly encoder: {
    /** Weights and biases of its three layers, in order. */
    readonly parameters: readonly SavedArray[];
    /** [K], the units of its outputs. */
    readonly levels: Float32Array;
  } | null;
};

/** Of a linear model that was kept; null for one of another kind. The arrays are shared, not copied. */
export function startOf(model: SavedModel, activations: Float32Array): TrainingStart | null {
  const templates = model.arrays['templates'];
  if (model.kind !== 'linear' || templates === undefined) return null;
  const levels = model.arrays['levels'];
  const parameters = Array.from({ length: 6 }, (_, index) => model.arrays[`encoder${index}`]);
  const isWhole = parameters.every((array) => array !== undefined);
  return {
    templates: templates.values,
    activations,
    encoder:
      levels === undefined || !isWhole
        ? null
        : { parameters: parameters.filter((array) => array !== undefined), levels: levels.values },
  };
}

/** The encoder as arrays of a saved model, beside its templates. */
export function encoderArrays(encoder: NonNullable<TrainingStart['encoder']>): Record<string, SavedArray> {
  const { parameters, levels } = encoder;
  return {
    levels: { shape: [levels.length], values: levels },
    ...Object.fromEntries(parameters.map((array, index) => [`encoder${index}`, array])),
  };
}

/**
 * For every unit of `to` the one of `from` that stands for the same part, pitch and stage; -1 where there
 * is none. Free units keep their order.
 */
export function sameUnits(from: UnitTable, to: UnitTable): Int32Array {
  const firstUnits = new Map(
    from.classes.map(({ part, pitchMidi, instrumentKey }, index) => [
      `${part} ${pitchMidi} ${instrumentKey}`,
      index * from.unitsPerClass,
    ]),
  );
  const same = new Int32Array(to.unitCount).fill(-1);
  to.classes.forEach(({ part, pitchMidi, instrumentKey }, index) => {
    const first = firstUnits.get(`${part} ${pitchMidi} ${instrumentKey}`);
    if (first === undefined) return;
    for (let unit = 0; unit < Math.min(from.unitsPerClass, to.unitsPerClass); unit++) {
      same[index * to.unitsPerClass + unit] = first + unit;
    }
  });
  for (let free = 0; free < Math.min(from.freeUnits, to.freeUnits); free++) {
    same[to.unitCount - to.freeUnits + free] = from.unitCount - from.freeUnits + free;
  }
  return same;
}
