/**
 * The heavy jobs of all projects: one at a time, in order. A preview runs beside a training of its project, whose
 * state it shows, and else comes next.
 */
import { divisiError } from '../../../shared/contract/errors.ts';
import type { JobKind, JobState, StepProgress } from '../../../shared/contract/engine-state.ts';
import { callerGone } from '../../../shared/rpc/platform.ts';
import { err } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';

export type QueuedJob = {
  readonly project: string;
  readonly kind: JobKind;
  /** Goes on when the window that asked for it is gone. */
  readonly outlivesCaller: boolean;
};

export type JobContext = {
  readonly id: string;
  readonly signal: AbortSignal;
  readonly report: (progress: StepProgress) => void;
};

type Entry = QueuedJob & {
  readonly id: string;
  readonly stop: AbortController;
  progress: StepProgress;
  isRunning: boolean;
  begin(): void;
};

/** Until it is, there is nothing of it to be heard. */
function isTrainingAtWork({ kind, isRunning, progress }: Entry): boolean {
  return kind === 'train' && isRunning && !['queue', 'start'].includes(progress.phase);
}

const waitingProgress: StepProgress = { phase: 'queue', fraction: 0, detail: '', secondsLeft: null };

export class JobQueue {
  readonly #onChange: (jobs: readonly JobState[]) => void;
  #entries: Entry[] = [];
  #count = 0;

  constructor(onChange: (jobs: readonly JobState[]) => void) {
    this.#onChange = onChange;
  }

  /** The running ones first, then in the order in which they will begin. */
  get jobs(): readonly JobState[] {
    return this.#entries.map(({ id, project, kind, isRunning, progress }) => ({
      id,
      project,
      kind,
      state: isRunning ? 'running' : 'waiting',
      progress,
    }));
  }

  /** Fails as the work does, or with 'cancelled' while it waits. */
  async run<T>(
    job: QueuedJob,
    caller: { readonly signal: AbortSignal; readonly report: (progress: StepProgress) => void },
    work: (context: JobContext) => Promise<Result<T>>,
  ): Promise<Result<T>> {
    const stop = new AbortController();
    const follow = (): void => {
      if (caller.signal.reason !== callerGone || !job.outlivesCaller) stop.abort();
    };
    if (caller.signal.aborted) follow();
    else caller.signal.addEventListener('abort', follow);
    const entry = this.#enter(job, stop);
    const report = (progress: StepProgress): void => {
      const wasAtWork = isTrainingAtWork(entry);
      entry.progress = progress;
      caller.report(progress);
      if (isTrainingAtWork(entry) !== wasAtWork) this.#next();
      this.#changed();
    };
    report(waitingProgress);
    try {
      await this.#turnOf(entry);
      if (stop.signal.aborted) return err(divisiError('cancelled', 'Stopped.'));
      return await work({ id: entry.id, signal: stop.signal, report });
    } finally {
      caller.signal.removeEventListener('abort', follow);
      this.#entries = this.#entries.filter((each) => each !== entry);
      this.#next();
      this.#changed();
    }
  }

  /** @returns false for a job that is not there any more */
  cancel(id: string): boolean {
    const entry = this.#entries.find((each) => each.id === id);
    entry?.stop.abort();
    return entry !== undefined;
  }

  /** All of a project that is closed. */
  cancelProject(project: string): void {
    for (const entry of this.#entries) if (entry.project === project) entry.stop.abort();
  }

  #enter(job: QueuedJob, stop: AbortController): Entry {
    const entry: Entry = {
      ...job,
      id: `job${++this.#count}`,
      stop,
      progress: waitingProgress,
      isRunning: false,
      begin() {},
    };
    const isHeavyWaiting = (each: Entry): boolean => !each.isRunning && each.kind !== 'preview';
    const place = job.kind === 'preview' ? this.#entries.findIndex(isHeavyWaiting) : -1;
    this.#entries.splice(place === -1 ? this.#entries.length : place, 0, entry);
    return entry;
  }

  #turnOf(entry: Entry): Promise<void> {
    return new Promise((resolve) => {
      entry.begin = () => {
        entry.isRunning = true;
        this.#changed();
        resolve();
      };
      // Waiting ends with the stop, too; the work then never begins.
      entry.stop.signal.addEventListener('abort', () => resolve(), { once: true });
      this.#next();
    });
  }

  #next(): void {
    for (const entry of this.#entries) {
      if (entry.isRunning) continue;
      const running = this.#entries.filter(({ isRunning }) => isRunning);
      const isFree = running.length === 0;
      const isBesideTraining =
        entry.kind === 'preview' &&
        running.every((each) => isTrainingAtWork(each) && each.project === entry.project);
      if (isFree || isBesideTraining) entry.begin();
    }
  }

  #changed(): void {
    this.#onChange(this.jobs);
  }
}
