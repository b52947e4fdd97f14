/** One STFT of the excerpt, its labels, and the model that learns them. */
import { labelNotes } from '../../../shared/labels/labelling.ts';
import type { Labelling, NoteToLabel } from '../../../shared/labels/labelling.ts';
import { labelMatrix } from '../../../shared/labels/rasterise.ts';
import type { ScoreParts } from '../../../shared/music/score-parts.ts';
import { ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import type { Tensors } from '../native/load-tensorflow.ts';
import type { SampleRange } from './audio/excerpt.ts';
import type { Recording } from './audio/recording.ts';
import { analyseRecording } from './model/analyse-recording.ts';
import { modelPath } from './model/cache/model-cache.ts';
import { trainOrRestore } from './model/cache/train-or-restore.ts';
import type { KeptPlace } from './model/cache/train-or-restore.ts';
import type { TrainingOutcome } from './model/learned-representation.ts';
import { magnitudeBands } from './model/magnitude-bands.ts';
import type { MagnitudeBands } from './model/magnitude-bands.ts';
import type { LayerSettings, MethodSettings } from './model/method-settings.ts';
import { chooseStft, countBins } from './spectrum/stft-settings.ts';
import type { StftSettings } from './spectrum/stft-settings.ts';

export type LayerTask = {
  readonly tensors: Tensors;
  /** The separated span as a recording of its own. */
  readonly excerpt: Recording;
  /** Where the span lies in the whole recording. */
  readonly range: SampleRange;
  readonly notes: readonly NoteToLabel[];
  readonly parts: ScoreParts['parts'];
  readonly method: MethodSettings;
  readonly layer: LayerSettings;
  readonly seed: number;
  /** Of the recording, against A4 = 440 Hz. */
  readonly tuningCents: number;
  /** Where trained models are kept; null keeps none. */
  readonly cache: { readonly folder: string; readonly recordingHash: string } | null;
};

export type LayerHooks = {
  readonly signal: AbortSignal;
  onProgress(phase: 'decode' | 'labels' | 'train', fraction: number, detail: string): void;
  warn(text: string): void;
};

export type LearnedLayer = {
  readonly stft: StftSettings;
  readonly bands: MagnitudeBands;
  readonly magnitudes: Float32Array;
  readonly labelling: Labelling;
  readonly outcome: TrainingOutcome;
};

/** Fails as analysing and training do, and with 'bad-usage' for a window that this rate cannot have. */
export async function learnLayer(task: LayerTask, hooks: LayerHooks): Promise<Result<LearnedLayer>> {
  const { excerpt, layer, method, seed, tuningCents } = task;
  const stft = chooseStft(excerpt.sampleRate, layer.windowMs, layer.hopMs);
  if (!stft.ok) return stft;
  const { windowSamples, hopSamples } = stft.value;
  const binHz = excerpt.sampleRate / windowSamples;
  const bands = magnitudeBands(countBins(windowSamples), binHz, method.relativeBandWidth);
  const analysis = await analyseRecording(excerpt, stft.value, bands, {
    signal: hooks.signal,
    onProgress: (fraction) => hooks.onProgress('decode', fraction, ''),
  });
  if (!analysis.ok) return analysis;
  const { magnitudes, frames } = analysis.value;

  hooks.onProgress('labels', 0, '');
  const hopSec = hopSamples / excerpt.sampleRate;
  const grid = { startSec: task.range.startSample / excerpt.sampleRate, hopSec, frames };
  const labelling = labelNotes(task.notes, task.parts, method.labels, grid);
  const labels = labelMatrix(labelling);
  hooks.onProgress('labels', 1, '');

  hooks.onProgress('train', 0, '');
  const { unitTable } = labelling;
  const outcome = await trainOrRestore(
    task.tensors.tf,
    { magnitudes, frames, bands, labels, unitTable, hopSec, tuningCents, seed },
    method.trainer,
    keptPlace(task),
    {
      signal: hooks.signal,
      onProgress: (fraction, detail) => hooks.onProgress('train', fraction, detail),
      warn: (text) => hooks.warn(text),
    },
  );
  if (!outcome.ok) return outcome;
  hooks.onProgress('train', 1, '');
  return ok({ stft: stft.value, bands, magnitudes, labelling, outcome: outcome.value });
}

function keptPlace({
  cache,
  range,
  notes,
  parts,
  method,
  layer,
  seed,
  tuningCents,
  tensors,
}: LayerTask): KeptPlace | null {
  if (cache === null) return null;
  const { folder, recordingHash } = cache;
  const { labels, relativeBandWidth, trainer } = method;
  const { windowMs, hopMs } = layer;
  const path = modelPath(folder, {
    recordingHash,
    ...range,
    notes: [notes, parts],
    settings: { labels, relativeBandWidth, trainer, windowMs, hopMs, tuningCents },
    seed,
    backend: tensors.backend,
  });
  return { folder, path };
}
