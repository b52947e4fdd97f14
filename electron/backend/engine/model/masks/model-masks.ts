/** Masks of a recording from what a model learnt about it, made block by block as the renderer asks. */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Ownership } from '../../../../../shared/labels/ownership.ts';
import type { UnitTable } from '../../../../../shared/labels/unit-table.ts';
import type { TensorFlow } from '../../../native/load-tensorflow.ts';
import type { StemMasks } from '../../stems/stem-masks.ts';
import { computedValues } from '../computed-values.ts';
import type { LearnedRepresentation } from '../learned-representation.ts';
import type { MagnitudeBands } from '../magnitude-bands.ts';
import { meanMagnitude } from '../mean-magnitude.ts';
import { handOverRegions } from './hand-over-regions.ts';
import type { RegionTransfer } from './hand-over-regions.ts';
import { shareOut } from './mask-rule.ts';
import type { MaskSettings } from './mask-rule.ts';
import { applyStrengths } from './stem-strengths.ts';
import type { StemStrength } from './stem-strengths.ts';

/** What a person changed about finished masks. */
export type MaskAdjustment = {
  /** One for each group, then for what they leave; null is as the rule has it. Empty changes nothing. */
  readonly strengths: readonly (StemStrength | null)[];
  /** In the order in which they act. */
  readonly regions: readonly RegionTransfer[];
};

export type MaskSource = {
  readonly representation: LearnedRepresentation;
  readonly unitTable: UnitTable;
  /** Which group owns each class in each frame. */
  readonly ownership: Ownership;
  readonly groupCount: number;
  readonly bands: MagnitudeBands;
  /** V, [frames, bands] flattened. */
  readonly magnitudes: Float32Array;
  readonly settings: MaskSettings;
  readonly adjustment?: MaskAdjustment & { readonly hopSec: number };
};

/** Energy 120 dB below the mean magnitude is none: float32 arithmetic of the model ends near there. */
const energyFloor = 1e-6;

/**
 * Group masks [groups, frames, bins]; every bin of a band has the band's mask. Units of classes that no
 * group owns, and the free units, are background: their share goes to the residual.
 * Cost: one decoding per group and frame, and one more.
 */
export function createModelMasks(tf: TensorFlow, source: MaskSource): StemMasks {
  const { representation, ownership, bands, groupCount, magnitudes, adjustment } = source;
  const bins = bands.edges[bands.bandCount]!;
  const { frames } = representation;
  if (frames !== ownership.frames || magnitudes.length !== frames * bands.bandCount) {
    throw new RangeError(`expected labels and magnitudes of ${frames} frames`);
  }
  const floor = maskFloor(magnitudes);
  return {
    groupCount,
    bins,
    frames,
    async masksFor(startFrame, frameCount) {
      // Lets a stop through between blocks.
      await new Promise(setImmediate);
      const bandMasks = bandMasksOf(tf, source, floor, startFrame, frameCount);
      const masks = expandBands(bandMasks, groupCount * frameCount, bands);
      if (adjustment !== undefined) {
        const { hopSec, regions } = adjustment;
        const { binHz } = bands;
        handOverRegions({ masks, groupCount, startFrame, frameCount, bins, hopSec, binHz }, regions);
      }
      return masks;
    },
  };
}

/**
 * The masks before they are spread over bins, and before regions change hands, [groups, frameCount, bands]
 * flattened.
 * @param floor below which a magnitude is no energy, {@link maskFloor}
 */
export function bandMasksOf(
  tf: TensorFlow,
  source: MaskSource,
  floor: number,
  startFrame: number,
  frameCount: number,
): Float32Array {
  return groupModelsOf(tf, source, floor, startFrame, frameCount).masks;
}

export type GroupModels = {
  /** V_g, [groups, frameCount, bands]: what the model gives each group. */
  readonly models: Float32Array;
  /** As {@link bandMasksOf}. */
  readonly masks: Float32Array;
};

/** The masks with the magnitudes that they are made of. Cost: one decoding per group and frame, and one more. */
export function groupModelsOf(
  tf: TensorFlow,
  source: MaskSource,
  floor: number,
  startFrame: number,
  frameCount: number,
): GroupModels {
  const { bands, groupCount, magnitudes } = source;
  const decoded = decodeGroups(tf, source, startFrame, frameCount);
  const size = frameCount * bands.bandCount;
  const models = decoded.subarray(0, groupCount * size);
  const masks = shareOut(
    {
      groups: models,
      groupCount,
      other: decoded.subarray(groupCount * size),
      magnitudes: magnitudes.subarray(
        startFrame * bands.bandCount,
        (startFrame + frameCount) * bands.bandCount,
      ),
      floor,
    },
    source.settings,
  );
  applyStrengths(masks, source.adjustment?.strengths ?? [], source.settings.exponent);
  return { models, masks };
}

export function maskFloor(magnitudes: Float32Array): number {
  return energyFloor * meanMagnitude(magnitudes);
}

/** [groups + 1, frameCount, bands]: every group's V_g, then the `other` of the mask rule. */
function decodeGroups(
  tf: TensorFlow,
  source: MaskSource,
  startFrame: number,
  frameCount: number,
): Float32Array {
  const { representation, unitTable, groupCount, settings } = source;
  const { unitCount, unitsPerClass, classes } = unitTable;
  const owners = source.ownership.ownersOf(startFrame, frameCount);
  const inputs = new Float32Array((groupCount + 1) * frameCount * unitCount);
  const otherRow = groupCount * frameCount;
  const isWhole = settings.normalisation === 'paper';
  for (let frame = 0; frame < frameCount; frame++) {
    const from = (startFrame + frame) * unitCount;
    for (let unit = 0; unit < unitCount; unit++) {
      const activation = representation.activations[from + unit]!;
      if (activation === 0) continue;
      const index = Math.floor(unit / unitsPerClass);
      const owner = index < classes.length ? owners[frame * classes.length + index]! : -1;
      if (owner >= 0) inputs[(owner * frameCount + frame) * unitCount + unit] = activation;
      if (owner < 0 || isWhole) inputs[(otherRow + frame) * unitCount + unit] = activation;
    }
  }
  return computedValues(tf, () => {
    const rows: Tensor2D = tf.tensor2d(inputs, [(groupCount + 1) * frameCount, unitCount]);
    return representation.decode(rows);
  });
}

/** [rows, bands] -> [rows, bins] */
function expandBands(masks: Float32Array, rows: number, { edges, bandCount }: MagnitudeBands): Float32Array {
  const bins = edges[bandCount]!;
  if (bins === bandCount) return masks;
  const expanded = new Float32Array(rows * bins);
  for (let row = 0; row < rows; row++) {
    for (let band = 0; band < bandCount; band++) {
      expanded.fill(masks[row * bandCount + band]!, row * bins + edges[band]!, row * bins + edges[band + 1]!);
    }
  }
  return expanded;
}
