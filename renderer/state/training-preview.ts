/** While a training runs, what plays around the playhead is what it has learned so far: pass after pass. */
import type { ListeningState } from './listening.svelte.ts';
import type { PlayerState } from './player-state.svelte.ts';

const behindSec = 1;
const aheadSec = 8;
/** A loop that is not longer is heard whole. */
const longestLoopSec = 15;

type Range = { readonly fromSec: number; readonly toSec: number };

export class TrainingPreview {
  readonly #player: PlayerState;
  readonly #listening: ListeningState;
  readonly #lengthSec: number;
  #loop: Range | null = null;
  #asked: { readonly range: Range; readonly stop: AbortController; isAnswered: boolean } | null = null;
  #isOn = false;
  #isResting = false;

  constructor(player: PlayerState, listening: ListeningState, lengthSec: number) {
    this.#player = player;
    this.#listening = listening;
    this.#lengthSec = lengthSec;
  }

  /**
   * @param isOn whether a training runs while something plays
   * @param isResting it learns nothing at the moment: what was asked for is not asked for again
   */
  set(isOn: boolean, loop: Range | null, isResting: boolean): void {
    this.#loop = loop;
    this.#isOn = isOn;
    this.#isResting = isResting;
    if (isOn && (this.#asked === null || (this.#asked.isAnswered && !isResting))) this.#ask();
    if (!isOn) this.close();
  }

  /** The playhead moved: what was asked for elsewhere is given up. */
  follow(sec: number): void {
    const asked = this.#asked;
    if (asked === null || (asked.range.fromSec <= sec && sec < asked.range.toSec)) return;
    this.close();
    this.#ask();
  }

  close(): void {
    this.#asked?.stop.abort();
    this.#asked = null;
  }

  #ask(): void {
    const asked = { range: this.#rangeHere(), stop: new AbortController(), isAnswered: false };
    this.#asked = asked;
    void this.#listening.tryOut('training', asked.range, null, asked.stop.signal).then((answer) => {
      if (this.#asked !== asked) return;
      asked.isAnswered = true;
      // A failure here is told by the training itself, or there is nothing to hear yet.
      const isHeard = answer.ok && answer.value.epoch !== null;
      if (!isHeard) this.#asked = null;
      else if (this.#isOn && !this.#isResting) this.#ask();
    });
  }

  #rangeHere(): Range {
    const loop = this.#loop;
    const sec = this.#player.positionSec;
    if (loop !== null && sec < loop.toSec && loop.toSec - loop.fromSec <= longestLoopSec) return loop;
    const fromSec = Math.max(0, Math.min(sec - behindSec, this.#lengthSec - behindSec));
    return { fromSec, toSec: Math.min(fromSec + behindSec + aheadSec, this.#lengthSec) };
  }
}
