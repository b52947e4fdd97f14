/** A set of stems that plays: one place for all of them, at the recording's own pace or stretched. */
import { MixBus } from './mix-bus.ts';
import { StemBuffer } from './stem-buffer.ts';
import { Stretcher } from './stretch/stretcher.ts';

export type DeckOptions = {
  readonly lengthFrames: number;
  /** Of every stem, 1 or 2. */
  readonly channels: readonly number[];
};

/** What a stretch of playing was: so many frames, from a place of the recording on, at an even pace. */
export type PlayedRun = { readonly frames: number; readonly fromFrame: number; readonly speed: number };

/** Played straight ahead, so many frames have to be there before a set begins. */
const leadFrames = 512;

export class StemDeck {
  readonly buffer: StemBuffer;
  readonly bus: MixBus;
  readonly #stretcher: Stretcher;
  readonly #stems: readonly (readonly Float32Array[])[];
  #position = 0;
  #speed = 1;
  #isLooping = false;
  #isFresh = true;

  /** @param mostFrames of a block */
  constructor({ lengthFrames, channels }: DeckOptions, sampleRate: number, mostFrames: number) {
    this.buffer = new StemBuffer(channels.length, lengthFrames);
    this.bus = new MixBus(channels, sampleRate, mostFrames);
    this.#stretcher = new Stretcher(this.buffer, channels, sampleRate);
    this.#stems = channels.map((count) => Array.from({ length: count }, () => new Float32Array(mostFrames)));
  }

  /** What is heard next. */
  get position(): number {
    return this.#position;
  }

  /** Nothing before it is read any more, but for a loop's beginning. */
  get readFrame(): number {
    return this.#isStretching ? Math.min(this.#stretcher.readFrame, this.#position) : this.#position;
  }

  get isFresh(): boolean {
    return this.#isFresh;
  }

  get isEnded(): boolean {
    return this.#position >= this.buffer.lengthFrames;
  }

  start(frame: number, speed: number): void {
    this.#position = Math.min(Math.max(frame, 0), this.buffer.lengthFrames);
    this.#speed = speed;
    const { loop } = this.buffer;
    this.#isLooping = loop !== null && this.#position < loop.to;
    if (this.#isStretching) this.#stretcher.start(this.#position, speed);
    else this.#position = Math.round(this.#position);
  }

  /** A new loop takes hold where it can: before its end. */
  loopChanged(): void {
    const { loop } = this.buffer;
    this.#isLooping = loop !== null && this.#position < loop.to;
  }

  /** @returns false where playing has to begin anew for it */
  setSpeed(speed: number): boolean {
    if ((speed === 1) !== (this.#speed === 1)) return false;
    this.#speed = speed;
    this.#stretcher.setSpeed(speed);
    return true;
  }

  /** Where playing comes to after some more frames of output. */
  ahead(frames: number): number {
    return this.buffer.forward(this.#position, frames * this.#speed, this.#isLooping);
  }

  /** Gets ready to sound from its place. @returns whether it is */
  prepare(steps: number): boolean {
    if (!this.#isStretching) {
      const left = Math.max(0, this.buffer.lengthFrames - this.#position);
      return this.buffer.covers(this.#position, Math.min(leadFrames, left), this.#isLooping);
    }
    if (!this.#stretcher.isReady) this.#stretcher.work(steps);
    return this.#stretcher.isReady;
  }

  /**
   * Adds up to `most` frames to two channels, from `at` on, and moves on; null where samples are missing.
   * Nothing may follow {@link isEnded}.
   */
  play(out: readonly [Float32Array, Float32Array], at: number, most: number): PlayedRun | null {
    const run = this.#isStretching ? this.#stretcher.next(this.#stems, most) : this.#straight(most);
    if (run === null) return null;
    this.bus.add(out, at, this.#stems, run.frames);
    this.#position = this.buffer.forward(run.fromFrame, run.frames * run.speed, this.#isLooping);
    this.#isFresh = false;
    return run;
  }

  get #isStretching(): boolean {
    return this.#speed !== 1;
  }

  #straight(most: number): PlayedRun | null {
    const { buffer } = this;
    const from = this.#position;
    const end = this.#isLooping && buffer.loop !== null ? buffer.loop.to : buffer.lengthFrames;
    const frames = Math.min(most, Math.max(1, end - from));
    if (!buffer.covers(from, frames, false)) return null;
    this.#stems.forEach((stem, index) =>
      stem.forEach((channel, c) => buffer.read(index, c, from, false, channel, 0, frames)),
    );
    return { frames, fromFrame: from, speed: 1 };
  }
}
