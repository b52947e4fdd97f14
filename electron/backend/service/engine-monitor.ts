/** What the engine tells windows about itself: told when it changes, and at most every two seconds. */
import type { EngineStatus } from '../../../shared/contract/engine-state.ts';
import type { BackendReport } from '../jobs/live-contract.ts';
import type { TrainerHost, TrainerState } from '../jobs/trainer-host.ts';
import { availableBytes } from './memory-estimate.ts';

const megabyte = 2 ** 20;

export class EngineMonitor {
  readonly #host: () => TrainerHost;
  #trainer: TrainerState = 'idle';
  #backend: BackendReport | null = null;
  #busyJobs = 0;
  #loss: string | null = null;

  constructor(host: () => TrainerHost) {
    this.#host = host;
  }

  trainerChanged(state: TrainerState): void {
    this.#trainer = state;
    if (state === 'lost') this.#loss = 'The engine ended unexpectedly; the next job starts it again.';
    if (state === 'running') this.#loss = null;
  }

  loaded(report: BackendReport): void {
    this.#backend = report;
  }

  busy(jobs: number): void {
    this.#busyJobs = jobs;
  }

  async status(): Promise<EngineStatus> {
    const host = this.#host();
    // A trainer that trains answers between two steps.
    const memory = host.isRunning ? await host.call('memory', {}) : null;
    return {
      trainer: this.#state(),
      backend: this.#backend?.backend ?? null,
      trainerMb: memory?.ok === true ? Math.round(memory.value.rssBytes / megabyte) : null,
      serviceMb: Math.round(process.memoryUsage.rss() / megabyte),
      availableMb: Math.round((await availableBytes()) / megabyte),
      remarks: [...(this.#backend?.remarks ?? []), ...(this.#loss === null ? [] : [this.#loss])],
    };
  }

  #state(): EngineStatus['trainer'] {
    if (this.#trainer !== 'running') return this.#trainer;
    if (this.#busyJobs > 0) return 'busy';
    return this.#backend === null ? 'starting' : 'ready';
  }
}
