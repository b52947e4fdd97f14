/** Times the phases of a separation, and says how far it is and how long it will still take. */
import { separationPhases } from './separation-hooks.ts';
import type { SeparationPhase, SeparationProgress } from './separation-hooks.ts';

type PhaseState = { plannedSec: number; spentSec: number; fraction: number };

/** Below this share of a phase its speed is taken from the plan, above it from the clock. */
const trustedFraction = 0.03;
/** Earlier an estimate would jump. */
const silentSec = 1;

export class SeparationClock {
  readonly #phases: Record<SeparationPhase, PhaseState>;
  readonly #onProgress: (progress: SeparationProgress) => void;
  readonly #now: () => number;
  readonly #startSec: number;
  #current: SeparationPhase = 'decode';
  #sinceSec: number;
  #shownFraction = 0;

  /**
   * @param plannedSec a guess for each phase; only their ratios matter once the clock runs
   * @param now seconds of a clock that never goes back
   */
  constructor(
    plannedSec: Readonly<Record<SeparationPhase, number>>,
    onProgress: (progress: SeparationProgress) => void,
    now: () => number = () => performance.now() / 1000,
  ) {
    const states = separationPhases.map((phase) => [
      phase,
      { plannedSec: plannedSec[phase], spentSec: 0, fraction: 0 },
    ]);
    this.#phases = Object.fromEntries(states) as Record<SeparationPhase, PhaseState>;
    this.#onProgress = onProgress;
    this.#now = now;
    this.#startSec = now();
    this.#sinceSec = this.#startSec;
  }

  get totalSec(): number {
    return this.#now() - this.#startSec;
  }

  /** Better guesses, once more is known. */
  plan(plannedSec: Partial<Readonly<Record<SeparationPhase, number>>>): void {
    for (const phase of separationPhases) {
      this.#phases[phase].plannedSec = plannedSec[phase] ?? this.#phases[phase].plannedSec;
    }
  }

  /** @param fraction of the phase, 0..1; a phase may be entered again where it was left */
  report(phase: SeparationPhase, fraction: number, detail = ''): void {
    this.#spend();
    this.#current = phase;
    this.#phases[phase].fraction = Math.min(1, Math.max(this.#phases[phase].fraction, fraction));
    const elapsed = this.totalSec;
    const left = this.#leftSec();
    const share = elapsed + left > 0 ? elapsed / (elapsed + left) : 0;
    this.#shownFraction = Math.min(1, Math.max(this.#shownFraction, share));
    this.#onProgress({
      phase,
      fraction: this.#shownFraction,
      detail,
      secondsLeft: elapsed < silentSec ? null : left,
    });
  }

  spentSec(phase: SeparationPhase): number {
    this.#spend();
    return this.#phases[phase].spentSec;
  }

  #spend(): void {
    const now = this.#now();
    this.#phases[this.#current].spentSec += now - this.#sinceSec;
    this.#sinceSec = now;
  }

  #leftSec(): number {
    return separationPhases.reduce((sum, phase) => {
      const { plannedSec, spentSec, fraction } = this.#phases[phase];
      const wholeSec = fraction > trustedFraction ? spentSec / fraction : plannedSec;
      return sum + wholeSec * (1 - fraction);
    }, 0);
  }
}
