/** Runs the latest of several requests once, with the next frame of the screen. */
export class NextFrame {
  #run: (() => void) | null = null;
  #handle = 0;

  ask(run: () => void): void {
    if (this.#run === null) {
      this.#handle = requestAnimationFrame(() => {
        const latest = this.#run;
        this.#run = null;
        latest?.();
      });
    }
    this.#run = run;
  }

  cancel(): void {
    if (this.#run !== null) cancelAnimationFrame(this.#handle);
    this.#run = null;
  }
}

/** Resolves when what was changed so far is on the screen, or soon where nothing is painted. */
export function paintedFrame(): Promise<void> {
  const hiddenMs = 100;
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, hiddenMs);
    requestAnimationFrame(() => {
      clearTimeout(timer);
      setTimeout(resolve);
    });
  });
}
