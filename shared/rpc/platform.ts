/** What every platform has and the language does not: timers, a clock, a way to say stop. */

export type Timers = {
  nowMs(): number;
  setTimer(run: () => void, delayMs: number): unknown;
  clearTimer(timer: unknown): void;
};

/** `Signal` is the platform's AbortSignal. */
export type RpcPlatform<Signal> = Timers & {
  readonly createStop: () => { readonly signal: Signal; abort(): void };
};

/** The part of an AbortSignal that a caller's side needs. */
export type StopSignal = {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
};
