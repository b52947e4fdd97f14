/** What is heard, and where the playhead is. */
import type { DivisiError } from '../../shared/contract/errors.ts';
import { decibels, mixLevels } from '../playback/mix-levels.ts';
import { StemPlayer } from '../playback/stem-player.ts';
import type { StemAddress } from '../playback/stem-source.ts';
import type { FaderState } from '../../shared/export/export-session.ts';

/** A stem by its id in the mixer; 'recording' is the original. */
export type PlayableStem = StemAddress & { readonly id: string };

export type StripFader = FaderState & { readonly id: string };

export const recordingId = 'recording';

export class PlayerState {
  readonly #onFailure: (error: DivisiError) => void;
  readonly #lengthSec: number;
  #player: StemPlayer | null = null;
  #stems: readonly PlayableStem[] = $state.raw([]);
  #faders: readonly StripFader[] = [];
  #masterDb = 0;
  #isPlaying = $state(false);
  #positionSec = $state(0);
  /** The original in place of the mix. */
  #isComparing = $state(false);
  #loop: { readonly fromSec: number; readonly toSec: number } | null = null;
  /** Counts openings, so that one that was overtaken is given up. */
  #opening = 0;

  constructor(lengthSec: number, onFailure: (error: DivisiError) => void) {
    this.#lengthSec = lengthSec;
    this.#onFailure = onFailure;
  }

  get isPlaying(): boolean {
    return this.#isPlaying;
  }

  get positionSec(): number {
    return this.#positionSec;
  }

  get isComparing(): boolean {
    return this.#isComparing;
  }

  /** Whether groups can be heard apart. */
  get hasStems(): boolean {
    return this.#stems.some(({ id }) => id !== recordingId);
  }

  get stemIds(): readonly string[] {
    return this.#stems.map(({ id }) => id);
  }

  /** Other stems take over where the playhead is, playing or not. */
  async open(stems: readonly PlayableStem[]): Promise<void> {
    const opening = ++this.#opening;
    const opened = await StemPlayer.open(stems, {
      onPosition: (sec) => {
        if (opening === this.#opening) this.#positionSec = sec;
      },
      onEnded: () => this.stop(),
      onFailure: this.#onFailure,
    });
    if (!opened.ok) return this.#onFailure(opened.error);
    if (opening !== this.#opening) return opened.value.close();
    const former = this.#player;
    this.#player = opened.value;
    this.#stems = stems;
    this.#mix();
    this.#player.setLoop(this.#loop);
    this.#player.seek(this.#positionSec);
    if (this.#isPlaying) await this.#player.play();
    await former?.close();
  }

  async toggle(): Promise<void> {
    if (this.#isPlaying) this.stop();
    else await this.play();
  }

  async play(): Promise<void> {
    if (this.#player === null) return;
    if (this.#positionSec >= this.#lengthSec - 0.01) this.seek(0);
    this.#isPlaying = true;
    await this.#player.play();
  }

  stop(): void {
    this.#isPlaying = false;
    this.#player?.pause();
  }

  seek(sec: number): void {
    this.#positionSec = Math.min(Math.max(sec, 0), this.#lengthSec);
    this.#player?.seek(this.#positionSec);
  }

  setLoop(loop: { readonly fromSec: number; readonly toSec: number } | null): void {
    this.#loop = loop;
    this.#player?.setLoop(loop);
  }

  setFaders(faders: readonly StripFader[], masterDb: number): void {
    this.#faders = faders;
    this.#masterDb = masterDb;
    this.#mix();
  }

  compare(isComparing: boolean): void {
    this.#isComparing = isComparing;
    this.#mix();
  }

  /** dB of the last few milliseconds behind a strip's fader; 'master' is the sum. -Infinity is silence. */
  levelDb(id: string): number {
    const player = this.#player;
    if (player === null) return -Infinity;
    if (id === 'master') return decibels(player.master.peak());
    const strip = player.strips[this.#stems.findIndex((stem) => stem.id === id)];
    return strip === undefined ? -Infinity : decibels(strip.peak());
  }

  async close(): Promise<void> {
    this.#opening += 1;
    this.stop();
    await this.#player?.close();
    this.#player = null;
  }

  #mix(): void {
    const player = this.#player;
    if (player === null) return;
    const levels = mixLevels(this.#faders);
    const hasStems = this.hasStems;
    this.#stems.forEach(({ id }, index) => {
      const fader = this.#faders.findIndex((each) => each.id === id);
      const isOriginal = id === recordingId;
      const isHeard = isOriginal ? this.#isComparing || !hasStems : !this.#isComparing;
      player.strips[index]?.setLevel(!isHeard ? 0 : isOriginal ? 1 : (levels[fader] ?? 1));
      player.strips[index]?.setPan(isOriginal ? 0 : (this.#faders[fader]?.pan ?? 0));
    });
    player.master.setLevel(10 ** (this.#masterDb / 20));
  }
}
