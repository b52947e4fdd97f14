/** What every platform has and the language does not: timers, a clock, a way to say stop. */

export type Timers = {
  nowMs(): number;
  setTimer(run: () => void, delayMs: number): unknown;
  clearTimer(timer: unknown): void;
};

/** Why a call's signal aborts when nobody cancelled it: a job may go on for others. */
export const callerGone = 'caller-gone';

/** `Signal` is the platform's AbortSignal. */
export type RpcPlatform<Signal> = Timers & {
  /** The reason of an abort is told by the signal. */
  readonly createStop: () => { readonly signal: Signal; abort(reason?: unknown): void };
};

/** The part of an AbortSignal that a caller's side needs. */
export type StopSignal = {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
};
