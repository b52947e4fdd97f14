/** Runs the product's command line as a user would, with a stop-watch and a look at its memory. */
import { spawn } from 'node:child_process';
import { divisiError } from '../../../shared/contract/errors.ts';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { TreeWatch } from './process-tree.ts';

/** @typeParam T what the command prints with --json */
export type TimedCommand<T> = {
  readonly report: T;
  /** From the start of the process to its end. */
  readonly wallSec: number;
  readonly peakTreeMb: number;
  readonly peakProcessMb: number;
};

/** @param args of `divisi`, with --json. Fails with 'cancelled' and 'lost'. */
export function timeCommand<T>(
  cliPath: string,
  args: readonly string[],
  signal: AbortSignal,
): Promise<Result<TimedCommand<T>>> {
  return new Promise((resolve) => {
    const startMs = performance.now();
    const child = spawn(process.execPath, [cliPath, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    const watch = new TreeWatch(child.pid ?? 0);
    let answer = '';
    let printed = '';
    child.stdout.on('data', (chunk: Buffer) => (answer += chunk.toString('utf8')));
    child.stderr.on('data', (chunk: Buffer) => (printed = (printed + chunk.toString('utf8')).slice(-2000)));
    const stop = (): void => void child.kill('SIGINT');
    signal.addEventListener('abort', stop);
    child.on('error', (cause) => {
      printed = cause.message;
    });
    child.on('close', (code) => {
      const wallSec = (performance.now() - startMs) / 1000;
      signal.removeEventListener('abort', stop);
      watch.stop();
      if (signal.aborted) return resolve(err(divisiError('cancelled', 'Stopped.')));
      if (code !== 0) {
        return resolve(err(divisiError('lost', `divisi ended with code ${code}: ${printed.trim()}`)));
      }
      const report = JSON.parse(answer) as T & { readonly peakRssMb?: number };
      const { peakTreeMb, peakProcessMb } = watch;
      resolve(
        ok({
          report,
          wallSec,
          peakTreeMb: Math.max(peakTreeMb, report.peakRssMb ?? 0),
          peakProcessMb: Math.max(peakProcessMb, report.peakRssMb ?? 0),
        }),
      );
    });
  });
}
