/**
 * Watches the queue of jobs for what the system shows of them: progress in dock or task bar, no sleep while something
 * is trained, and a word when a long training ended while nobody looked.
 */
import type { JobKind, JobState } from '../../shared/contract/engine-state.ts';

/** Jobs that take long enough to be waited for elsewhere. */
const shownKinds: readonly JobKind[] = ['align', 'train', 'render', 'export'];
/** Whoever waits less than this is still looking. */
const longMs = 30_000;

export type JobEffects = {
  readonly nowMs: () => number;
  /** Of the project's windows, 0..1; null takes the bar away. */
  readonly progress: (project: string, share: number | null) => void;
  readonly keepAwake: (isOn: boolean) => void;
  readonly trainingEnded: (project: string) => void;
};

export class JobWatch {
  readonly #effects: JobEffects;
  /** Ids of running trainings, with their projects and when they began. */
  readonly #trainings = new Map<string, { readonly project: string; readonly beganMs: number }>();
  #shown: ReadonlySet<string> = new Set();
  #isAwake = false;

  constructor(effects: JobEffects) {
    this.#effects = effects;
  }

  /** Projects in which something is trained, or waits to be. */
  get training(): ReadonlySet<string> {
    return new Set([...this.#trainings.values()].map(({ project }) => project));
  }

  change(jobs: readonly JobState[]): void {
    const { progress, keepAwake, trainingEnded, nowMs } = this.#effects;
    const shown = new Map<string, number>();
    for (const { project, kind, progress: step } of jobs) {
      if (shownKinds.includes(kind) && !shown.has(project)) shown.set(project, step.fraction);
    }
    for (const [project, share] of shown) progress(project, share);
    for (const project of this.#shown) if (!shown.has(project)) progress(project, null);
    this.#shown = new Set(shown.keys());

    const trainings = jobs.filter(({ kind }) => kind === 'train');
    for (const { id, project } of trainings) {
      if (!this.#trainings.has(id)) this.#trainings.set(id, { project, beganMs: nowMs() });
    }
    for (const [id, { project, beganMs }] of [...this.#trainings]) {
      if (trainings.some((job) => job.id === id)) continue;
      this.#trainings.delete(id);
      if (nowMs() - beganMs >= longMs) trainingEnded(project);
    }
    const isAwake = this.#trainings.size > 0;
    if (isAwake !== this.#isAwake) keepAwake(isAwake);
    this.#isAwake = isAwake;
  }

  /** The service is gone, and all jobs with it. */
  lost(): void {
    this.#trainings.clear();
    this.change([]);
  }
}
