/** The recording is heard under a hand that drags the playhead: short pieces from where it is, silence where it rests. */

/** Long enough to hear a pitch, short enough to follow the hand. */
const pieceMs = 60;
/** A hand rests that moved no more for so long. */
const restMs = 150;

/** What is scrubbed: the player, whether it plays or rests. */
type ScrubbedPlayer = {
  readonly isPlaying: boolean;
  seek(sec: number): void;
  sound(isOn: boolean): Promise<void>;
};

export class Scrubbing {
  readonly #player: ScrubbedPlayer;
  #isOn = false;
  #sec = 0;
  #soughtMs = 0;
  #pieceTimer: ReturnType<typeof setTimeout> | null = null;
  #restTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(player: ScrubbedPlayer) {
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
    // What sounded went on a little from where the hand is; what plays may.
    if (this.#pieceTimer !== null || !this.#player.isPlaying) this.#seek();
  }

  #seek(): void {
    if (this.#pieceTimer !== null) clearTimeout(this.#pieceTimer);
    this.#pieceTimer = null;
    this.#soughtMs = performance.now();
    this.#player.seek(this.#sec);
  }
}
