import { Emitter } from '../../std/emitter.ts';
import { parseWire } from '../wire.ts';
import type { Transport, WireMessage } from '../wire.ts';

/** The listeners of one end of a transport, whatever carries its messages. */
export class TransportEnd implements Transport {
  readonly #messages = new Emitter<WireMessage>();
  readonly #closes = new Emitter<undefined>();
  readonly #post: (message: WireMessage) => void;
  #isClosed = false;

  /** @param post hands a message to the carrier */
  constructor(post: (message: WireMessage) => void) {
    this.#post = post;
  }

  send(message: WireMessage): void {
    if (!this.#isClosed) this.#post(message);
  }

  onMessage(listener: (message: WireMessage) => void): () => void {
    return this.#messages.on(listener);
  }

  onClose(listener: () => void): () => void {
    if (!this.#isClosed) return this.#closes.on(listener);
    listener();
    return () => {};
  }

  /** What the carrier brought; anything but a message is ignored. */
  receive(value: unknown): void {
    const message = parseWire(value);
    if (message !== null && !this.#isClosed) this.#messages.emit(message);
  }

  /** The carrier is gone. */
  closed(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#closes.emit(undefined);
  }
}
