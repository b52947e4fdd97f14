/** A list of listeners. A listener may add and remove listeners while it is called. */
export class Emitter<T> {
  readonly #listeners = new Set<(value: T) => void>();

  /** @returns takes the listener away again; harmless when called twice */
  on(listener: (value: T) => void): () => void {
    // Of its own, so that the same function may listen twice.
    const entry = (value: T): void => listener(value);
    this.#listeners.add(entry);
    return () => void this.#listeners.delete(entry);
  }

  emit(value: T): void {
    for (const listener of [...this.#listeners]) {
      if (this.#listeners.has(listener)) listener(value);
    }
  }

  clear(): void {
    this.#listeners.clear();
  }
}
