/** One STFT of the excerpt, its labels, and the model that learns them. */
import { labelNotes } from '../../../shared/labels/labelling.ts';
import type { Labelling, NoteToLabel } from '../../../shared/labels/labelling.ts';
import { labelMatrix } from '../../../shared/labels/rasterise.ts';
import type { ScoreParts } from '../../../shared/music/score-parts.ts';
import { ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import type { TensorFlow } from '../native/load-tensorflow.ts';
import type { Recording } from './audio/recording.ts';
import { analyseRecording } from './model/analyse-recording.ts';
import type { TrainingOutcome } from './model/learned-representation.ts';
import { magnitudeBands } from './model/magnitude-bands.ts';
import type { MagnitudeBands } from './model/magnitude-bands.ts';
import type { LayerSettings, MethodSettings } from './model/method-settings.ts';
import { trainMethod } from './model/train-method.ts';
import { chooseStft, countBins } from './spectrum/stft-settings.ts';
import type { StftSettings } from './spectrum/stft-settings.ts';

export type LayerTask = {
  readonly tf: TensorFlow;
  /** The separated span. */
  readonly excerpt: Recording;
  /** Where the span begins, seconds of the recording. */
  readonly startSec: number;
  readonly notes: readonly NoteToLabel[];
  readonly parts: ScoreParts['parts'];
  readonly method: MethodSettings;
  readonly layer: LayerSettings;
  readonly seed: number;
};

export type LayerHooks = {
  readonly signal: AbortSignal;
  onProgress(phase: 'decode' | 'labels' | 'train', fraction: number, detail: string): void;
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
  const { excerpt, layer, method, seed } = task;
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
  const grid = { startSec: task.startSec, hopSec, frames };
  const labelling = labelNotes(task.notes, task.parts, method.labels, grid);
  const labels = labelMatrix(labelling);
  hooks.onProgress('labels', 1, '');
  hooks.onProgress('train', 0, '');

  const { unitTable } = labelling;
  const input = { magnitudes, frames, bands, labels, unitTable, hopSec, tuningCents: 0, seed };
  const outcome = await trainMethod(task.tf, input, method.trainer, {
    signal: hooks.signal,
    onProgress: (fraction, detail) => hooks.onProgress('train', fraction, detail),
  });
  if (!outcome.ok) return outcome;
  return ok({ stft: stft.value, bands, magnitudes, labelling, outcome: outcome.value });
}
