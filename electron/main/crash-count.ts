/** How often something ended that should not, and whether starting it again is still sensible. */

/** So many within so long mean that starting again does not help. */
const mostCrashes = 5;
const withinMs = 5 * 60_000;

export class CrashCount {
  readonly #nowMs: () => number;
  #recentMs: number[] = [];
  #total = 0;

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  get total(): number {
    return this.#total;
  }

  /** @returns whether to start it again */
  add(): boolean {
    const nowMs = this.#nowMs();
    this.#total += 1;
    this.#recentMs = [...this.#recentMs.filter((ms) => nowMs - ms < withinMs), nowMs];
    return this.#recentMs.length < mostCrashes;
  }

  /** Somebody asked to try again. */
  forgive(): void {
    this.#recentMs = [];
  }
}
