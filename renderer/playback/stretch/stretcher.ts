/**
 * Plays stems slower or faster without changing their pitch: frames are taken from the sound at one pace and laid
 * down at another, with the phases of a {@link SharedRotation}. All stems are treated alike, sample for sample, so
 * that what they sum to is the stretched sum of them. It runs in the thread of the sound, which must never wait long:
 * the next frame is worked at in small pieces while the former one plays.
 */
import FFT from 'fft.js';
import type { StemBuffer } from '../stem-buffer.ts';
import { SharedRotation } from './shared-rotation.ts';

/** Long enough to tell the partials of low notes from each other. */
const frameSec = 0.085;
/** Frames that sound at the same time. */
const overlap = 4;
/** Squared Hann windows at a quarter of their length sum to this. */
const windowSum = 1.5;
/** Steps of work for one frame beside its stems: both analyses of the sound that the phases come from. */
const referenceSteps = 2;

/** A stretch of output; within it the source is met at an even pace. */
export type StretchedRun = { readonly frames: number; readonly fromFrame: number; readonly speed: number };

type Hop = { readonly centre: number; readonly speed: number };

export class Stretcher {
  readonly size: number;
  readonly hop: number;
  readonly #buffer: StemBuffer;
  readonly #channels: readonly number[];
  readonly #fft: FFT;
  readonly #window: Float64Array;
  readonly #rotation: SharedRotation;
  readonly #segment: readonly [Float32Array, Float32Array];
  readonly #packed: Float64Array;
  readonly #earlier: Float64Array;
  readonly #spectrum: Float64Array;
  /** Frames added up so far, [stem][channel][size]. */
  readonly #sums: readonly (readonly Float32Array[])[];
  /** What is finished, [stem][channel][hop]. */
  readonly #done: readonly (readonly Float32Array[])[];
  #doneAt = 0;
  #isLooping = false;
  /** One hop and half a frame before the middle of the frame that is worked at. */
  #base = 0;
  #speed = 1;
  /** Of the frame that is worked at. */
  #step = 0;
  /** Hops until the first one that sounds. */
  #lead = 0;
  #owed = 0;
  /** Of the frames that were finished last, the newest last: what plays lies two frames back. */
  #hops: Hop[] = [];

  /** @param channels of every stem, 1 or 2; the first stem is the sound that all others are parts of */
  constructor(buffer: StemBuffer, channels: readonly number[], sampleRate: number) {
    this.#buffer = buffer;
    this.#channels = channels;
    this.size = 2 ** Math.max(9, Math.round(Math.log2(frameSec * sampleRate)));
    this.hop = this.size / overlap;
    const { size, hop } = this;
    this.#fft = new FFT(size);
    this.#window = Float64Array.from(
      { length: size },
      (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / size),
    );
    this.#rotation = new SharedRotation(size);
    this.#segment = [new Float32Array(size + hop), new Float32Array(size + hop)];
    this.#packed = new Float64Array(2 * size);
    this.#earlier = new Float64Array(2 * size);
    this.#spectrum = new Float64Array(2 * size);
    const rows = (length: number): Float32Array[][] =>
      channels.map((count) => Array.from({ length: count }, () => new Float32Array(length)));
    this.#sums = rows(size);
    this.#done = rows(hop);
  }

  /** The earliest frame that will be read. */
  get readFrame(): number {
    return Math.max(0, Math.floor(this.#base));
  }

  /** Begins at a place of the source; nothing sounds before {@link isReady}. */
  start(frame: number, speed: number): void {
    const { loop } = this.#buffer;
    this.#isLooping = loop !== null && frame < loop.to;
    this.#speed = speed;
    this.#base = frame - this.hop * speed - 3 * this.hop;
    this.#lead = overlap - 1;
    this.#step = 0;
    this.#owed = 0;
    this.#hops = [];
    this.#doneAt = this.hop;
    this.#rotation.restart();
    for (const stem of this.#sums) for (const channel of stem) channel.fill(0);
  }

  setSpeed(speed: number): void {
    this.#speed = speed;
  }

  /** Whether there is something to play at once. */
  get isReady(): boolean {
    return this.#lead === 0 && (this.#doneAt < this.hop || this.#isFrameDone);
  }

  /** Works ahead. @returns false where samples are missing */
  work(steps: number): boolean {
    for (let step = 0; step < steps; step++) {
      if (this.#isFrameDone) {
        if (this.#doneAt < this.hop && this.#lead === 0) return true;
        this.#finishHop();
      }
      if (!this.#workStep()) return false;
    }
    return true;
  }

  /**
   * Writes up to `most` frames of every stem; null where samples are missing.
   * @param outputs [stem][channel][frame], from 0 on
   */
  next(outputs: readonly (readonly Float32Array[])[], most: number): StretchedRun | null {
    while (this.#doneAt >= this.hop || this.#lead > 0) {
      if (this.#isFrameDone) this.#finishHop();
      else if (!this.#workStep()) return null;
    }
    const { centre, speed } = this.#hops[0]!;
    const { loop } = this.#buffer;
    const fromFrame = this.#buffer.forward(centre, this.#doneAt * speed, this.#isLooping);
    const untilLoop =
      this.#isLooping && loop !== null && fromFrame < loop.to
        ? Math.ceil((loop.to - fromFrame) / speed)
        : most;
    const frames = Math.max(1, Math.min(most, this.hop - this.#doneAt, untilLoop));
    this.#done.forEach((stem, index) =>
      stem.forEach((channel, c) =>
        outputs[index]?.[c]?.set(channel.subarray(this.#doneAt, this.#doneAt + frames)),
      ),
    );
    this.#doneAt += frames;
    // Evenly spread, with a little to spare, so that no block has a whole frame to do.
    this.#owed += (frames * (this.#stepsPerFrame + 1)) / this.hop;
    const due = Math.floor(this.#owed);
    this.#owed -= due;
    this.work(due);
    return { frames, fromFrame, speed };
  }

  get #stepsPerFrame(): number {
    return referenceSteps + this.#channels.length;
  }

  get #isFrameDone(): boolean {
    return this.#step >= this.#stepsPerFrame;
  }

  #workStep(): boolean {
    const step = this.#step;
    if (step === 0) {
      const first = Math.round(this.#base);
      if (!this.#buffer.covers(first, this.size + this.hop, this.#isLooping)) return false;
      this.#load(0, first, this.size + this.hop);
      this.#transform(this.#earlier, 0);
    } else if (step === 1) {
      this.#transform(this.#spectrum, this.hop);
      this.#rotation.follow(this.#earlier, this.#spectrum);
    } else this.#addStem(step - referenceSteps);
    this.#step += 1;
    return true;
  }

  #addStem(stem: number): void {
    const first = this.#buffer.forward(Math.round(this.#base), this.hop, this.#isLooping);
    this.#load(stem, first, this.size);
    this.#transform(this.#spectrum, 0);
    this.#turn();
    this.#fft.inverseTransform(this.#packed, this.#spectrum);
    const [left, right] = this.#sums[stem]!;
    for (let i = 0; i < this.size; i++) {
      const weight = this.#window[i]! / windowSum;
      left![i]! += this.#packed[2 * i]! * weight;
      if (right !== undefined) right[i]! += this.#packed[2 * i + 1]! * weight;
    }
  }

  #load(stem: number, first: number, count: number): void {
    const isStereo = this.#channels[stem]! > 1;
    this.#buffer.read(stem, 0, first, this.#isLooping, this.#segment[0], 0, count);
    if (isStereo) this.#buffer.read(stem, 1, first, this.#isLooping, this.#segment[1], 0, count);
    else this.#segment[1].fill(0);
  }

  #transform(out: Float64Array, offset: number): void {
    const [left, right] = this.#segment;
    for (let i = 0; i < this.size; i++) {
      const weight = this.#window[i]!;
      this.#packed[2 * i] = left[offset + i]! * weight;
      this.#packed[2 * i + 1] = right[offset + i]! * weight;
    }
    this.#fft.transform(out, this.#packed);
  }

  /** Both channels at once: a turn and its conjugate on the other side are a real filter. */
  #turn(): void {
    const spectrum = this.#spectrum;
    const { turns } = this.#rotation;
    const half = this.size / 2;
    for (let bin = 1; bin < half; bin++) {
      const c = turns[2 * bin]!;
      const s = turns[2 * bin + 1]!;
      const re = spectrum[2 * bin]!;
      const im = spectrum[2 * bin + 1]!;
      spectrum[2 * bin] = re * c - im * s;
      spectrum[2 * bin + 1] = re * s + im * c;
      const mirror = 2 * (this.size - bin);
      const mre = spectrum[mirror]!;
      const mim = spectrum[mirror + 1]!;
      spectrum[mirror] = mre * c + mim * s;
      spectrum[mirror + 1] = mim * c - mre * s;
    }
  }

  #finishHop(): void {
    const { hop, size } = this;
    const centre = this.#buffer.forward(this.#base, 3 * hop, this.#isLooping);
    this.#hops = [...this.#hops, { centre, speed: this.#speed }].slice(-3);
    this.#base = this.#buffer.forward(this.#base, hop * this.#speed, this.#isLooping);
    this.#step = 0;
    this.#sums.forEach((stem, index) =>
      stem.forEach((channel, c) => {
        this.#done[index]![c]!.set(channel.subarray(0, hop));
        channel.copyWithin(0, hop);
        channel.fill(0, size - hop);
      }),
    );
    if (this.#lead > 0) this.#lead -= 1;
    else this.#doneAt = 0;
  }
}
