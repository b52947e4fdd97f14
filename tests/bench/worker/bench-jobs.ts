/** Jobs that only a bench has; they run in a process of their own, like the product's. */
import type { JobHooks } from '../../../electron/backend/jobs/run-trainer-job.ts';
import { runTrainerJob } from '../../../electron/backend/jobs/run-trainer-job.ts';
import type { TrainerJob } from '../../../electron/backend/jobs/trainer-protocol.ts';
import type { Result } from '../../../shared/std/result.ts';
import type { CorrectionFigures, CorrectionsRequest } from '../correct/run-corrections.ts';
import type { WatchReport, WatchRequest } from './watch-request.ts';

export type BenchJob =
  | { readonly kind: 'gflops' }
  | { readonly kind: 'watch'; readonly request: WatchRequest }
  | { readonly kind: 'correct'; readonly request: CorrectionsRequest };

export type BenchJobReports = { gflops: number; watch: WatchReport; correct: CorrectionFigures[] };

export type RunBenchJob = <J extends BenchJob>(
  job: J,
  hooks: JobHooks,
) => Promise<Result<BenchJobReports[J['kind']]>>;

/** @param workerPath the built bench-worker.entry.js */
export function benchJobRunner(workerPath: string): RunBenchJob {
  return async <J extends BenchJob>(job: J, hooks: JobHooks) => {
    // The supervisor passes jobs on without looking into them.
    const asJob = job as unknown as TrainerJob;
    const answer = await runTrainerJob(asJob, hooks, { trainerPath: workerPath, partialFiles: [] });
    return answer as unknown as Result<BenchJobReports[J['kind']]>;
  };
}
