/** Stems of trained weights as files for other programs, checked against the recording where that is asked for. */
import { rm } from 'node:fs/promises';
import { err, ok } from '../../../../shared/std/result.ts';
import type { Result } from '../../../../shared/std/result.ts';
import { divisiError } from '../../../../shared/contract/errors.ts';
import type { TensorFlow } from '../../native/load-tensorflow.ts';
import { surveyRecording } from '../audio/survey-recording.ts';
import { checkNull } from '../check-null.ts';
import type { NullCheck } from '../check-null.ts';
import type { LearnedRepresentation } from '../model/learned-representation.ts';
import { methodSettings } from '../model/method-settings.ts';
import type { BitDepth } from '../separation-request.ts';
import { renderStems } from '../stems/render-stems.ts';
import { analyseForLive } from './live-analysis.ts';
import type { LiveAnalysis } from './live-analysis.ts';
import { labelOrder } from './live-labels.ts';
import type { LiveLabels } from './live-labels.ts';
import { maskLayerOf, maskSourceOf } from './live-masks.ts';
import type { LiveHooks, LiveOrder } from './live-order.ts';
import { representOrder } from './live-representation.ts';
import { loadWeights } from './live-weights.ts';

export type VersionExport = {
  readonly order: LiveOrder;
  /** Absolute, as are the files. */
  readonly weightsPath: string;
  /** One for each of the order's groups. */
  readonly files: readonly string[];
  readonly residualFile: string;
  readonly bits: BitDepth;
  /** Whether the stems are read back and held against the recording; who writes them anew does so in the end. */
  readonly checksNull: boolean;
};

export type VersionExportReport = {
  /** The groups' files, then the residual's where there is one. */
  readonly files: readonly string[];
  /** Null where it was not asked for. */
  readonly nullDepthDb: number | null;
  readonly sampleRate: number;
  readonly channels: number;
  readonly durationSec: number;
  readonly seconds: number;
};

const encodings = { '16': 'pcm16', '24': 'pcm24', '32f': 'float32' } as const;

/** All files or none. Fails as opening, analysing, loading the weights, rendering and the null check do. */
export async function exportVersion(
  tf: TensorFlow,
  task: VersionExport,
  hooks: LiveHooks,
): Promise<Result<VersionExportReport>> {
  const startMs = performance.now();
  const step = (phase: string, fraction: number): void => {
    const spentSec = (performance.now() - startMs) / 1000;
    const secondsLeft = fraction < 0.05 ? null : (spentSec / fraction) * (1 - fraction);
    hooks.onProgress({ phase, fraction, detail: '', secondsLeft });
  };
  const { order } = task;
  const settings = methodSettings(order.method, order.overrides);
  const analysed = await analyseForLive(order.recordingPath, settings, {
    signal: hooks.signal,
    onProgress: (fraction) => step('decode', 0.2 * fraction),
  });
  if (!analysed.ok) return analysed;
  const analysis = analysed.value;
  let representation: LearnedRepresentation | null = null;
  try {
    const weights = await loadWeights(task.weightsPath);
    if (!weights.ok) return weights;
    const labels = labelOrder(order, analysis, settings);
    const fitted = await representOrder(tf, weights.value, labels.input, settings, null, hooks.signal);
    if (!fitted.ok) return fitted;
    representation = fitted.value;
    const source = maskSourceOf(
      representation,
      labels,
      analysis,
      settings,
      order.groups.length,
      order.adjustment,
    );
    const layer = maskLayerOf(tf, source, analysis);
    const written = await writeChecked(task, analysis, labels, layer, { ...hooks, step });
    if (!written.ok) return written;
    const { sampleRate, channels, lengthSamples } = analysis.recording;
    return ok({
      ...written.value,
      sampleRate,
      channels,
      durationSec: lengthSamples / sampleRate,
      seconds: (performance.now() - startMs) / 1000,
    });
  } finally {
    representation?.dispose();
    await analysis.recording.close();
  }
}

async function writeChecked(
  task: VersionExport,
  { recording }: LiveAnalysis,
  { ownership }: LiveLabels,
  layer: ReturnType<typeof maskLayerOf>,
  hooks: LiveHooks & { step(phase: string, fraction: number): void },
): Promise<Result<Pick<VersionExportReport, 'files' | 'nullDepthDb'>>> {
  const { bits } = task;
  if (ownership.sharedCells > 0) {
    hooks.warn(
      `In ${ownership.sharedCells} frames, notes of the same pitch and part but of different groups overlap within the tolerance; each frame went to the nearer onset.`,
    );
  }
  const range = { startSample: 0, lengthSamples: recording.lengthSamples };
  const survey = task.checksNull ? await surveyRecording(recording, hooks.signal) : null;
  if (survey?.ok === false) return survey;
  const rendered = await renderStems({
    recording,
    range,
    layers: [layer],
    outputs: { groups: task.files, residual: task.residualFile },
    encoding: encodings[bits],
    ditherSeed: task.order.seed,
    signal: hooks.signal,
    onProgress: (fraction) => hooks.step('separate', 0.2 + 0.7 * fraction),
  });
  if (!rendered.ok) return rendered;
  const { groups, residual, limitedSamples } = rendered.value;
  const reports = residual === undefined ? groups : [...groups, residual];
  const files = residual === undefined ? task.files : [...task.files, task.residualFile];
  // One of an earlier rendering would not belong to the set.
  if (residual === undefined) await rm(task.residualFile, { force: true }).catch(() => {});
  let checked: Result<NullCheck | null> = ok(null);
  if (survey !== null) {
    hooks.step('check', 0.9);
    checked = await checkNull(
      {
        recording,
        range,
        stemPaths: files,
        bits,
        recordingRms: survey.value.rms,
        limitedSamples,
        clippedSamples: reports.reduce((sum, { clippedSamples }) => sum + clippedSamples, 0),
      },
      hooks.signal,
    );
  }
  if (checked.ok && !hooks.signal.aborted) {
    for (const warning of checked.value?.warnings ?? []) hooks.warn(warning);
    return ok({ files, nullDepthDb: checked.value?.depthDb ?? null });
  }
  await Promise.all(files.map((file) => rm(file, { force: true }).catch(() => {})));
  return checked.ok ? err(divisiError('cancelled', 'Stopped.')) : checked;
}
