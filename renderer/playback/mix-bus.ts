/**
 * Sums stems to two channels at the mixer's gains, as an export does, and tells their levels. The first stem is the
 * recording; it sounds in place of the others where it is compared with them, as loud as they are.
 */
import type { GainMatrix } from '../../shared/export/mixer-gains.ts';
import { addRamped, smoothRest } from './smooth-gain.ts';

export type Mix = {
  /** One matrix a stem, [2][channels]. */
  readonly gains: readonly GainMatrix[];
  readonly master: number;
  /** The recording in place of the other stems. */
  readonly isComparing: boolean;
};

/** Over which loudness is compared. */
const matchSec = 3;
/** Where less than that sounds, power of full scale, loudness says nothing. */
const leastPower = 1e-8;
const matchLimits = { least: 0.02, most: 4 };

type Stereo = readonly [Float32Array, Float32Array];

export class MixBus {
  readonly #sampleRate: number;
  readonly #now: number[][][];
  readonly #goal: number[][][];
  readonly #master = { now: 1, goal: 1 };
  /** 1 is the recording alone. */
  readonly #compared = { now: 1, goal: 1 };
  readonly #peaks: Float32Array;
  readonly #mix: Stereo;
  readonly #original: Stereo;
  #mixPower = 0;
  #originalPower = 0;
  #hasMix = false;

  /** @param channels of every stem; @param mostFrames of a block */
  constructor(channels: readonly number[], sampleRate: number, mostFrames: number) {
    const silence = (): number[][][] =>
      channels.map((count) => [0, 1].map(() => new Array<number>(count).fill(0)));
    this.#now = silence();
    this.#goal = silence();
    this.#sampleRate = sampleRate;
    this.#peaks = new Float32Array(channels.length + 1);
    this.#mix = [new Float32Array(mostFrames), new Float32Array(mostFrames)];
    this.#original = [new Float32Array(mostFrames), new Float32Array(mostFrames)];
  }

  /** @param isAtOnce before anything sounded */
  set(mix: Mix, isAtOnce: boolean): void {
    mix.gains.forEach((matrix, stem) =>
      matrix.forEach((row, output) =>
        row.forEach((gain, channel) => {
          const goal = this.#goal[stem]?.[output];
          if (goal === undefined || channel >= goal.length) return;
          goal[channel] = gain;
          if (isAtOnce) this.#now[stem]![output]![channel] = gain;
        }),
      ),
    );
    this.#hasMix = this.#goal.length > 1;
    this.#master.goal = mix.master;
    this.#compared.goal = mix.isComparing || !this.#hasMix ? 1 : 0;
    if (!isAtOnce) return;
    this.#master.now = this.#master.goal;
    this.#compared.now = this.#compared.goal;
  }

  /** Adds a block to two channels from `at` on. @param stems [stem][channel][frame] */
  add(out: Stereo, at: number, stems: readonly (readonly Float32Array[])[], frames: number): void {
    const rest = smoothRest(frames, this.#sampleRate);
    for (const buffer of [this.#mix, this.#original])
      for (const channel of buffer) channel.fill(0, 0, frames);
    for (let stem = 0; stem < stems.length; stem++) {
      const target = stem === 0 ? this.#original : this.#mix;
      this.#peaks[stem] = Math.max(
        this.#peaks[stem]!,
        this.#addStem(target, stem, stems[stem]!, frames, rest),
      );
    }
    const before = this.#compared.now;
    const masterBefore = this.#master.now;
    this.#compared.now = this.#compared.goal + (before - this.#compared.goal) * rest;
    this.#master.now = this.#master.goal + (masterBefore - this.#master.goal) * rest;
    const match = this.#match(frames);
    for (let c = 0; c < 2; c++) {
      const target = out[c]!;
      addRamped(
        target,
        at,
        this.#mix[c]!,
        frames,
        (1 - before) * masterBefore,
        (1 - this.#compared.now) * this.#master.now,
      );
      addRamped(
        target,
        at,
        this.#original[c]!,
        frames,
        before * masterBefore * match,
        this.#compared.now * this.#master.now * match,
      );
      for (let i = 0; i < frames; i++)
        this.#peaks[stems.length] = Math.max(this.#peaks[stems.length]!, Math.abs(target[at + i]!));
    }
  }

  /** Of every stem behind its fader, then of the sum, linear, since they were taken last. */
  takePeaks(): Float32Array {
    const peaks = this.#peaks.slice();
    this.#peaks.fill(0);
    return peaks;
  }

  #addStem(
    target: Stereo,
    stem: number,
    samples: readonly Float32Array[],
    frames: number,
    rest: number,
  ): number {
    let peak = 0;
    for (let output = 0; output < 2; output++) {
      const now = this.#now[stem]![output]!;
      const goal = this.#goal[stem]![output]!;
      for (let channel = 0; channel < now.length; channel++) {
        const from = now[channel]!;
        let to = goal[channel]! + (from - goal[channel]!) * rest;
        if (Math.abs(to - goal[channel]!) < 1e-5) to = goal[channel]!;
        now[channel] = to;
        const source = samples[channel]!;
        addRamped(target[output]!, 0, source, frames, from, to);
        const level = Math.max(from, to);
        if (level > 0) for (let i = 0; i < frames; i++) peak = Math.max(peak, Math.abs(source[i]!) * level);
      }
    }
    return peak;
  }

  /** What makes the recording as loud as the mix: what both were in the last seconds. */
  #match(frames: number): number {
    if (!this.#hasMix) return 1;
    const keep = Math.exp(-frames / (matchSec * this.#sampleRate));
    this.#mixPower = this.#mixPower * keep + power(this.#mix, frames) * (1 - keep);
    this.#originalPower = this.#originalPower * keep + power(this.#original, frames) * (1 - keep);
    if (this.#mixPower < leastPower || this.#originalPower < leastPower) return 1;
    const ratio = Math.sqrt(this.#mixPower / this.#originalPower);
    return Math.min(Math.max(ratio, matchLimits.least), matchLimits.most);
  }
}

function power([left, right]: Stereo, frames: number): number {
  let sum = 0;
  for (let i = 0; i < frames; i++) sum += left[i]! ** 2 + right[i]! ** 2;
  return sum / (2 * frames);
}
