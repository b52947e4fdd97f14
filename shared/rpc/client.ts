/** The side that calls: one per connection. */
import { divisiError } from '../contract/errors.ts';
import { Emitter } from '../std/emitter.ts';
import { err, ok } from '../std/result.ts';
import type { Result } from '../std/result.ts';
import type {
  CallName,
  Contract,
  EventName,
  ParamsOf,
  PayloadOf,
  ProgressOf,
  ValueOf,
} from './declaration.ts';
import type { StopSignal } from './platform.ts';
import type { Transport } from './wire.ts';

export type CallOptions<U> = {
  /** Asks the other side to stop; the call ends when that side says so, usually with 'cancelled'. */
  readonly signal?: StopSignal;
  /** The state of a job. Never called after the call has ended. */
  readonly onProgress?: (progress: U) => void;
};

export type Client<C extends Contract> = {
  /** Never rejects, and has no time limit. Ends with 'lost' when the other side is gone. */
  readonly call: <K extends CallName<C>>(
    name: K,
    params: ParamsOf<C[K]>,
    options?: CallOptions<ProgressOf<C[K]>>,
  ) => Promise<Result<ValueOf<C[K]>>>;
  /** @returns takes the listener away; likewise below */
  readonly on: <K extends EventName<C>>(name: K, listener: (payload: PayloadOf<C[K]>) => void) => () => void;
  readonly onLost: (listener: () => void) => () => void;
  readonly isLost: boolean;
};

type Waiting = { end(result: Result<unknown>): void; progress(value: unknown): void };

export function connectContract<C extends Contract>(transport: Transport): Client<C> {
  const waiting = new Map<number, Waiting>();
  const events = new Map<string, Emitter<unknown>>();
  const lost = new Emitter<undefined>();
  let nextId = 0;
  let isLost = false;

  transport.onMessage((message) => {
    switch (message[0]) {
      case 'progress':
        return waiting.get(message[1])?.progress(message[2]);
      case 'ok':
        return waiting.get(message[1])?.end(ok(message[2]));
      case 'err':
        return waiting.get(message[1])?.end(err(message[2]));
      case 'event':
        return events.get(message[1])?.emit(message[2]);
      case 'call':
      case 'cancel':
        return undefined;
    }
  });
  transport.onClose(() => {
    if (isLost) return;
    isLost = true;
    for (const call of [...waiting.values()]) call.end(err(lostError()));
    lost.emit(undefined);
  });

  return {
    get isLost() {
      return isLost;
    },
    call<K extends CallName<C>>(
      name: K,
      params: ParamsOf<C[K]>,
      { signal, onProgress }: CallOptions<ProgressOf<C[K]>> = {},
    ): Promise<Result<ValueOf<C[K]>>> {
      if (isLost) return Promise.resolve(err(lostError()));
      if (signal?.aborted === true) return Promise.resolve(err(divisiError('cancelled', 'Stopped.')));
      const id = nextId++;
      return new Promise((resolve) => {
        const cancel = (): void => transport.send(['cancel', id]);
        waiting.set(id, {
          end(result) {
            waiting.delete(id);
            signal?.removeEventListener('abort', cancel);
            resolve(result as Result<ValueOf<C[K]>>);
          },
          progress: (value) => onProgress?.(value as ProgressOf<C[K]>),
        });
        signal?.addEventListener('abort', cancel);
        transport.send(['call', id, name, params]);
      });
    },
    on<K extends EventName<C>>(name: K, listener: (payload: PayloadOf<C[K]>) => void): () => void {
      const emitter = events.get(name) ?? new Emitter<unknown>();
      events.set(name, emitter);
      return emitter.on((payload) => listener(payload as PayloadOf<C[K]>));
    },
    onLost: (listener) => lost.on(listener),
  };
}

function lostError(): ReturnType<typeof divisiError> {
  return divisiError('lost', 'The engine is gone; nothing that it confirmed is lost.');
}
