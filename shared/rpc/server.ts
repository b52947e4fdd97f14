/** The side that answers: one per connection. */
import { divisiError } from '../contract/errors.ts';
import { err } from '../std/result.ts';
import type { Result } from '../std/result.ts';
import type { Contract, EventName, Handlers, PayloadOf } from './declaration.ts';
import { LatestGate } from './latest-gate.ts';
import { callerGone } from './platform.ts';
import type { RpcPlatform } from './platform.ts';
import type { Transport } from './wire.ts';

export type ServerOptions<Signal> = {
  readonly platform: RpcPlatform<Signal>;
  /** Parameters as they came in: ok with what the handler may believe, or why not. */
  check(name: string, params: unknown): Result<unknown>;
  /** Told of what a handler threw; the caller gets 'fault'. */
  onFault(name: string, cause: unknown): void;
};

export type Served<C extends Contract> = {
  emit<K extends EventName<C>>(name: K, payload: PayloadOf<C[K]>): void;
  /** Ends listening and aborts what runs; the transport stays open. Done by itself when it closes. */
  readonly close: () => void;
};

type AnyHandler<Signal> = (
  params: unknown,
  context: { readonly signal: Signal; readonly report: (progress: unknown) => void },
) => Promise<Result<unknown>> | Result<unknown>;

/** Answers every call exactly once, unless the caller is gone by then. */
export function serveContract<C extends Contract, Signal>(
  transport: Transport,
  handlers: Handlers<C, Signal>,
  options: ServerOptions<Signal>,
): Served<C> {
  const { platform } = options;
  const running = new Map<number, (reason?: unknown) => void>();
  let isOpen = true;

  const answer = async (id: number, name: string, params: unknown): Promise<void> => {
    const stop = platform.createStop();
    let isStopped = false;
    running.set(id, (reason) => {
      isStopped = true;
      stop.abort(reason);
    });
    const progress = new LatestGate((value: unknown) => transport.send(['progress', id, value]), platform);
    let result: Result<unknown>;
    try {
      const checked = Object.hasOwn(handlers, name)
        ? options.check(name, params)
        : err(divisiError('bad-request', `There is no call "${name}".`));
      const handler = (handlers as unknown as Record<string, AnyHandler<Signal>>)[name];
      result =
        checked.ok && handler !== undefined
          ? await handler(checked.value, {
              signal: stop.signal,
              report: (value) => {
                if (running.has(id)) progress.push(value);
              },
            })
          : checked;
    } catch (cause) {
      if (!isStopped) options.onFault(name, cause);
      result = isStopped
        ? err(divisiError('cancelled', 'Stopped.'))
        : err(divisiError('fault', `"${name}" met a fault: ${messageOf(cause)}`));
    }
    running.delete(id);
    if (!isOpen) return progress.drop();
    progress.flush();
    transport.send(result.ok ? ['ok', id, result.value ?? null] : ['err', id, result.error]);
  };

  const offMessage = transport.onMessage((message) => {
    if (message[0] === 'cancel') running.get(message[1])?.();
    // An id that is in use would make two calls one: its sender is confused, and gets nothing.
    else if (message[0] === 'call' && !running.has(message[1])) {
      void answer(message[1], message[2], message[3]);
    }
  });
  let offClose: (() => void) | null = null;
  const close = (): void => {
    isOpen = false;
    offMessage();
    offClose?.();
    for (const abort of [...running.values()]) abort(callerGone);
  };
  offClose = transport.onClose(close);

  return {
    emit(name, payload) {
      if (isOpen) transport.send(['event', name, payload]);
    },
    close,
  };
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
