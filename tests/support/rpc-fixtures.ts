/** A small contract with one of each kind, and what Node lends it. */
import { event, job, request } from '../../shared/rpc/declaration.ts';
import type { RpcPlatform, Timers } from '../../shared/rpc/platform.ts';

export const toyContract = {
  echo: request<{ readonly value: unknown }, { readonly value: unknown }>(),
  fail: request<{ readonly path: string }, null>(),
  broken: request<Record<string, never>, null>(),
  count: job<{ readonly to: number }, { readonly done: number }, { readonly counted: number }>(),
  wait: job<Record<string, never>, { readonly state: string }, null>(),
  changed: event<{ readonly revision: number }>(),
};
export type ToyContract = typeof toyContract;

export const nodePlatform: RpcPlatform<AbortSignal> = {
  nowMs: () => performance.now(),
  setTimer: (run, delayMs) => setTimeout(run, delayMs),
  clearTimer: (timer) => clearTimeout(timer as NodeJS.Timeout),
  createStop: () => new AbortController(),
};

/** Timers that a test moves by hand. */
export class HandTimers implements Timers {
  #nowMs = 0;
  #timers: { readonly run: () => void; readonly atMs: number }[] = [];

  nowMs(): number {
    return this.#nowMs;
  }

  setTimer(run: () => void, delayMs: number): unknown {
    const timer = { run, atMs: this.#nowMs + delayMs };
    this.#timers.push(timer);
    return timer;
  }

  clearTimer(timer: unknown): void {
    this.#timers = this.#timers.filter((each) => each !== timer);
  }

  get waiting(): number {
    return this.#timers.length;
  }

  advance(ms: number): void {
    this.#nowMs += ms;
    for (const timer of this.#timers.filter(({ atMs }) => atMs <= this.#nowMs)) {
      this.clearTimer(timer);
      timer.run();
    }
  }
}
