/** The trainer's side of a job: computes, reports, and ends with its parent. */
import { rmSync } from 'node:fs';
import { divisiError } from '../../../shared/contract/errors.ts';
import type { DivisiError } from '../../../shared/contract/errors.ts';
import { err } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import type { FromTrainer, JobProgress, ToTrainer, TrainerJob } from './trainer-protocol.ts';

export type JobContext = {
  readonly signal: AbortSignal;
  onProgress(progress: JobProgress): void;
  warn(text: string): void;
};

/** At most 20 reports a second: progress is state, and the latest wins. */
const reportIntervalMs = 50;
/** After the parent is gone, the time to remove half-written files. */
const orphanGraceMs = 400;

/**
 * Waits for one job from the parent process, runs it and ends this process.
 *
 * @param run fails as a value; what it throws is a fault of the program, told to the parent as 'lost'.
 */
export function serveJob(run: (job: TrainerJob, context: JobContext) => Promise<Result<unknown>>): void {
  const stop = new AbortController();
  // A terminal sends Ctrl-C to all processes of a command; only the parent decides what it means.
  process.on('SIGINT', () => {});
  process.on('disconnect', () => {
    stop.abort();
    setTimeout(endAsOrphan, orphanGraceMs);
  });
  process.on('message', (message: ToTrainer) => {
    if (message.kind === 'cancel') stop.abort();
    else void answer(message.job, run, stop.signal);
  });
}

async function answer(
  job: TrainerJob,
  run: (job: TrainerJob, context: JobContext) => Promise<Result<unknown>>,
  signal: AbortSignal,
): Promise<void> {
  let lastPhase = '';
  let lastReportMs = -Infinity;
  let result: Result<unknown>;
  try {
    result = await run(job, {
      signal,
      onProgress(progress) {
        const nowMs = performance.now();
        if (progress.phase === lastPhase && nowMs - lastReportMs < reportIntervalMs) return;
        lastPhase = progress.phase;
        lastReportMs = nowMs;
        send({ kind: 'progress', progress });
      },
      warn(text) {
        send({ kind: 'warning', text });
      },
    });
  } catch (cause) {
    result = err(faultOf(cause));
  }
  if (process.connected)
    process.send?.({ kind: 'done', result } satisfies FromTrainer, () => process.exit(0));
  else endAsOrphan();
}

function send(message: FromTrainer): void {
  // The parent may go at any moment; 'disconnect' then ends this process.
  if (process.connected) process.send?.(message, () => {});
}

function faultOf(cause: unknown): DivisiError {
  const error = cause instanceof Error ? cause : new Error(String(cause));
  const message = `The engine met a fault of its own: ${error.message}`;
  return divisiError('lost', message, { stack: error.stack ?? '' });
}

/** What the parent would have tidied up. */
function endAsOrphan(): void {
  removeJobFolder();
  process.exit(1);
}

function removeJobFolder(): void {
  const folder = process.env['DIVISI_JOB_FOLDER'];
  if (folder === undefined || folder === '') return;
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // The system's own clean-up of temporary files gets it.
  }
}
