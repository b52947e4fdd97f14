/** The recording is heard under a hand that drags the playhead: short pieces from where it is, silence where it rests. */
import type { PlayerState } from './player-state.svelte.ts';

/** Long enough to hear a pitch, short enough to follow the hand. */
const pieceMs = 60;
/** A hand rests that moved no more for so long. */
const restMs = 150;

export class Scrubbing {
  readonly #player: PlayerState;
  #isOn = false;
  #sec = 0;
  #soughtMs = 0;
  #pieceTimer: ReturnType<typeof setTimeout> | null = null;
  #restTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(player: PlayerState) {
    this.#player = player;
  }

  get isOn(): boolean {
    return this.#isOn;
  }

  /** The playhead goes there, and nothing sounds before it moves. */
  begin(sec: number): void {
    this.#isOn = true;
    this.#sec = sec;
    this.#seek();
  }

  moveTo(sec: number): void {
    if (!this.#isOn || sec === this.#sec) return;
    this.#sec = sec;
    const sinceMs = performance.now() - this.#soughtMs;
    if (sinceMs >= pieceMs) this.#seek();
    else this.#pieceTimer ??= setTimeout(() => this.#seek(), pieceMs - sinceMs);
    void this.#player.sound(true);
    clearTimeout(this.#restTimer);
    this.#restTimer = setTimeout(() => this.#rest(), restMs);
  }

  /** What played before plays on from there. */
  end(): void {
    if (!this.#isOn) return;
    this.#isOn = false;
    clearTimeout(this.#restTimer);
    this.#rest();
  }

  #rest(): void {
    void this.#player.sound(false);
    // What sounded went on a little from where the hand is.
    this.#seek();
  }

  #seek(): void {
    if (this.#pieceTimer !== null) clearTimeout(this.#pieceTimer);
    this.#pieceTimer = null;
    this.#soughtMs = performance.now();
    this.#player.seek(this.#sec);
  }
}
