/**
 * Electron's MessageChannelMain. A port that is sent to a page or a process is carried by whatever leads there; both
 * ends of a channel may be sent away, and main then only passes on.
 */
import { EventEmitter } from 'node:events';
import type { MessagePortMain } from 'electron';

/** Where a port went that is no longer main's. */
export type Carrier = {
  post(data: unknown): void;
  close(): void;
};

export class StandInPort
  extends EventEmitter
  implements Pick<MessagePortMain, 'postMessage' | 'start' | 'close'>
{
  peer: StandInPort | null = null;
  #carrier: Carrier | null = null;
  readonly #waiting: unknown[] = [];
  #isStarted = false;
  #isClosed = false;

  postMessage(data: unknown): void {
    const copy: unknown = structuredClone(data);
    // As across processes: never within the call.
    setImmediate(() => this.peer?.deliver(copy));
  }

  /** Never within the call: whoever starts it may listen only then. */
  start(): void {
    setImmediate(() => {
      this.#isStarted = true;
      for (const data of this.#waiting.splice(0)) this.emit('message', { data, ports: [] });
    });
  }

  close(): void {
    this.closed();
    setImmediate(() => this.peer?.closed());
  }

  /** From now on messages go there; what comes from there is given to `fromCarrier`. */
  send(carrier: Carrier): void {
    this.#carrier = carrier;
    for (const data of this.#waiting.splice(0)) carrier.post(data);
    if (this.#isClosed) carrier.close();
  }

  fromCarrier(data: unknown): void {
    this.peer?.deliver(data);
  }

  /** Page or process are gone. */
  carrierGone(): void {
    this.#carrier = null;
    this.#isClosed = true;
    this.peer?.closed();
  }

  deliver(data: unknown): void {
    if (this.#isClosed) return;
    if (this.#carrier !== null) this.#carrier.post(data);
    else if (this.#isStarted) this.emit('message', { data, ports: [] });
    else this.#waiting.push(data);
  }

  closed(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#carrier?.close();
    this.emit('close');
  }
}

export class StandInChannel {
  readonly port1: StandInPort = new StandInPort();
  readonly port2: StandInPort = new StandInPort();

  constructor() {
    this.port1.peer = this.port2;
    this.port2.peer = this.port1;
  }
}
