/**
 * How a person leads a running training: it rests between two passes and goes on as if nothing had been, or it ends with
 * the pass that it is in and keeps what it has learnt.
 */
import type { TrainingCourse } from '../../../../shared/contract/job-calls.ts';

export class TrainingPace {
  #isResting = false;
  #isEnough = false;
  #goOn: (() => void)[] = [];

  get isResting(): boolean {
    return this.#isResting;
  }

  /** It should end with what there is. */
  get isEnough(): boolean {
    return this.#isEnough;
  }

  steer(course: TrainingCourse): void {
    this.#isResting = course === 'rest';
    this.#isEnough ||= course === 'finish';
    if (this.#isResting) return;
    const waiting = this.#goOn;
    this.#goOn = [];
    for (const goOn of waiting) goOn();
  }

  /** Resolves when the training shall go on, or the signal aborts; at once where it does not rest. */
  rest(signal: AbortSignal): Promise<void> {
    if (!this.#isResting || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const goOn = (): void => {
        signal.removeEventListener('abort', goOn);
        resolve();
      };
      signal.addEventListener('abort', goOn, { once: true });
      this.#goOn.push(goOn);
    });
  }
}
