/** The demo: records two pieces, separates them, measures the result and writes a report. */
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { cpus, platform } from 'node:os';
import { join } from 'node:path';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { partialPath } from '../engine/audio/output-file.ts';
import { writeFailure } from '../engine/audio/file-failure.ts';
import type { EvaluationReport } from '../engine/evaluate/evaluate-files.ts';
import type { SeparationReport } from '../engine/separation-report.ts';
import type { SeparationRequest } from '../engine/separation-request.ts';
import type { JobHooks } from '../jobs/run-trainer-job.ts';
import type { EvaluationJobRequest } from '../jobs/trainer-protocol.ts';
import type { DemoReport, PieceReport } from '../report/demo-report.ts';
import { renderReportPage } from '../report/report-page.ts';
import { buildPieceReport, isHand } from './build-piece-report.ts';
import { demoPieces } from './demo-pieces.ts';
import type { DemoPiece } from './demo-pieces.ts';
import { loadPianoPackage, pianoAttribution, pianoPackages } from './piano-package.ts';
import { demoSampleRate, recordPiece } from './record-piece.ts';
import { SampleBank } from './sample-bank.ts';
import type { SampleLayer } from './sample-bank.ts';

/** What the demo has others do, in the way the command line does it. */
export type DemoJobs = {
  separate(request: SeparationRequest, hooks: JobHooks): Promise<Result<SeparationReport>>;
  evaluate(request: EvaluationJobRequest, hooks: JobHooks): Promise<Result<EvaluationReport>>;
};

export type DemoOptions = {
  /** Absolute; created when it does not exist. Files of an earlier demo in it are replaced. */
  readonly outputFolder: string;
  readonly jobs: DemoJobs;
  readonly hooks: JobHooks;
  /** A finished step, in words. */
  readonly onStep: (text: string) => void;
};

export type DemoResult = { readonly report: DemoReport; readonly reportPath: string };

/** Fails as fetching the samples, separating, evaluating and writing do. */
export async function runDemo(options: DemoOptions): Promise<Result<DemoResult>> {
  const startMs = performance.now();
  const bank = await loadPiano(options);
  if (!bank.ok) return bank;
  const pieces: PieceReport[] = [];
  for (const piece of demoPieces) {
    const done = await runPiece(piece, bank.value, options);
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

async function loadPiano({ hooks, onStep }: DemoOptions): Promise<Result<SampleBank>> {
  const layers: SampleLayer[] = [];
  for (const wanted of pianoPackages) {
    const loaded = await loadPianoPackage(wanted, onStep, hooks.signal);
    if (!loaded.ok) return loaded;
    layers.push({ velocity: wanted.velocity, files: loaded.value });
  }
  return ok(new SampleBank(layers, demoSampleRate));
}

async function runPiece(
  piece: DemoPiece,
  bank: SampleBank,
  { outputFolder, jobs, hooks, onStep }: DemoOptions,
): Promise<Result<PieceReport>> {
  const { slug, title } = piece.written;
  const folder = join(outputFolder, slug);
  onStep(`${title}: recording`);
  const recorded = await recordPiece(piece, bank, folder, hooks.signal);
  if (!recorded.ok) return recorded;
  const { mixPath, scorePath, truthPaths } = recorded.value;
  const request: SeparationRequest = {
    recordingPath: mixPath,
    scorePath,
    outputFolder: join(folder, 'stems'),
    piece: slug,
    groups: { kind: 'hands' },
    method: 'divisi',
    overrides: {},
    bits: '24',
    seed: 1,
    excerptSec: null,
    backend: 'auto',
    force: true,
    activityPath: null,
    modelCacheFolder: null,
  };
  onStep(`${title}: separating`);
  const separated = await jobs.separate(request, hooks);
  if (!separated.ok) return separated;
  onStep(`${title}: measuring`);
  const hands = separated.value.stems.filter(({ group }) => isHand(group));
  const evaluated = await jobs.evaluate(
    {
      mixPath,
      referencePaths: hands.map(({ group }) => (isHand(group) ? truthPaths[group] : '')),
      estimatePaths: hands.map(({ file }) => file),
    },
    hooks,
  );
  if (!evaluated.ok) return evaluated;
  return buildPieceReport({
    piece,
    recorded: recorded.value,
    request,
    separation: separated.value,
    evaluation: evaluated.value,
    outputFolder,
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
