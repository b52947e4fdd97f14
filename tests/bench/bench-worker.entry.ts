/** The process that does a bench's own jobs. */
import { measureGflops } from '../../electron/backend/doctor/measure-gflops.ts';
import { serveJob } from '../../electron/backend/jobs/serve-job.ts';
import { loadTensors } from '../../electron/backend/native/load-tensorflow.ts';
import { ok } from '../../shared/std/result.ts';
import type { Result } from '../../shared/std/result.ts';
import type { BenchJob } from './worker/bench-jobs.ts';

serveJob((job) => runBenchJob(job as unknown as BenchJob));

async function runBenchJob(job: BenchJob): Promise<Result<unknown>> {
  const tensors = await loadTensors('native');
  if (!tensors.ok) return tensors;
  switch (job.kind) {
    case 'gflops':
      return ok(measureGflops(tensors.value.tf));
    case 'watch':
      throw new Error('not yet');
  }
}
