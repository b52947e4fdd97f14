/** All stems of an order: whole, or only where they differ from those that a correction began with. */
import type { Result } from '../../../../shared/std/result.ts';
import type { TensorFlow } from '../../native/load-tensorflow.ts';
import type { LearnedRepresentation } from '../model/learned-representation.ts';
import type { MaskAdjustment, MaskSource } from '../model/masks/model-masks.ts';
import type { MethodSettings } from '../model/method-settings.ts';
import type { LiveAnalysis } from './live-analysis.ts';
import { framePrints } from './live-labels.ts';
import type { LiveLabels } from './live-labels.ts';
import { maskDistance, maskLayerOf, maskSourceOf } from './live-masks.ts';
import type { LiveOrder } from './live-order.ts';
import { withRegions } from './region-prints.ts';
import { representOrder } from './live-representation.ts';
import { loadWeights } from './live-weights.ts';
import { writeStemSet } from './stem-set.ts';
import type { StemSetHooks, StemSetReport } from './stem-set.ts';

/** An order, held against its recording. */
export type Prepared = {
  readonly settings: MethodSettings;
  readonly analysis: LiveAnalysis;
  readonly labels: LiveLabels;
  readonly groups: readonly string[];
  readonly adjustment: MaskAdjustment;
};

export type RenderTask = {
  readonly order: LiveOrder;
  readonly weightsPath: string;
  /** Absolute; replaced when it exists. */
  readonly folder: string;
  /** Stems and weights of the training that this one went on from; null renders everything anew. */
  readonly basis: { readonly folder: string; readonly weightsPath: string } | null;
};

/** Fails as rendering and writing do; the folder is then as it was. */
export async function renderOrder(
  tf: TensorFlow,
  prepared: Prepared,
  representation: LearnedRepresentation,
  { folder, basis }: RenderTask,
  hooks: StemSetHooks,
): Promise<Result<StemSetReport>> {
  const { labels, settings, analysis, groups, adjustment } = prepared;
  const source = maskSourceOf(representation, labels, analysis, settings, groups.length, adjustment);
  return writeStemSet(
    {
      recording: analysis.recording,
      layer: maskLayerOf(tf, source, analysis),
      masks: { ...settings.masks, strengths: adjustment.strengths },
      groups,
      prints: withRegions(framePrints(labels, groups), adjustment.regions, groups, analysis.hopSec),
      folder,
      basis: basis && {
        folder: basis.folder,
        distance: () => distanceFrom(tf, source, prepared, basis.weightsPath, hooks.signal),
      },
    },
    hooks,
  );
}

/** How far the stems of other weights lie from the new ones, [frames]; null where those do not fit. */
async function distanceFrom(
  tf: TensorFlow,
  source: MaskSource,
  { labels, settings }: Prepared,
  weightsPath: string,
  signal: AbortSignal,
): Promise<Float32Array | null> {
  const weights = await loadWeights(weightsPath);
  if (!weights.ok) return null;
  const before = await representOrder(tf, weights.value, labels.input, settings, null, signal);
  if (!before.ok) return null;
  try {
    return await maskDistance(tf, source, { ...source, representation: before.value }, signal);
  } finally {
    before.value.dispose();
  }
}
