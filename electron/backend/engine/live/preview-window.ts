/**
 * Through which previews look at a running training: the training offers its state after every pass, and
 * whoever waits takes it. A state is only made when somebody waits, and each of them gets one of its own.
 */
export class PreviewWindow<T, R> {
  #waiting: ((state: T | null) => void)[] = [];
  #isClosed = false;
  #held: (() => T) | null = null;
  #result: R | null = null;

  /** While the training runs. */
  get isOpen(): boolean {
    return !this.#isClosed;
  }

  /** What the training left; null before its end, and where it left nothing. */
  get result(): R | null {
    return this.#result;
  }

  /** The next state; null when the training ends, or the signal aborts, before there is one. */
  next(signal: AbortSignal): Promise<T | null> {
    if (this.#isClosed || signal.aborted) return Promise.resolve(null);
    if (this.#held !== null) return Promise.resolve(this.#held());
    return new Promise((resolve) => {
      const take = (state: T | null): void => {
        signal.removeEventListener('abort', giveUp);
        resolve(state);
      };
      const giveUp = (): void => {
        this.#waiting = this.#waiting.filter((each) => each !== take);
        resolve(null);
      };
      signal.addEventListener('abort', giveUp, { once: true });
      this.#waiting.push(take);
    });
  }

  offer(makeState: () => T): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const take of waiting) take(makeState());
  }

  /** While a training rests: its state is there for whoever asks, until it is released. */
  hold(makeState: () => T): void {
    this.#held = makeState;
    this.offer(makeState);
  }

  release(): void {
    this.#held = null;
  }

  close(result: R | null): void {
    this.#isClosed = true;
    this.#held = null;
    this.#result = result;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const take of waiting) take(null);
  }
}
