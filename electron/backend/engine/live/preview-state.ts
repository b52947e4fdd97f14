/** A preview of what a network has learnt so far, or in the end, under the labels as they are now. */
import { sameJson } from '../../../../shared/document/same-json.ts';
import { ok } from '../../../../shared/std/result.ts';
import type { Result } from '../../../../shared/std/result.ts';
import type { TensorFlow } from '../../native/load-tensorflow.ts';
import { keptOf } from '../model/cache/restore-training.ts';
import type { LearnedRepresentation } from '../model/learned-representation.ts';
import { labelOrder } from './live-labels.ts';
import { maskLayerOf, maskSourceOf } from './live-masks.ts';
import type { LiveOrder } from './live-order.ts';
import { writePreview } from './live-preview.ts';
import type { PreviewReport, PreviewTask } from './live-preview.ts';
import type { Prepared } from './live-render.ts';
import { representOrder } from './live-representation.ts';
import type { LiveWeights } from './live-weights.ts';

/** A running training between two passes. */
export type TrainingState = {
  /** What it is trained for. */
  readonly order: LiveOrder;
  readonly prepared: Prepared;
  readonly epoch: number;
  /** The taker's to dispose of. */
  readonly representation: LearnedRepresentation;
};

/** Around a stretch whose activations are fitted: its edges are heard as in the whole. */
const marginFrames = 8;

/**
 * What was edited since the training began is heard too, but where a network's units would have to be others.
 * Fails as rendering and writing do.
 */
export async function previewTraining(
  tf: TensorFlow,
  { order: trained, prepared, epoch, representation }: TrainingState,
  order: LiveOrder,
  task: PreviewTask,
  signal: AbortSignal,
): Promise<Result<PreviewReport>> {
  const asTrained = (): Promise<Result<PreviewReport>> => {
    const { adjustment } = sameJson(trained.groups, order.groups) ? order : trained;
    return render(tf, { ...prepared, adjustment }, representation, epoch, task, signal);
  };
  try {
    const kept = keptOf({ representation, lossCurve: [], epochs: epoch, remarks: [] });
    const isEdited = !sameJson({ ...trained, adjustment: null }, { ...order, adjustment: null });
    if (kept === null || !isEdited) return await asTrained();
    const { settings, analysis, labels } = prepared;
    const { groups, adjustment } = order;
    const edited = { ...prepared, groups, adjustment, labels: labelOrder(order, analysis, settings) };
    const weights = { kept, unitTable: labels.labelling.unitTable };
    const previewed = await previewWeights(tf, edited, weights, epoch, task, signal);
    return !previewed.ok && previewed.error.code === 'conflict' ? await asTrained() : previewed;
  } finally {
    representation.dispose();
  }
}

/**
 * Weights with activations that fit the labels within the task's stretch.
 * @param epoch as `PreviewReport` has it
 * Fails as rendering and writing do, and with 'conflict' where only a training brings the weights to these labels.
 */
export async function previewWeights(
  tf: TensorFlow,
  prepared: Prepared,
  weights: LiveWeights,
  epoch: number | null,
  task: PreviewTask,
  signal: AbortSignal,
): Promise<Result<PreviewReport>> {
  const { labels, settings, analysis } = prepared;
  const region = {
    first: Math.max(0, Math.floor(task.fromSec / analysis.hopSec) - marginFrames),
    end: Math.min(analysis.frames, Math.ceil(task.toSec / analysis.hopSec) + marginFrames),
  };
  const fitted = await representOrder(tf, weights, labels.input, settings, region, signal);
  if (!fitted.ok) return fitted;
  try {
    return await render(tf, prepared, fitted.value, epoch, task, signal);
  } finally {
    fitted.value.dispose();
  }
}

async function render(
  tf: TensorFlow,
  { labels, settings, analysis, groups, adjustment }: Prepared,
  representation: LearnedRepresentation,
  epoch: number | null,
  task: PreviewTask,
  signal: AbortSignal,
): Promise<Result<PreviewReport>> {
  const source = maskSourceOf(representation, labels, analysis, settings, groups.length, adjustment);
  const layer = maskLayerOf(tf, source, analysis);
  const written = await writePreview(analysis.recording, layer, groups, task, signal);
  return written.ok ? ok({ ...written.value, epoch }) : written;
}
