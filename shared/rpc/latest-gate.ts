import type { Timers } from './platform.ts';

/** 20 a second: as often as a person can follow. */
const defaultIntervalMs = 50;

/**
 * Lets values through at most every `intervalMs`. Values are states: one that comes too early waits, and is
 * forgotten when the next one comes.
 */
export class LatestGate<T> {
  readonly #send: (value: T) => void;
  readonly #timers: Timers;
  readonly #intervalMs: number;
  #lastMs = -Infinity;
  #waiting: { readonly value: T } | null = null;
  #timer: unknown = null;

  constructor(send: (value: T) => void, timers: Timers, intervalMs: number = defaultIntervalMs) {
    this.#send = send;
    this.#timers = timers;
    this.#intervalMs = intervalMs;
  }

  push(value: T): void {
    const waitMs = this.#lastMs + this.#intervalMs - this.#timers.nowMs();
    this.#waiting = { value };
    if (waitMs <= 0) this.flush();
    else this.#timer ??= this.#timers.setTimer(() => this.flush(), waitMs);
  }

  /** Sends what waits. */
  flush(): void {
    const waiting = this.#waiting;
    this.drop();
    if (waiting === null) return;
    this.#lastMs = this.#timers.nowMs();
    this.#send(waiting.value);
  }

  /** Forgets what waits. */
  drop(): void {
    if (this.#timer !== null) this.#timers.clearTimer(this.#timer);
    this.#timer = null;
    this.#waiting = null;
  }
}
