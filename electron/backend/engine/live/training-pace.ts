/**
 * How a person leads a running training: it rests between two passes and goes on as if nothing had been, or it ends with
 * the pass that it is in and keeps what it has learnt.
 */
import type { TrainingCourse } from '../../../../shared/contract/job-calls.ts';
import type { PreviewWindow } from './preview-window.ts';

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

/**
 * Between two passes: whoever waits for a preview gets the state, and while the training rests everybody does.
 * @returns milliseconds of rest
 */
export async function restAfterPass<T, R>(
  pace: TrainingPace,
  window: PreviewWindow<T, R>,
  makeState: () => T,
  hooks: { readonly signal: AbortSignal; onRest?(isResting: boolean): void },
): Promise<number> {
  window.offer(makeState);
  if (!pace.isResting) return 0;
  const startMs = performance.now();
  window.hold(makeState);
  hooks.onRest?.(true);
  await pace.rest(hooks.signal);
  hooks.onRest?.(false);
  window.release();
  return performance.now() - startMs;
}
