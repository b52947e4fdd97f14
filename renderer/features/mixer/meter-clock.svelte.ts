/** One beat for all meters, with the frames of the screen, only while something sounds. */
class MeterClock {
  #tick = $state(0);

  get tick(): number {
    return this.#tick;
  }

  /** @returns stops it */
  run(): () => void {
    const next = (): void => {
      this.#tick += 1;
      handle = requestAnimationFrame(next);
    };
    let handle = requestAnimationFrame(next);
    return () => {
      cancelAnimationFrame(handle);
      this.#tick += 1;
    };
  }
}

export const meterClock = new MeterClock();
