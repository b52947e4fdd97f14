/** The demo: records pieces, aligns and separates them, measures the result and writes a report. */
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { cpus, platform } from 'node:os';
import { join } from 'node:path';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import type { RunJob } from '../cli/command-io.ts';
import { outputsOf } from '../engine/align-files.ts';
import type { AlignJobRequest } from '../engine/align-files.ts';
import { partialPath } from '../engine/audio/output-file.ts';
import { writeFailure } from '../engine/audio/file-failure.ts';
import { prepareFolder } from '../engine/check-outputs.ts';
import { planSeparation } from '../engine/plan-separation.ts';
import type { SeparationRequest } from '../engine/separation-request.ts';
import type { JobHooks } from '../jobs/run-trainer-job.ts';
import type { EvaluationJobRequest } from '../jobs/trainer-protocol.ts';
import type { DemoReport, PieceReport } from '../report/demo-report.ts';
import { renderReportPage } from '../report/report-page.ts';
import { buildPieceReport, isHand } from './build-piece-report.ts';
import type { DemoPiece } from './demo-pieces.ts';
import { pianoAttribution } from './piano-package.ts';
import { recordPiece } from './record-piece.ts';
import type { ToneSource } from './render-piano.ts';

export type DemoOptions = {
  readonly pieces: readonly DemoPiece[];
  /** Absolute; created when it does not exist. Files of an earlier demo in it are replaced. */
  readonly outputFolder: string;
  /** Runs separations and evaluations as the command line does. */
  readonly runJob: RunJob;
  readonly hooks: JobHooks;
  /** The instrument, `loadPiano`. */
  readonly loadTones: (onFetch: (text: string) => void, signal: AbortSignal) => Promise<Result<ToneSource>>;
  /** A finished step, in words. */
  readonly onStep: (text: string) => void;
};

export type DemoResult = { readonly report: DemoReport; readonly reportPath: string };

/** Fails as fetching the samples, separating, evaluating and writing do. */
export async function runDemo(options: DemoOptions): Promise<Result<DemoResult>> {
  const startMs = performance.now();
  const piano = await options.loadTones(options.onStep, options.hooks.signal);
  if (!piano.ok) return piano;
  const pieces: PieceReport[] = [];
  for (const piece of options.pieces) {
    const done = await runPiece(piece, piano.value, options);
    if (!done.ok) return done;
    pieces.push(done.value);
  }
  const report: DemoReport = {
    madeAt: new Date().toISOString().slice(0, 16).replace('T', ' at ') + ' UTC',
    machine: describeMachine(),
    totalSec: (performance.now() - startMs) / 1000,
    pieces,
    attribution: pianoAttribution,
  };
  const reportPath = join(options.outputFolder, 'report.html');
  for (const [path, text] of [
    [reportPath, renderReportPage(report)],
    [join(options.outputFolder, 'ATTRIBUTION.txt'), `${pianoAttribution}\n`],
  ] as const) {
    const written = await writeText(path, text);
    if (!written.ok) return written;
  }
  return ok({ report, reportPath });
}

async function runPiece(
  piece: DemoPiece,
  tones: ToneSource,
  { outputFolder, runJob, hooks, onStep }: DemoOptions,
): Promise<Result<PieceReport>> {
  const { slug, title } = piece.written;
  const folder = join(outputFolder, slug);
  onStep(`${title}: recording`);
  const recorded = await recordPiece(piece, tones, folder, hooks.signal);
  if (!recorded.ok) return recorded;
  const { mixPath, scorePath, truthPaths } = recorded.value;
  onStep(`${title}: aligning`);
  const alignmentPath = join(folder, 'alignment.json');
  const order: AlignJobRequest = {
    aligner: 'chords',
    pins: { anchors: [], skips: [] },
    recordingPath: mixPath,
    scorePath,
    outPath: alignmentPath,
    midiPath: join(folder, 'aligned.mid'),
    clicksPath: null,
    force: true,
  };
  const aligned = await runJob({ kind: 'align', request: order }, hooks, outputsOf(order).map(partialPath));
  if (!aligned.ok) return aligned;
  const request: SeparationRequest = {
    recordingPath: mixPath,
    scorePath,
    outputFolder: join(folder, 'stems'),
    piece: slug,
    groups: { kind: 'hands' },
    method: 'divisi',
    overrides: {},
    alignment: { kind: 'file', path: alignmentPath },
    autoTolerance: false,
    bits: '24',
    seed: 1,
    excerptSec: null,
    backend: 'auto',
    force: true,
    activityPath: null,
    modelCacheFolder: null,
  };
  const prepared = await prepareFolder(request.outputFolder);
  if (!prepared.ok) return prepared;
  onStep(`${title}: separating`);
  const plan = await planSeparation(request);
  if (!plan.ok) return plan;
  const partialFiles = plan.value.stems.map(({ file }) => partialPath(file));
  const separated = await runJob({ kind: 'separate', request }, hooks, partialFiles);
  if (!separated.ok) return separated;
  onStep(`${title}: measuring`);
  const hands = separated.value.stems.filter(({ group }) => isHand(group));
  const pairs: EvaluationJobRequest = {
    mixPath,
    referencePaths: hands.map(({ group }) => (isHand(group) ? truthPaths[group] : '')),
    estimatePaths: hands.map(({ file }) => file),
  };
  const evaluated = await runJob({ kind: 'evaluate', request: pairs }, hooks, []);
  if (!evaluated.ok) return evaluated;
  return buildPieceReport({
    piece,
    recorded: recorded.value,
    alignment: aligned.value,
    request,
    separation: separated.value,
    evaluation: evaluated.value,
    outputFolder,
    signal: hooks.signal,
  });
}

async function writeText(path: string, text: string): Promise<Result<void>> {
  try {
    await mkdir(join(path, '..'), { recursive: true });
    await writeFile(partialPath(path), text);
    await rename(partialPath(path), path);
    return ok(undefined);
  } catch (cause) {
    return err(writeFailure(cause, path));
  }
}

function describeMachine(): string {
  const cores = cpus();
  const model = cores[0]?.model.trim() ?? '';
  const named = model === '' || model === 'unknown' ? '' : ` of ${model}`;
  return `${cores.length} cores${named} (${platform()}, Node ${process.versions.node})`;
}
