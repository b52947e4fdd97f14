/**
 * What a contract is made of. Requests, jobs and events are declared once, as data; the handlers that one
 * side must have and the calls that the other may make are types derived from the declarations, so that a
 * missing handler or a misspelt call does not compile.
 *
 * Whatever a declaration carries crosses process boundaries: plain data that JSON keeps. Numbers are finite,
 * and bulk data goes another way, as byte ranges of files.
 */
import type { Result } from '../std/result.ts';

/** `carries` exists for the compiler alone. */
export type RequestDeclaration<P, R> = {
  readonly kind: 'request';
  readonly carries?: { readonly params: P; readonly value: R };
};

/** A request that takes its time: it reports progress, and can be cancelled. */
export type JobDeclaration<P, U, R> = {
  readonly kind: 'job';
  readonly carries?: { readonly params: P; readonly progress: U; readonly value: R };
};

export type EventDeclaration<P> = { readonly kind: 'event'; readonly carries?: { readonly payload: P } };

type Declaration =
  | RequestDeclaration<unknown, unknown>
  | JobDeclaration<unknown, unknown, unknown>
  | EventDeclaration<unknown>;

export type Contract = Readonly<Record<string, Declaration>>;

export function request<P, R>(): RequestDeclaration<P, R> {
  return { kind: 'request' };
}

export function job<P, U, R>(): JobDeclaration<P, U, R> {
  return { kind: 'job' };
}

export function event<P>(): EventDeclaration<P> {
  return { kind: 'event' };
}

type Carried<D> = D extends { readonly carries?: infer C } ? NonNullable<C> : never;

export type ParamsOf<D> = Carried<D> extends { readonly params: infer P } ? P : never;
export type ValueOf<D> = Carried<D> extends { readonly value: infer R } ? R : never;
export type PayloadOf<D> = Carried<D> extends { readonly payload: infer P } ? P : never;
/** `never` for a request. */
export type ProgressOf<D> = Carried<D> extends { readonly progress: infer U } ? U : never;

type NamesOf<C, Kind> = { [K in keyof C]: C[K] extends { readonly kind: Kind } ? K : never }[keyof C] &
  string;

export type CallName<C extends Contract> = NamesOf<C, 'request' | 'job'>;
export type EventName<C extends Contract> = NamesOf<C, 'event'>;

export type CallContext<Signal, U> = {
  /** Aborts when the caller cancels or is gone. */
  readonly signal: Signal;
  /** The state of the work; of values in quick succession the latest is sent. */
  readonly report: (progress: U) => void;
};

/** Expected failures are values; what a handler throws is a fault of the program. */
export type Handlers<C extends Contract, Signal> = {
  readonly [K in CallName<C>]: (
    params: ParamsOf<C[K]>,
    context: CallContext<Signal, ProgressOf<C[K]>>,
  ) => Promise<Result<ValueOf<C[K]>>> | Result<ValueOf<C[K]>>;
};
