/** The process that does a bench's own jobs. */
import { measureGflops } from '../../electron/backend/doctor/measure-gflops.ts';
import { serveJob } from '../../electron/backend/jobs/serve-job.ts';
import type { JobContext } from '../../electron/backend/jobs/serve-job.ts';
import { loadTensors } from '../../electron/backend/native/load-tensorflow.ts';
import { ok } from '../../shared/std/result.ts';
import type { Result } from '../../shared/std/result.ts';
import { runCorrections } from './correct/run-corrections.ts';
import type { BenchJob } from './worker/bench-jobs.ts';
import { watchTraining } from './worker/watch-training.ts';

serveJob((job, context) => runBenchJob(job as unknown as BenchJob, context));

async function runBenchJob(job: BenchJob, context: JobContext): Promise<Result<unknown>> {
  const tensors = await loadTensors('native');
  if (!tensors.ok) return tensors;
  const { tf } = tensors.value;
  switch (job.kind) {
    case 'gflops':
      return ok(measureGflops(tf));
    case 'watch':
      return watchTraining(job.request, tf, context);
    case 'correct':
      return runCorrections(job.request, tensors.value, context);
  }
}
