/**
 * Brings two channels from the recording's rate to that of a device that cannot play it: a windowed sinc, at whatever
 * ratio. Of equal rates nothing is changed.
 * @source J. O. Smith, "Digital Audio Resampling", section "Windowed sinc interpolation".
 */
import { kaiserWindow, sinc } from '../../shared/std/windowed-sinc.ts';

type Stereo = readonly [Float32Array, Float32Array];

/** On either side, at the lower of both rates. */
const zeroCrossings = 16;
const steps = 512;
/** Of the lower rate's half: room for the filter to fall. */
const passShare = 0.92;
const kaiserBeta = 9;

export class RateConverter {
  readonly #ratio: number;
  readonly #reach: number;
  readonly #kernel: Float64Array | null;
  readonly #history: Stereo;
  /** Where the next frame of output lies in the history. */
  #at: number;
  #filled: number;

  /** @param ratio frames of input for one of output; @param mostFrames of output at once */
  constructor(ratio: number, mostFrames: number) {
    this.#ratio = ratio;
    this.#reach = Math.ceil(zeroCrossings * Math.max(1, ratio));
    this.#kernel = ratio === 1 ? null : kernelOf(ratio, this.#reach);
    const length = 4 * this.#reach + Math.ceil(mostFrames * ratio) + 8;
    this.#history = [new Float32Array(length), new Float32Array(length)];
    this.#at = this.#reach;
    this.#filled = this.#reach;
  }

  /** @param produce writes so many frames of input, from a place on */
  convert(out: Stereo, frames: number, produce: (block: Stereo, at: number, count: number) => void): void {
    const kernel = this.#kernel;
    if (kernel === null) return produce(out, 0, frames);
    const history = this.#history;
    const needed = Math.ceil(this.#at + (frames - 1) * this.#ratio) + this.#reach + 1;
    if (needed > this.#filled) {
      for (const channel of history) channel.fill(0, this.#filled, needed);
      produce(history, this.#filled, needed - this.#filled);
      this.#filled = needed;
    }
    for (let frame = 0; frame < frames; frame++) {
      const middle = Math.floor(this.#at);
      const share = this.#at - middle;
      for (let c = 0; c < 2; c++) out[c]![frame] = weigh(history[c]!, middle, share, kernel, this.#reach);
      this.#at += this.#ratio;
    }
    const passed = Math.floor(this.#at) - this.#reach;
    for (const channel of history) channel.copyWithin(0, passed, this.#filled);
    this.#filled -= passed;
    this.#at -= passed;
  }
}

function weigh(
  samples: Float32Array,
  middle: number,
  share: number,
  kernel: Float64Array,
  reach: number,
): number {
  let sum = 0;
  for (let tap = 1 - reach; tap <= reach; tap++) {
    const place = Math.abs(tap - share) * steps;
    const low = Math.floor(place);
    const part = place - low;
    sum += samples[middle + tap]! * (kernel[low]! * (1 - part) + kernel[low + 1]! * part);
  }
  return sum;
}

/** One side of the filter, `steps` values a frame of input. */
function kernelOf(ratio: number, reach: number): Float64Array {
  const cutoff = passShare / Math.max(1, ratio);
  return Float64Array.from({ length: reach * steps + 2 }, (_, i) => {
    const x = i / steps;
    return cutoff * sinc(cutoff * x) * kaiserWindow(x / reach, kaiserBeta);
  });
}
