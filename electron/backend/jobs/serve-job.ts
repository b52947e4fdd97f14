/** The trainer's side of a job: computes, reports, and ends with its parent. */
import { rmSync } from 'node:fs';
import { divisiError } from '../../../shared/contract/errors.ts';
import type { DivisiError } from '../../../shared/contract/errors.ts';
import { err } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import type { EmitterPort } from '../../../shared/rpc/transports/message-port.ts';
import { onParentGone } from './on-parent-gone.ts';
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

/** The trainer's end of what leads to its parent. */
type JobChannel = {
  onMessage(listener: (message: ToTrainer) => void): void;
  /** The parent is gone, or wants no more. */
  onGone(listener: () => void): void;
  /** @param sent called once it left this process, where that can be known. @returns whether anybody is there */
  send(message: FromTrainer, sent?: () => void): boolean;
};

/** That of a forked child. */
function parentChannel(): JobChannel {
  return {
    onMessage: (listener) => void process.on('message', listener),
    onGone: onParentGone,
    send(message, sent = () => {}) {
      if (process.connected) process.send?.(message, sent);
      return process.connected;
    },
  };
}

/** That of a process of Electron's. Its messages arrive as long as it lives: the parent ends it. */
export function portChannel(port: EmitterPort): JobChannel {
  let isOpen = true;
  port.on('close', () => (isOpen = false));
  return {
    onMessage(listener) {
      port.on('message', (event) => listener(event.data as ToTrainer));
      port.start?.();
    },
    onGone: (listener) => void port.on('close', listener),
    send(message) {
      if (isOpen) port.postMessage(message);
      return isOpen;
    },
  };
}

/**
 * Waits for one job from the parent process, runs it and ends this process.
 *
 * @param run fails as a value; what it throws is a fault of the program, told to the parent as 'lost'.
 */
export function serveJob(
  run: (job: TrainerJob, context: JobContext) => Promise<Result<unknown>>,
  channel: JobChannel = parentChannel(),
): void {
  const stop = new AbortController();
  // A terminal sends Ctrl-C to all processes of a command; only the parent decides what it means.
  process.on('SIGINT', () => {});
  channel.onGone(() => {
    stop.abort();
    setTimeout(endAsOrphan, orphanGraceMs);
  });
  channel.onMessage((message) => {
    if (message.kind === 'cancel') stop.abort();
    else void answer(message.job, run, channel, stop.signal);
  });
}

async function answer(
  job: TrainerJob,
  run: (job: TrainerJob, context: JobContext) => Promise<Result<unknown>>,
  channel: JobChannel,
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
        channel.send({ kind: 'progress', progress });
      },
      warn(text) {
        channel.send({ kind: 'warning', text });
      },
    });
  } catch (cause) {
    result = err(faultOf(cause));
  }
  // The parent may have died unnoticed while this process computed: nobody else would remove the folder then.
  const end = (): void => {
    removeJobFolder();
    process.exit(0);
  };
  if (!channel.send({ kind: 'done', result }, end)) endAsOrphan();
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
    rmSync(folder, { recursive: true, force: true, maxRetries: 3, retryDelay: 50 });
  } catch {
    // The system's own clean-up of temporary files gets it.
  }
}
