/**
 * Runs one job in a trainer process of its own, so that the caller stays responsive while TensorFlow
 * blocks its thread, and so that a job can always be ended, by killing its process.
 *
 * The trainer's temporary files go to a folder that is removed when the job is over, however it ends.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { divisiError } from '../../../shared/contract/errors.ts';
import { err } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { writeFailure } from '../engine/audio/file-failure.ts';
import { forkJobProcess } from './job-process.ts';
import type { StartJobProcess } from './job-process.ts';
import type { JobProgress, JobReports, TrainerJob } from './trainer-protocol.ts';

export type JobHooks = {
  readonly signal: AbortSignal;
  onProgress(progress: JobProgress): void;
  /** Something that the user should know and that does not stop the run. */
  warn(text: string): void;
};

export type TrainerOptions = {
  /** The built trainer.entry.js. */
  readonly trainerPath: string;
  /** Files that are incomplete while the job runs; removed when it does not succeed. */
  readonly partialFiles: readonly string[];
  readonly graceMs?: number;
  /** A child of this process unless said otherwise. */
  readonly start?: StartJobProcess;
};

/** Time for a cancelled trainer to tidy up by itself; with the clean-up it stays below a second. */
const defaultGraceMs = 400;
/** Time for a killed one to be gone. One that waits for a slow disk dies later; it can do nothing more. */
const burialMs = 250;
const keptOutputCharacters = 4000;

/** Fails as the job itself does, with 'cancelled', or with 'lost' when the process died. */
export async function runTrainerJob<J extends TrainerJob>(
  job: J,
  hooks: JobHooks,
  options: TrainerOptions,
): Promise<Result<JobReports[J['kind']]>> {
  if (hooks.signal.aborted) return err(divisiError('cancelled', 'Stopped.'));
  let folder: string;
  try {
    folder = await mkdtemp(join(tmpdir(), 'divisi-job-'));
  } catch (cause) {
    return err(writeFailure(cause, tmpdir()));
  }
  try {
    const result = await superviseTrainer(folder, job, hooks, options);
    if (!result.ok) await Promise.all(options.partialFiles.map((file) => removeQuietly(file)));
    return result as Result<JobReports[J['kind']]>;
  } finally {
    await removeQuietly(folder);
  }
}

function superviseTrainer(
  folder: string,
  job: TrainerJob,
  hooks: JobHooks,
  options: TrainerOptions,
): Promise<Result<unknown>> {
  return new Promise((resolve) => {
    let result: Result<unknown> | null = null;
    let printed = '';
    let killTimer: NodeJS.Timeout | undefined;

    const leaveBehind = (): void => {
      trainer.leave();
      finish(err(divisiError('cancelled', 'Stopped.')));
    };
    const kill = (): void => {
      trainer.kill();
      killTimer = setTimeout(leaveBehind, burialMs);
    };
    const stop = (): void => {
      trainer.tell({ kind: 'cancel' });
      killTimer ??= setTimeout(kill, options.graceMs ?? defaultGraceMs);
    };
    const finish = (value: Result<unknown>): void => {
      clearTimeout(killTimer);
      hooks.signal.removeEventListener('abort', stop);
      resolve(value);
    };
    const start = options.start ?? forkJobProcess;
    const environment = { TMPDIR: folder, TEMP: folder, TMP: folder, DIVISI_JOB_FOLDER: folder };
    const trainer = start(options.trainerPath, environment, {
      heard(message) {
        if (message.kind === 'done') result = message.result;
        else if (hooks.signal.aborted) return;
        else if (message.kind === 'progress') hooks.onProgress(message.progress);
        else hooks.warn(message.text);
      },
      printed(text) {
        printed = (printed + text).slice(-keptOutputCharacters);
      },
      failed(why) {
        finish(err(divisiError('lost', `The engine could not be started: ${why}.`)));
      },
      ended(code, signal) {
        if (result !== null) finish(result);
        else if (hooks.signal.aborted || signal === 'SIGINT')
          finish(err(divisiError('cancelled', 'Stopped.')));
        else finish(err(divisiError('lost', lostMessage(code, signal), { printed })));
      },
    });
    hooks.signal.addEventListener('abort', stop);
    trainer.tell({ kind: 'job', job });
  });
}

function lostMessage(code: number | null, signal: NodeJS.Signals | null): string {
  if (signal === 'SIGKILL') {
    return 'The engine was ended by the system, probably because memory ran out; nothing was written.';
  }
  const how = signal === null ? `exit code ${code ?? '?'}` : `signal ${signal}`;
  return `The engine ended unexpectedly (${how}); nothing was written.`;
}

async function removeQuietly(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true }).catch(() => {});
}
