/** One separation through the product's own path, scored against the true stems. */
import { join } from 'node:path';
import { divisiError } from '../../../shared/contract/errors.ts';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import type { AlignmentChoice } from '../../../electron/backend/engine/alignment-choice.ts';
import type { EvaluationReport } from '../../../electron/backend/engine/evaluate/evaluate-files.ts';
import type { MethodName, MethodOverrides } from '../../../shared/document/method-overrides.ts';
import type { SeparationReport, StemReport } from '../../../electron/backend/engine/separation-report.ts';
import type { RowOutcome } from '../bench-row.ts';
import type { BenchTools } from '../bench-task.ts';
import { cutFile } from './cut-recording.ts';
import type { Span } from './cut-recording.ts';
import type { TestPiece } from './data-set.ts';

export type SeparationTask = {
  readonly piece: TestPiece;
  readonly method: MethodName;
  readonly overrides: MethodOverrides;
  readonly seed: number;
  readonly excerptSec: Span | null;
  /** Where the notes' times come from; the score's own unless given. */
  readonly alignment?: AlignmentChoice;
  /** Absolute path of a .npy for the trained activity, or null. */
  readonly activityPath?: string | null;
};

/** @param folder takes stems and cut references; the caller removes it */
export async function measureSeparation(
  task: SeparationTask,
  folder: string,
  tools: BenchTools,
): Promise<Result<RowOutcome>> {
  const { piece, excerptSec } = task;
  const separated = await tools.runJob(
    {
      kind: 'separate',
      request: {
        recordingPath: piece.mixPath,
        scorePath: piece.scorePath,
        outputFolder: join(folder, 'stems'),
        piece: piece.slug,
        groups: piece.groups,
        method: task.method,
        overrides: task.overrides,
        alignment: task.alignment ?? { kind: 'none' },
        autoTolerance: false,
        bits: '24',
        seed: task.seed,
        excerptSec,
        backend: 'native',
        force: true,
        activityPath: task.activityPath ?? null,
        modelCacheFolder: null,
      },
    },
    tools.hooks,
    [],
  );
  if (!separated.ok) return separated;
  const evaluated = await evaluateStems(piece, separated.value.stems, excerptSec, folder, tools);
  if (!evaluated.ok) return evaluated;
  return ok({
    figures: { ...scoreFigures(evaluated.value), ...runFigures(separated.value) },
    nsdr: nsdrByGroup(piece, evaluated.value),
    remarks: separated.value.remarks,
  });
}

/** BSS Eval of every reference's stem over the excerpt. Fails with 'score-mismatch' when a stem is missing. */
export async function evaluateStems(
  piece: TestPiece,
  stems: readonly Pick<StemReport, 'group' | 'file'>[],
  excerptSec: Span | null,
  folder: string,
  tools: BenchTools,
): Promise<Result<EvaluationReport>> {
  const referencePaths: string[] = [];
  const estimatePaths: string[] = [];
  for (const [index, reference] of piece.references.entries()) {
    const stem = stems.find(({ group }) => group === reference.group);
    if (stem === undefined) {
      const names = stems.map(({ group }) => group).join(', ');
      const message = `"${piece.scorePath}" gives no group "${reference.group}", only ${names}.`;
      return err(divisiError('score-mismatch', message));
    }
    const cut = await cutFile(reference.path, excerptSec, join(folder, `reference-${index}.wav`));
    if (!cut.ok) return cut;
    referencePaths.push(cut.value);
    estimatePaths.push(stem.file);
  }
  const mix = await cutFile(piece.mixPath, excerptSec, join(folder, 'mix.wav'));
  if (!mix.ok) return mix;
  const request = { mixPath: mix.value, referencePaths, estimatePaths };
  return tools.runJob({ kind: 'evaluate', request }, tools.hooks, []);
}

/** Means over the stems, dB. */
export function scoreFigures({ mean }: EvaluationReport): Record<string, number> {
  const { nsdr, sdr, sir, sar } = mean;
  return { nsdr, sdr, sir, sar };
}

export function nsdrByGroup(piece: TestPiece, { sources }: EvaluationReport): Record<string, number> {
  return Object.fromEntries(
    piece.references.map(({ group }, index) => [group, sources[index]?.nsdr ?? Number.NaN]),
  );
}

function runFigures(report: SeparationReport): Record<string, number> {
  const { seconds, durationSec, realTimeFactor, peakRssMb, epochs, nullDepthDb } = report;
  return {
    durationSec,
    seconds: seconds.total,
    trainSec: seconds.train,
    epochs,
    rtf: realTimeFactor,
    peakRssMb,
    ...(typeof nullDepthDb === 'number' ? { nullDepthDb } : {}),
  };
}
