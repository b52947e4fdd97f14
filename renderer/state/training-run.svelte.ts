/** The training that runs, or ran last: what is known of it, and how it is led. */
import type { JobState, TrainingState } from '../../shared/contract/engine-state.ts';
import type { TrainingCourse } from '../../shared/contract/job-calls.ts';
import type { AppClient } from '../backend/connection.ts';
import { toasts } from '../ui/toasts.svelte.ts';

/** What it asks of its project. */
export type TrainingLink = {
  readonly client: () => AppClient;
  readonly handle: () => string;
  readonly jobs: () => readonly JobState[];
  /** Resolves when all edits are with the service. */
  readonly settled: () => Promise<void>;
};

export class TrainingRun {
  readonly #link: TrainingLink;
  #state: TrainingState | null = $state.raw(null);
  #lost: 'scratch' | 'warm' | null = $state(null);

  constructor(link: TrainingLink) {
    this.#link = link;
  }

  /** Of the queue, waiting or running; undefined without one. */
  get job(): JobState | undefined {
    return this.#link.jobs().find(({ kind }) => kind === 'train');
  }

  /** The newest; null before any training of this window's time. */
  get state(): TrainingState | null {
    return this.#state;
  }

  get isResting(): boolean {
    return this.#state?.isResting === true;
  }

  /** Which training ended with its process; null when none did, or another one was started. */
  get lost(): 'scratch' | 'warm' | null {
    return this.#lost;
  }

  hear(state: TrainingState): void {
    if (state.project === this.#link.handle()) this.#state = state;
  }

  async start(from: 'scratch' | 'warm'): Promise<void> {
    const { client, handle, settled } = this.#link;
    this.#lost = null;
    await settled();
    const trained = await client().call('train', { project: handle(), from, name: null });
    if (trained.ok) for (const remark of trained.value.remarks) toasts.tell(remark);
    else if (trained.error.code === 'lost') this.#lost = from;
    else toasts.fail(trained.error);
  }

  /** One that has ended meanwhile is none to be led, and nothing to tell of. */
  async steer(course: TrainingCourse): Promise<void> {
    const { client, handle } = this.#link;
    const { job } = this;
    if (job !== undefined) await client().call('train.steer', { project: handle(), job: job.id, course });
  }

  async stop(): Promise<void> {
    const { job } = this;
    if (job !== undefined) await this.#link.client().call('jobs.cancel', { job: job.id });
  }
}
