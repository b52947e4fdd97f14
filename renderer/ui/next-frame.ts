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
