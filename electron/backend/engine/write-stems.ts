/** From learnt layers to files: masks, stems, the check that they sum to the recording, the activity. */
import { rm } from 'node:fs/promises';
import { extname } from 'node:path';
import { ownershipOf } from '../../../shared/labels/ownership.ts';
import { ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import type { TensorFlow } from '../native/load-tensorflow.ts';
import type { SampleRange } from './audio/excerpt.ts';
import type { OutputFileSystem } from './audio/output-file.ts';
import type { Recording } from './audio/recording.ts';
import { checkNull } from './check-null.ts';
import type { LearnedLayer } from './learn-layer.ts';
import { activityBytes } from './model/activity/activity-table.ts';
import { createModelMasks } from './model/masks/model-masks.ts';
import type { MethodSettings } from './model/method-settings.ts';
import { writePending } from './pending-file.ts';
import type { PendingFile } from './pending-file.ts';
import type { StemReport } from './separation-report.ts';
import type { SeparationRequest } from './separation-request.ts';
import type { StemTargets } from './stem-targets.ts';
import { renderStems } from './stems/render-stems.ts';
import type { MaskLayer } from './stems/stem-masks.ts';

export type StemTask = {
  readonly tf: TensorFlow;
  readonly request: Pick<SeparationRequest, 'bits' | 'seed' | 'activityPath'>;
  readonly recording: Recording;
  readonly range: SampleRange;
  /** RMS of the range, full scale 1. */
  readonly recordingRms: number;
  readonly settings: MethodSettings;
  /** One for every layer of the settings. */
  readonly layers: readonly LearnedLayer[];
  readonly targets: StemTargets;
  readonly fileSystem: OutputFileSystem;
};

export type StemHooks = {
  readonly signal: AbortSignal;
  onProgress(phase: 'separate' | 'check', fraction: number): void;
  warn(text: string): void;
};

export type WrittenStems = { readonly stems: readonly StemReport[]; readonly nullDepthDb: number };

const encodings = { '16': 'pcm16', '24': 'pcm24', '32f': 'float32' } as const;

/** All files or none. Fails as rendering, writing and the null check do. */
export async function writeStems(task: StemTask, hooks: StemHooks): Promise<Result<WrittenStems>> {
  const activity = await writeActivity(task);
  if (!activity.ok) return activity;
  const written = await renderAndCheck(task, hooks);
  if (!written.ok) {
    await activity.value?.drop();
    return written;
  }
  const named = (await activity.value?.commit()) ?? ok(undefined);
  if (named.ok) return written;
  await removeFiles(written.value.stems);
  return named;
}

async function renderAndCheck(task: StemTask, hooks: StemHooks): Promise<Result<WrittenStems>> {
  const { request, recording, range, targets, fileSystem } = task;
  const { groups, residual, leftOut } = targets;
  hooks.onProgress('separate', 0);
  const rendered = await renderStems({
    recording,
    range,
    layers: maskLayers(task, hooks),
    outputs: { groups: groups.map(({ stem }) => stem.file), residual: residual.file },
    encoding: encodings[request.bits],
    ditherSeed: request.seed,
    signal: hooks.signal,
    onProgress: (fraction) => hooks.onProgress('separate', fraction),
    fileSystem,
  });
  if (!rendered.ok) return rendered;
  const files = [...rendered.value.groups];
  const unwritten = [...leftOut];
  const stems = groups.map(({ stem: { group, kind, file }, notes }): StemReport => ({
    group,
    kind,
    file,
    notes,
  }));
  if (rendered.value.residual !== undefined) {
    files.push(rendered.value.residual);
    stems.push({ group: residual.group, kind: 'residual', file: residual.file, notes: 0 });
  } else {
    unwritten.push(residual);
  }
  // Those of an earlier run that this run may replace would not belong to the set.
  await removeFiles(unwritten);
  hooks.onProgress('check', 0);
  const checked = await checkNull(
    {
      recording,
      range,
      stemPaths: stems.map((stem) => stem.file),
      bits: request.bits,
      recordingRms: task.recordingRms,
      limitedSamples: rendered.value.limitedSamples,
      clippedSamples: files.reduce((sum, { clippedSamples }) => sum + clippedSamples, 0),
    },
    hooks.signal,
  );
  if (!checked.ok) {
    await removeFiles(stems);
    return checked;
  }
  for (const warning of checked.value.warnings) hooks.warn(warning);
  hooks.onProgress('check', 1);
  return ok({ stems, nullDepthDb: checked.value.depthDb });
}

function maskLayers({ tf, layers, settings, targets }: StemTask, hooks: StemHooks): MaskLayer[] {
  const { groups, groupOfNote } = targets;
  return layers.map((layer, index) => {
    const ownership = ownershipOf(layer.labelling, groupOfNote);
    if (index === 0 && ownership.sharedCells > 0) {
      hooks.warn(
        `In ${ownership.sharedCells} frames, notes of the same pitch and part but of different groups overlap within the tolerance; each frame went to the nearer onset.`,
      );
    }
    return {
      ...layer.stft,
      weight: settings.layers[index]!.weight,
      masks: createModelMasks(tf, {
        representation: layer.outcome.representation,
        unitTable: layer.labelling.unitTable,
        ownership,
        groupCount: groups.length,
        bands: layer.bands,
        magnitudes: layer.magnitudes,
        settings: settings.masks,
      }),
    };
  });
}

/** Of the first layer. */
async function writeActivity({ request, layers, fileSystem }: StemTask): Promise<Result<PendingFile | null>> {
  const { activityPath } = request;
  const [layer] = layers;
  if (activityPath === null || layer === undefined) return ok(null);
  const { labelling, outcome } = layer;
  const format = extname(activityPath).toLowerCase() === '.npy' ? 'npy' : 'csv';
  const { representation } = outcome;
  const { unitTable, grid } = labelling;
  return writePending(activityPath, activityBytes({ representation, unitTable, grid }, format), fileSystem);
}

async function removeFiles(stems: readonly { readonly file: string }[]): Promise<void> {
  await Promise.all(stems.map(({ file }) => rm(file, { force: true }).catch(() => {})));
}
