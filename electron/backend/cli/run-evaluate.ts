/** `divisi evaluate`: BSS Eval scores of estimates against the true sources. */
import { resolve } from 'node:path';
import { divisiError } from '../../../shared/contract/errors.ts';
import { err } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import type { EvaluationReport } from '../engine/evaluate/evaluate-files.ts';
import type { CommandIo } from './command-io.ts';
import { ProgressDisplay } from './progress-display.ts';

export type EvaluateOptions = {
  readonly mix: string;
  readonly ref: readonly string[];
  readonly est: readonly string[];
  readonly json?: true;
};

export async function runEvaluate(
  options: EvaluateOptions,
  io: CommandIo,
): Promise<Result<EvaluationReport>> {
  const { ref, est } = options;
  if (ref.length !== est.length) {
    const message = `--ref has ${ref.length} and --est ${est.length} files; give one estimate for each reference, in the same order.`;
    return err(divisiError('bad-usage', message));
  }
  const absolute = (path: string): string => resolve(io.folder, path);
  const request = {
    mixPath: absolute(options.mix),
    referencePaths: ref.map(absolute),
    estimatePaths: est.map(absolute),
  };
  const display = new ProgressDisplay(io);
  const result = await io.runJob(
    { kind: 'evaluate', request },
    {
      signal: io.signal,
      onProgress: (progress) => display.update(progress),
      warn: (text) => display.note(`Note: ${text}`),
    },
    [],
  );
  display.clear();
  return result;
}

export function describeEvaluation(report: EvaluationReport): string {
  const row = (name: string, scores: EvaluationReport['mean']): string =>
    [scores.sdr, scores.sir, scores.sar, scores.nsdr]
      .map((value) => value.toFixed(2).padStart(8))
      .join('')
      .concat(`  ${name}`);
  return [
    '     SDR     SIR     SAR    NSDR  (dB)',
    ...report.sources.map((source) => row(source.est, source)),
    row('mean', report.mean),
    '',
  ].join('\n');
}
