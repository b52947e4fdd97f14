import type { Transport } from '../wire.ts';
import { TransportEnd } from './transport-end.ts';

/** What the platform lends: structuredClone and queueMicrotask. */
export type MemoryPlatform = {
  readonly clone: (value: unknown) => unknown;
  readonly defer: (run: () => void) => void;
};

/**
 * Two ends in one process. Messages are cloned and come later, as across a process boundary, so that
 * nothing works here that would fail there.
 * @throws what `clone` throws for a message that cannot be carried
 */
export function memoryTransports({ clone, defer }: MemoryPlatform): {
  readonly ends: readonly [Transport, Transport];
  close(): void;
} {
  const carry =
    (to: () => TransportEnd) =>
    (message: unknown): void => {
      const copy = clone(message);
      defer(() => to().receive(copy));
    };
  const first: TransportEnd = new TransportEnd(carry(() => second));
  const second: TransportEnd = new TransportEnd(carry(() => first));
  return {
    ends: [first, second],
    close() {
      defer(() => {
        first.closed();
        second.closed();
      });
    },
  };
}
