/** The correction loop as a person meets it: an edit, a preview of where it is, then everything. */
import { join } from 'node:path';
import { LiveSession } from '../../../electron/backend/engine/live/live-session.ts';
import type { TrainHooks } from '../../../electron/backend/engine/live/live-session.ts';
import type { LiveOrder } from '../../../electron/backend/engine/live/live-order.ts';
import { snrDb } from '../../../electron/backend/engine/evaluate/snr.ts';
import type { JobContext } from '../../../electron/backend/jobs/serve-job.ts';
import type { Tensors } from '../../../electron/backend/native/load-tensorflow.ts';
import { ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { readSpan } from '../quality/cut-recording.ts';
import { correctionEdits } from './correction-edits.ts';
import type { CorrectionEdit } from './correction-edits.ts';

export type CorrectionsRequest = {
  /** With the true notes; its recording is what is separated. */
  readonly truth: LiveOrder;
  /** True stems of the order's groups, in their order, as long as the recording. */
  readonly references: readonly string[];
  /** Empty, for stems and weights. */
  readonly folder: string;
};

export type CorrectionFigures = {
  /** From the edit to the files of the preview. */
  readonly previewSec: number;
  /** From the edit to the last stem, the preview included. */
  readonly finalSec: number;
  readonly trainSec: number;
  readonly renderSec: number;
  /** Of the recording. */
  readonly renderedSec: number;
  /** A training from scratch and its rendering. */
  readonly scratchSec: number;
  /** Plain SNR, mean over the stems, dB; of the whole piece, and of the stretch around the edit. */
  readonly snrDb: number;
  readonly scratchSnrDb: number;
  readonly previewSnrDb: number;
  readonly editSnrDb: number;
  readonly scratchEditSnrDb: number;
  readonly mistakenEditSnrDb: number;
};

type Sounds = readonly Float32Array[];

/** Fails as training and rendering do. */
export async function runCorrections(
  { truth, references, folder }: CorrectionsRequest,
  tensors: Tensors,
  context: JobContext,
): Promise<Result<CorrectionFigures[]>> {
  const session = new LiveSession(tensors);
  const hooks: TrainHooks = { signal: context.signal, onProgress() {}, onLoss() {}, warn() {} };
  const stems: Float32Array[] = [];
  for (const path of references) {
    const read = await readSpan(path, null);
    if (!read.ok) return read;
    stems.push(read.value.channels[0]!);
  }
  const known = new Map<string, Trained>();
  const trainWhole = async (order: LiveOrder): Promise<Result<Trained>> => {
    const key = JSON.stringify(order);
    const found = known.get(key);
    if (found !== undefined) return ok(found);
    const trained = await fromScratch(session, order, join(folder, `whole-${known.size}`), hooks);
    if (trained.ok) known.set(key, trained.value);
    return trained;
  };
  const figures: CorrectionFigures[] = [];
  for (const edit of correctionEdits) {
    const before = await trainWhole(edit.mistaken(truth));
    if (!before.ok) return before;
    const whole = await trainWhole(edit.corrected(truth));
    if (!whole.ok) return whole;
    const made = await correct(session, edit, edit.corrected(truth), before.value, folder, hooks);
    if (!made.ok) return made;
    const quality = await measure(edit, stems, before.value, whole.value, made.value, folder, truth.groups);
    if (!quality.ok) return quality;
    figures.push({ ...made.value.times, scratchSec: whole.value.sec, ...quality.value });
    context.onProgress({
      phase: 'correct',
      fraction: figures.length / correctionEdits.length,
      detail: edit.name,
      secondsLeft: null,
    });
  }
  await session.close();
  return ok(figures);
}

type Trained = { readonly weightsPath: string; readonly folder: string; readonly sec: number };

async function fromScratch(
  session: LiveSession,
  order: LiveOrder,
  folder: string,
  hooks: TrainHooks,
): Promise<Result<Trained>> {
  const startMs = performance.now();
  const weightsPath = `${folder}.divisi-model`;
  const trained = await session.train(
    { job: 'bench', project: folder, order, weightsPath, startPath: null },
    hooks,
  );
  if (!trained.ok) return trained;
  const rendered = await session.render({ order, weightsPath, folder, basis: null }, hooks);
  if (!rendered.ok) return rendered;
  return ok({ weightsPath, folder, sec: (performance.now() - startMs) / 1000 });
}

type Times = 'previewSec' | 'finalSec' | 'trainSec' | 'renderSec' | 'renderedSec';

type Corrected = {
  readonly times: Pick<CorrectionFigures, Times>;
  readonly preview: { readonly startSample: number; readonly endSample: number };
};

async function correct(
  session: LiveSession,
  { fromSec, toSec }: CorrectionEdit,
  order: LiveOrder,
  before: Trained,
  folder: string,
  hooks: TrainHooks,
): Promise<Result<Corrected>> {
  // A session keeps the weights that it trained last, as it does between a person's edits.
  const warmed = await session.preview(
    order,
    before.weightsPath,
    { project: folder, fromSec: 0, toSec: 0.1, stems: null, folder: join(folder, 'preview') },
    hooks,
  );
  if (!warmed.ok) return warmed;
  const startMs = performance.now();
  const since = (ms: number): number => (performance.now() - ms) / 1000;
  const task = { project: folder, fromSec, toSec, stems: null, folder: join(folder, 'preview') };
  const preview = await session.preview(order, before.weightsPath, task, hooks);
  if (!preview.ok) return preview;
  const previewSec = since(startMs);
  const trainMs = performance.now();
  const weightsPath = join(folder, 'corrected.divisi-model');
  const trained = await session.train(
    { job: 'bench', project: folder, order, weightsPath, startPath: before.weightsPath },
    hooks,
  );
  if (!trained.ok) return trained;
  const trainSec = since(trainMs);
  const renderMs = performance.now();
  const stems = { order, weightsPath, folder: join(folder, 'corrected'), basis: before };
  const rendered = await session.render(stems, hooks);
  if (!rendered.ok) return rendered;
  const { renderedSec } = rendered.value;
  return ok({
    times: { previewSec, finalSec: since(startMs), trainSec, renderSec: since(renderMs), renderedSec },
    preview: preview.value,
  });
}

async function measure(
  { fromSec, toSec }: CorrectionEdit,
  references: Sounds,
  before: Trained,
  whole: Trained,
  { preview }: Corrected,
  folder: string,
  groups: readonly string[],
): Promise<Result<Omit<CorrectionFigures, Times | 'scratchSec'>>> {
  const folders = [join(folder, 'corrected'), whole.folder, join(folder, 'preview'), before.folder];
  const sets: Float32Array[][] = [];
  let rate = 0;
  for (const place of folders) {
    const set: Float32Array[] = [];
    for (const group of groups) {
      const read = await readSpan(join(place, `${group}.wav`), null);
      if (!read.ok) return read;
      set.push(read.value.channels[0]!);
      rate = read.value.sampleRate;
    }
    sets.push(set);
  }
  const [corrected, scratch, previewed, mistaken] = sets as unknown as [Sounds, Sounds, Sounds, Sounds];
  const cut = (sounds: Sounds): Sounds =>
    sounds.map((samples) => samples.subarray(Math.round(fromSec * rate), Math.round(toSec * rate)));
  const { startSample, endSample } = preview;
  return ok({
    snrDb: meanSnr(references, corrected),
    scratchSnrDb: meanSnr(references, scratch),
    previewSnrDb: meanSnr(
      references.map((samples) => samples.subarray(startSample, endSample)),
      previewed,
    ),
    editSnrDb: meanSnr(cut(references), cut(corrected)),
    scratchEditSnrDb: meanSnr(cut(references), cut(scratch)),
    mistakenEditSnrDb: meanSnr(cut(references), cut(mistaken)),
  });
}

function meanSnr(references: Sounds, estimates: Sounds): number {
  return (
    references.reduce((sum, reference, index) => sum + snrDb(reference, estimates[index]!), 0) /
    references.length
  );
}
