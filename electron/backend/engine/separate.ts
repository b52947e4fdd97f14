/** Separates a recording into stems by its score: the whole pipeline. */
import { rm } from 'node:fs/promises';
import { ownershipOf } from '../../../shared/labels/ownership.ts';
import { partsOf } from '../../../shared/music/score-parts.ts';
import { ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { createExcerpt } from './audio/excerpt.ts';
import { openRecording } from './audio/open-recording.ts';
import { nodeOutputFileSystem } from './audio/output-file.ts';
import type { Recording } from './audio/recording.ts';
import { surveyRecording } from './audio/survey-recording.ts';
import { checkNull } from './check-null.ts';
import { checkNotExisting, prepareFolder } from './check-outputs.ts';
import { fitToRecording } from './fit-recording.ts';
import { learnLayer } from './learn-layer.ts';
import type { LearnedLayer } from './learn-layer.ts';
import { createModelMasks } from './model/masks/model-masks.ts';
import { methodSettings } from './model/method-settings.ts';
import type { MethodSettings } from './model/method-settings.ts';
import { planSeparation } from './plan-separation.ts';
import type { SeparationPlan } from './plan-separation.ts';
import { plannedSeconds } from './planned-seconds.ts';
import { SeparationClock } from './separation-clock.ts';
import type { SeparationHooks } from './separation-hooks.ts';
import type { SeparationReport, StemReport } from './separation-report.ts';
import type { SeparationRequest } from './separation-request.ts';
import { renderStems } from './stems/render-stems.ts';
import { timeFileSystem } from './timed-file-system.ts';

/**
 * Files appear together at the end; a failure or a stop leaves none of this run's.
 * Fails as planning, opening, fitting, training, rendering and the null check do.
 */
export async function separate(
  request: SeparationRequest,
  hooks: SeparationHooks,
): Promise<Result<SeparationReport>> {
  const settings = methodSettings(request.method, request.overrides);
  const clock = new SeparationClock(plannedSeconds(settings, 60), (progress) => hooks.onProgress(progress));
  clock.report('decode', 0);
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
  try {
    return await separateOpened(request, hooks, {
      settings,
      clock,
      plan: plan.value,
      recording: opened.value,
    });
  } finally {
    await opened.value.close();
  }
}

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
  const { settings, clock, plan, recording } = run;
  const { signal } = hooks;
  const fitted = await fitToRecording(plan, request, recording);
  if (!fitted.ok) return fitted;
  const { startSample, lengthSamples, notesInGroup } = fitted.value;
  for (const warning of fitted.value.warnings) hooks.warn(warning);
  const folder = await prepareFolder(request.outputFolder);
  if (!folder.ok) return folder;
  const range = { startSample, lengthSamples };
  const durationSec = lengthSamples / recording.sampleRate;
  clock.plan(plannedSeconds(settings, durationSec));
  const excerpt = createExcerpt(recording, range);
  const survey = await surveyRecording(excerpt, signal);
  if (!survey.ok) return survey;

  // A rest without notes in the span holds nothing and gets no file.
  const groups = plan.stems
    .map((stem, index) => ({ stem, notes: notesInGroup[index] ?? 0 }))
    .filter(({ stem, notes }) => stem.kind === 'group' || (stem.kind === 'rest' && notes > 0));
  const residualStem = plan.stems.find((stem) => stem.kind === 'residual')!;
  const { parts, partOfNote } = partsOf(plan.score);
  const groupOfId = new Map(
    groups.flatMap(({ stem }, group) => stem.noteIds.map((id) => [id, group] as const)),
  );
  const groupOfNote = Int16Array.from(plan.score.notes, ({ id }) => groupOfId.get(id) ?? -1);
  const notes = plan.score.notes.map((note, index) => ({
    pitchMidi: note.pitchMidi,
    onsetSec: note.onsetSec,
    offsetSec: note.offsetSec,
    part: partOfNote[index]!,
  }));

  const learned: LearnedLayer[] = [];
  try {
    for (const [index, layer] of settings.layers.entries()) {
      const result = await learnLayer(
        {
          tf: hooks.tensors.tf,
          excerpt,
          startSec: startSample / recording.sampleRate,
          notes,
          parts,
          method: settings,
          layer,
          seed: request.seed,
        },
        {
          signal,
          onProgress: (phase, fraction, detail) =>
            clock.report(phase, (index + fraction) / settings.layers.length, detail),
        },
      );
      if (!result.ok) return result;
      learned.push(result.value);
    }
    const [first] = learned;
    if (first === undefined) throw new RangeError('expected a method with at least one layer');
    const fileSystem = timeFileSystem(nodeOutputFileSystem);
    clock.report('separate', 0);
    const rendered = await renderStems({
      recording,
      range,
      layers: learned.map((layer, index) => ({
        ...layer.stft,
        weight: settings.layers[index]!.weight,
        masks: createModelMasks(hooks.tensors.tf, {
          representation: layer.outcome.representation,
          unitTable: layer.labelling.unitTable,
          ownership: ownershipOf(layer.labelling, groupOfNote),
          groupCount: groups.length,
          bands: layer.bands,
          magnitudes: layer.magnitudes,
          settings: settings.masks,
        }),
      })),
      outputs: { groups: groups.map(({ stem }) => stem.file), residual: residualStem.file },
      encoding: encodings[request.bits],
      ditherSeed: request.seed,
      signal,
      onProgress: (fraction) => clock.report('separate', fraction),
      fileSystem,
    });
    if (!rendered.ok) return rendered;

    const stems: StemReport[] = groups.map(({ stem, notes: count }) => ({
      group: stem.group,
      kind: stem.kind,
      file: stem.file,
      notes: count,
    }));
    if (rendered.value.residual !== undefined) {
      stems.push({ group: 'residual', kind: 'residual', file: residualStem.file, notes: 0 });
    }
    clock.report('check', 0);
    const written = [...rendered.value.groups, ...(rendered.value.residual ? [rendered.value.residual] : [])];
    const checked = await checkNull(
      {
        recording,
        range,
        stemPaths: stems.map((stem) => stem.file),
        bits: request.bits,
        recordingRms: survey.value.rms,
        clippedSamples: written.reduce((sum, { clippedSamples }) => sum + clippedSamples, 0),
      },
      signal,
    );
    if (!checked.ok) {
      await Promise.all(stems.map((stem) => rm(stem.file, { force: true })));
      return checked;
    }
    for (const warning of checked.value.warnings) hooks.warn(warning);
    clock.report('check', 1);
    const writeSec = fileSystem.busySec();
    const totalSec = clock.totalSec;
    return ok({
      recording: request.recordingPath,
      score: request.scorePath,
      method: request.method,
      backend: hooks.tensors.backend,
      sampleRate: recording.sampleRate,
      channels: recording.channels,
      durationSec,
      stems,
      nullDepthDb: checked.value.depthDb,
      seconds: {
        decode: clock.spentSec('decode'),
        labels: clock.spentSec('labels'),
        train: clock.spentSec('train'),
        separate: Math.max(0, clock.spentSec('separate') - writeSec),
        write: writeSec + clock.spentSec('check'),
        total: totalSec,
      },
      realTimeFactor: totalSec / durationSec,
      peakRssMb: process.resourceUsage().maxRSS / 1024,
      epochs: first.outcome.epochs,
      seed: request.seed,
      settings,
      lossCurve: first.outcome.lossCurve,
      remarks: first.outcome.remarks,
    });
  } finally {
    for (const { outcome } of learned) outcome.representation.dispose();
  }
}

const encodings = { '16': 'pcm16', '24': 'pcm24', '32f': 'float32' } as const;
