/** Trains as the product does, looks in now and then, and says what was reached when. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createExcerpt } from '../../../electron/backend/engine/audio/excerpt.ts';
import { openRecording } from '../../../electron/backend/engine/audio/open-recording.ts';
import type { Recording } from '../../../electron/backend/engine/audio/recording.ts';
import { fitToRecording } from '../../../electron/backend/engine/fit-recording.ts';
import type { LearnedRepresentation } from '../../../electron/backend/engine/model/learned-representation.ts';
import { trainMethod } from '../../../electron/backend/engine/model/train-method.ts';
import { planSeparation } from '../../../electron/backend/engine/plan-separation.ts';
import { stemTargets } from '../../../electron/backend/engine/stem-targets.ts';
import type { JobContext } from '../../../electron/backend/jobs/serve-job.ts';
import type { TensorFlow } from '../../../electron/backend/native/load-tensorflow.ts';
import { divisiError } from '../../../shared/contract/errors.ts';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import type { CurvePoint } from '../bench-row.ts';
import { cutFile } from '../quality/cut-recording.ts';
import { prepareLayer } from './prepare-layer.ts';
import type { PreparedLayer } from './prepare-layer.ts';
import { labelledCost, snapshotNsdr } from './score-snapshot.ts';
import type { ScorerTask } from './score-snapshot.ts';
import { TrainingLooks } from './training-looks.ts';
import type { WatchReport, WatchRequest } from './watch-request.ts';

/** Fails as a separation does; a training that ends at the limit or diverges is a result. */
export async function watchTraining(
  request: WatchRequest,
  tf: TensorFlow,
  context: Pick<JobContext, 'signal'>,
): Promise<Result<WatchReport>> {
  const folder = await mkdtemp(join(tmpdir(), 'watch-'));
  const opened = await openRecording(request.mixPath, { signal: context.signal });
  if (!opened.ok) return opened;
  const looks = new TrainingLooks(request.looks, request.limitSec, context.signal);
  try {
    const task = await prepareScoring(request, tf, opened.value, folder);
    if (!task.ok) return task;
    const trained = await trainLayers(request, task.value, looks);
    if (!trained.ok) return trained;
    if (context.signal.aborted) return err(divisiError('cancelled', 'Stopped.'));
    return await scoreLooks(request, task.value, looks, trained.value);
  } finally {
    looks.dispose();
    await opened.value.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function prepareScoring(
  request: WatchRequest,
  tf: TensorFlow,
  recording: Recording,
  folder: string,
): Promise<Result<ScorerTask>> {
  const { scorePath, groups, excerptSec, settings } = request;
  const plan = await planSeparation({ scorePath, groups, outputFolder: folder, piece: 'watched' });
  if (!plan.ok) return plan;
  const asked = { excerptSec, overrides: {}, bits: '32f', outputFolder: folder } as const;
  const fitted = await fitToRecording(plan.value, asked, recording);
  if (!fitted.ok) return fitted;
  const { startSample, lengthSamples, notesInGroup } = fitted.value;
  const targets = stemTargets(plan.value, notesInGroup);
  const mix = await cutFile(request.mixPath, excerptSec, join(folder, 'mix.wav'));
  if (!mix.ok) return mix;
  const referencePaths: string[] = [];
  for (const [index, { stem }] of targets.groups.entries()) {
    const reference = request.references.find(({ group }) => group === stem.group);
    if (reference === undefined) {
      return err(divisiError('score-mismatch', `There is no true stem for the group "${stem.group}".`));
    }
    const cut = await cutFile(reference.path, excerptSec, join(folder, `reference-${index}.wav`));
    if (!cut.ok) return cut;
    referencePaths.push(cut.value);
  }
  const range = { startSample, lengthSamples };
  return ok({ tf, recording, range, settings, targets, referencePaths, mixPath: mix.value, folder });
}

type TrainedLayers = {
  readonly prepared: readonly PreparedLayer[];
  /** Of the complete layers; they belong to the looks. */
  readonly finished: readonly LearnedRepresentation[];
  readonly epochs: number;
  readonly stopped: WatchReport['stopped'];
  readonly remarks: readonly string[];
};

/** Without the product's second attempt: what fails here is what is measured. */
async function trainLayers(
  { settings, seed }: WatchRequest,
  { tf, recording, range, targets }: ScorerTask,
  looks: TrainingLooks,
): Promise<Result<TrainedLayers>> {
  const excerpt = createExcerpt(recording, range);
  const startSec = range.startSample / recording.sampleRate;
  const prepared: PreparedLayer[] = [];
  const finished: LearnedRepresentation[] = [];
  const remarks: string[] = [];
  let epochs = 0;
  for (const layer of settings.layers) {
    const ready = await prepareLayer(excerpt, startSec, targets, settings, layer, seed, looks.signal);
    if (!ready.ok) return ready;
    prepared.push(ready.value);
    let outsideMs = 0;
    const startMs = performance.now();
    const trained = await trainMethod(tf, ready.value.input, settings.trainer, {
      signal: looks.signal,
      onProgress: () => {},
      onCheckpoint(point, snapshot) {
        const beforeMs = performance.now();
        looks.look(point, snapshot);
        outsideMs += performance.now() - beforeMs;
      },
    });
    if (!trained.ok) {
      if (looks.all.length === 0) return trained;
      epochs += looks.all.at(-1)!.point.epoch;
      const isLimit = trained.error.code === 'cancelled';
      if (!isLimit) remarks.push(trained.error.message);
      return ok({ prepared, finished, epochs, stopped: isLimit ? 'at the limit' : 'diverged', remarks });
    }
    const { representation, lossCurve } = trained.value;
    looks.endLayer(representation, lossCurve, (performance.now() - startMs - outsideMs) / 1000);
    finished.push(representation);
    epochs += trained.value.epochs;
    remarks.push(...trained.value.remarks);
  }
  return ok({ prepared, finished, epochs, stopped: 'by itself', remarks });
}

async function scoreLooks(
  request: WatchRequest,
  task: ScorerTask,
  looks: TrainingLooks,
  { prepared, finished, epochs, stopped, remarks }: TrainedLayers,
): Promise<Result<WatchReport>> {
  const curve: CurvePoint[] = [];
  const names = task.targets.groups.map(({ stem }) => stem.group);
  let last: number[] = [];
  for (const { point, finishedLayers, representation } of looks.all) {
    const current = prepared[finishedLayers]!;
    let nsdr: number | null = null;
    if (request.evaluates) {
      const before = finished
        .slice(0, finishedLayers)
        .map((each, i) => ({ prepared: prepared[i]!, representation: each }));
      const scored = await snapshotNsdr(task, [...before, { prepared: current, representation }]);
      if (!scored.ok) return scored;
      last = scored.value;
      nsdr = last.reduce((sum, value) => sum + value, 0) / last.length;
    }
    curve.push({
      sec: point.sec,
      epoch: point.epoch,
      steps: point.steps ?? point.epoch,
      cost: point.cost,
      labelledCost: labelledCost(task.tf, current.input, representation),
      deadUnitShare: point.deadUnitShare ?? 0,
      nsdr,
    });
  }
  return ok({
    curve,
    nsdr: Object.fromEntries(names.map((name, index) => [name, last[index] ?? Number.NaN])),
    trainSec: looks.trainedSec,
    epochs,
    durationSec: task.range.lengthSamples / task.recording.sampleRate,
    stopped,
    remarks,
  });
}
