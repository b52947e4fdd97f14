/** Runs trainings and renderings of a project within the test's own process, on plain tensors. */
import type { RunJob } from '../../electron/backend/cli/command-io.ts';
import { renderVersion, trainVersion } from '../../electron/backend/jobs/project-jobs.ts';
import type { JobContext } from '../../electron/backend/jobs/serve-job.ts';
import type { TrainerJob } from '../../electron/backend/jobs/trainer-protocol.ts';
import { divisiError } from '../../shared/contract/errors.ts';
import type { Result } from '../../shared/std/result.ts';
import { err } from '../../shared/std/result.ts';

export const runLocally: RunJob = ((job: TrainerJob, hooks: JobContext): Promise<Result<unknown>> => {
  switch (job.kind) {
    case 'train':
      return trainVersion({ ...job.request, backend: 'cpu' }, hooks);
    case 'render':
      return renderVersion({ ...job.request, backend: 'cpu' }, hooks);
    default:
      return Promise.resolve(err(divisiError('lost', `No job "${job.kind}" was expected.`)));
  }
}) as RunJob;
