/** Separates a recording into stems by its score: the whole pipeline. */
import { dirname } from 'node:path';
import { divisiError } from '../../../shared/contract/errors.ts';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { createExcerpt } from './audio/excerpt.ts';
import { openRecording } from './audio/open-recording.ts';
import { nodeOutputFileSystem } from './audio/output-file.ts';
import type { Recording } from './audio/recording.ts';
import { surveyRecording } from './audio/survey-recording.ts';
import { checkNotExisting, prepareFolder } from './check-outputs.ts';
import { checkSpan, fitToRecording } from './fit-recording.ts';
import { learnLayer } from './learn-layer.ts';
import type { LearnedLayer } from './learn-layer.ts';
import { activityColumns } from './model/activity/activity-table.ts';
import { hashFile } from './model/cache/model-cache.ts';
import { methodSettings } from './model/method-settings.ts';
import type { MethodSettings } from './model/method-settings.ts';
import { performPlan } from './performed-plan.ts';
import { planSeparation } from './plan-separation.ts';
import type { SeparationPlan } from './plan-separation.ts';
import { plannedSeconds } from './planned-seconds.ts';
import { SeparationClock } from './separation-clock.ts';
import type { SeparationHooks } from './separation-hooks.ts';
import type { SeparationReport } from './separation-report.ts';
import type { SeparationRequest } from './separation-request.ts';
import { stemTargets } from './stem-targets.ts';
import { timeFileSystem } from './timed-file-system.ts';
import { writeStems } from './write-stems.ts';

/**
 * Files appear together at the end; a failure or a stop leaves none of this run's, and no tensors.
 * Memory: V (254 MB per hour at the default window), labels and activations [frames, units], and blocks.
 * Fails as planning, opening, fitting, training, rendering and the null check do, or with 'cancelled'.
 */
export async function separate(
  request: SeparationRequest,
  hooks: SeparationHooks,
): Promise<Result<SeparationReport>> {
  const settings = methodSettings(request.method, request.overrides);
  const clock = new SeparationClock(plannedSeconds(settings, guessedSec, guessedSec), (progress) =>
    hooks.onProgress(progress),
  );
  if (hooks.signal.aborted) return err(divisiError('cancelled', 'Stopped.'));
  const { trainer } = settings;
  if (trainer.kind === 'network' && trainer.network.recipe === 'paper') {
    const { epochs } = trainer.network;
    hooks.warn(
      `Method ${request.method} trains as published: up to ${epochs} steps over the whole recording, which can take an hour. ` +
        '--recipe divisi trains it in a fraction of the time.',
    );
  }
  clock.report('decode', 0, 'reading');
  const plan = await planSeparation(request);
  if (!plan.ok) return plan;
  const files = plan.value.stems.map((stem) => stem.file);
  if (request.activityPath !== null) files.push(request.activityPath);
  const free = await checkNotExisting(files, request.force);
  if (!free.ok) return free;
  const opened = await openRecording(request.recordingPath, {
    signal: hooks.signal,
    onProgress: (fraction) => clock.report('decode', fraction / 2, 'reading'),
  });
  if (!opened.ok) return opened;
  const recording = opened.value;
  try {
    return await separateOpened(request, hooks, { settings, clock, plan: plan.value, recording });
  } finally {
    await recording.close();
  }
}

/** Until the length is known. */
const guessedSec = 60;

type Run = {
  readonly settings: MethodSettings;
  readonly clock: SeparationClock;
  readonly plan: SeparationPlan;
  readonly recording: Recording;
};

async function separateOpened(
  request: SeparationRequest,
  hooks: SeparationHooks,
  run: Run,
): Promise<Result<SeparationReport>> {
  const { settings, clock, recording } = run;
  const { signal } = hooks;
  const sound = checkSpan(request, recording);
  if (!sound.ok) return sound;
  clock.plan(plannedSeconds(settings, guessedSec, alignedSec(request, recording)));
  const aligned = await performPlan(run.plan, request, settings, recording, {
    signal,
    onProgress: (fraction) => clock.report('align', fraction),
    warn: (text) => hooks.warn(text),
  });
  if (!aligned.ok) return aligned;
  const { plan, tuningCents, summary } = aligned.value;
  const fitted = await fitToRecording(plan, request, recording);
  if (!fitted.ok) return fitted;
  const { startSample, lengthSamples, notesInGroup, warnings } = fitted.value;
  for (const warning of warnings) hooks.warn(warning);
  const folder = await prepareFolder(request.outputFolder);
  if (!folder.ok) return folder;
  if (request.activityPath !== null) {
    const ofActivity = await prepareFolder(dirname(request.activityPath));
    if (!ofActivity.ok) return ofActivity;
  }
  const range = { startSample, lengthSamples };
  const durationSec = lengthSamples / recording.sampleRate;
  clock.plan(plannedSeconds(settings, durationSec, alignedSec(request, recording)));
  const survey = await surveyRecording(createExcerpt(recording, range), signal);
  if (!survey.ok) return survey;

  const targets = stemTargets(plan, notesInGroup);
  const layers: LearnedLayer[] = [];
  try {
    const learned = await learnLayers(request, hooks, run, { range, targets, tuningCents, layers });
    if (!learned.ok) return learned;
    const fileSystem = timeFileSystem(nodeOutputFileSystem);
    const written = await writeStems(
      {
        tf: hooks.tensors.tf,
        request,
        recording,
        range,
        recordingRms: survey.value.rms,
        settings,
        layers,
        targets,
        fileSystem,
      },
      {
        signal,
        onProgress: (phase, fraction) => clock.report(phase, fraction),
        warn: (text) => hooks.warn(text),
      },
    );
    if (!written.ok) return written;
    const diskSec = fileSystem.busySec();
    const { outcome, labelling } = layers[0]!;
    const totalSec = clock.totalSec;
    return ok({
      recording: request.recordingPath,
      score: request.scorePath,
      method: request.method,
      backend: hooks.tensors.backend,
      sampleRate: recording.sampleRate,
      channels: recording.channels,
      durationSec,
      ...written.value,
      seconds: {
        decode: clock.spentSec('decode'),
        align: clock.spentSec('align'),
        labels: clock.spentSec('labels'),
        train: clock.spentSec('train'),
        separate: Math.max(0, clock.spentSec('separate') - diskSec),
        write: diskSec + clock.spentSec('check'),
        total: totalSec,
      },
      alignment: summary,
      realTimeFactor: totalSec / durationSec,
      peakRssMb: process.resourceUsage().maxRSS / 1024,
      epochs: outcome.epochs,
      seed: request.seed,
      settings,
      lossCurve: outcome.lossCurve,
      remarks: layers.flatMap((layer) => layer.outcome.remarks),
      activity:
        request.activityPath === null
          ? null
          : { file: request.activityPath, columns: activityColumns(labelling.unitTable) },
    });
  } finally {
    for (const { outcome } of layers) outcome.representation.dispose();
  }
}

function alignedSec({ alignment }: SeparationRequest, { lengthSamples, sampleRate }: Recording): number {
  return alignment.kind === 'align' ? lengthSamples / sampleRate : 0;
}

/** Fills `layers`, whose representations are the caller's to dispose of, after a failure too. */
async function learnLayers(
  { modelCacheFolder, recordingPath, seed }: SeparationRequest,
  hooks: SeparationHooks,
  { settings, clock, recording }: Run,
  {
    range,
    targets,
    tuningCents,
    layers,
  }: {
    readonly range: { readonly startSample: number; readonly lengthSamples: number };
    readonly targets: ReturnType<typeof stemTargets>;
    readonly tuningCents: number;
    readonly layers: LearnedLayer[];
  },
): Promise<Result<void>> {
  const hashed = modelCacheFolder === null ? ok('') : await hashFile(recordingPath, hooks.signal);
  if (!hashed.ok) return hashed;
  const cache = modelCacheFolder === null ? null : { folder: modelCacheFolder, recordingHash: hashed.value };
  const { notes, parts } = targets;
  const excerpt = createExcerpt(recording, range);
  for (const [index, layer] of settings.layers.entries()) {
    const learned = await learnLayer(
      {
        tensors: hooks.tensors,
        excerpt,
        range,
        notes,
        parts,
        method: settings,
        layer,
        seed,
        tuningCents,
        cache,
      },
      {
        signal: hooks.signal,
        onProgress: (phase, fraction, detail) =>
          clock.report(phase, (index + fraction) / settings.layers.length, detail),
        warn: (text) => hooks.warn(text),
      },
    );
    if (!learned.ok) return learned;
    layers.push(learned.value);
  }
  return ok(undefined);
}
