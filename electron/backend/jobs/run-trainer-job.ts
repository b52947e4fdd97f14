/**
 * Runs one job in a trainer process of its own, so that the caller stays responsive while TensorFlow
 * blocks its thread, and so that a job can always be ended, by killing its process.
 *
 * The trainer's temporary files go to a folder that is removed when the job is over, however it ends.
 */
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { divisiError } from '../../../shared/contract/errors.ts';
import { err } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import { writeFailure } from '../engine/audio/file-failure.ts';
import type { FromTrainer, JobProgress, JobReports, ToTrainer, TrainerJob } from './trainer-protocol.ts';

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
    const result = await superviseTrainer(startTrainer(options.trainerPath, folder), job, hooks, options);
    if (!result.ok) await Promise.all(options.partialFiles.map((file) => removeQuietly(file)));
    return result as Result<JobReports[J['kind']]>;
  } finally {
    await removeQuietly(folder);
  }
}

function startTrainer(trainerPath: string, folder: string): ChildProcess {
  return fork(trainerPath, [], {
    // Options of this process, such as a debugger's port, are not the trainer's.
    execArgv: [],
    // Standard output belongs to the command's own answer; what libraries print is kept for failures.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    serialization: 'advanced',
    env: { ...process.env, TMPDIR: folder, TEMP: folder, TMP: folder, DIVISI_JOB_FOLDER: folder },
  });
}

function superviseTrainer(
  trainer: ChildProcess,
  job: TrainerJob,
  hooks: JobHooks,
  options: TrainerOptions,
): Promise<Result<unknown>> {
  return new Promise((resolve) => {
    let result: Result<unknown> | null = null;
    let printed = '';
    let killTimer: NodeJS.Timeout | undefined;
    const keep = (chunk: Buffer): void => {
      printed = (printed + chunk.toString('utf8')).slice(-keptOutputCharacters);
    };
    trainer.stdout?.on('data', keep);
    trainer.stderr?.on('data', keep);

    const leaveBehind = (): void => {
      if (trainer.connected) trainer.disconnect();
      for (const stream of [trainer.stdout, trainer.stderr]) stream?.destroy();
      trainer.unref();
      finish(err(divisiError('cancelled', 'Stopped.')));
    };
    const kill = (): void => {
      trainer.kill('SIGKILL');
      killTimer = setTimeout(leaveBehind, burialMs);
    };
    const stop = (): void => {
      tell(trainer, { kind: 'cancel' });
      killTimer ??= setTimeout(kill, options.graceMs ?? defaultGraceMs);
    };
    const finish = (value: Result<unknown>): void => {
      clearTimeout(killTimer);
      hooks.signal.removeEventListener('abort', stop);
      resolve(value);
    };
    trainer.on('message', (message: FromTrainer) => {
      if (message.kind === 'done') result = message.result;
      else if (hooks.signal.aborted) return;
      else if (message.kind === 'progress') hooks.onProgress(message.progress);
      else hooks.warn(message.text);
    });
    trainer.on('error', (cause) => {
      // Only a process that never started has no 'close' event.
      if (trainer.pid !== undefined) return;
      finish(err(divisiError('lost', `The engine could not be started: ${cause.message}.`)));
    });
    trainer.on('close', (code, signal) => {
      if (result !== null) finish(result);
      else if (hooks.signal.aborted || signal === 'SIGINT') finish(err(divisiError('cancelled', 'Stopped.')));
      else finish(err(divisiError('lost', lostMessage(code, signal), { printed })));
    });
    hooks.signal.addEventListener('abort', stop);
    tell(trainer, { kind: 'job', job });
  });
}

/** A trainer that is gone hears nothing, and its end is reported by its 'close' event. */
function tell(trainer: ChildProcess, message: ToTrainer): void {
  if (trainer.connected) trainer.send(message, () => {});
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
