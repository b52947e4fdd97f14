/** What is sent to the service, in order. */
import { paintedFrame } from '../ui/next-frame.ts';

/** Changes beyond which sending is felt. */
const largePatch = 500;

export class Outbox {
  #begun: Promise<unknown> = Promise.resolve();
  #answered: Promise<unknown> = Promise.resolve();

  /** Writing a large message down takes as long as painting what it says, and may wait for that. */
  push(changes: number, send: () => Promise<void>): void {
    this.#begun = this.#begun.then(() => (changes > largePatch ? paintedFrame() : undefined));
    const sent = this.#begun.then(send);
    this.#answered = Promise.all([this.#answered, sent]);
  }

  /** What comes from now on waits for that: nothing is sent while a new connection finds its project. */
  hold(until: Promise<unknown>): void {
    this.#begun = this.#begun.then(() => until);
  }

  /** Everything so far was answered, with success or without: what is asked next is of the document as it is shown. */
  async settled(): Promise<void> {
    await this.#answered;
  }
}
