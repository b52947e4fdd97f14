/**
 * How loud one frequency is just before and just after every moment. It is turned down to 0 Hz and averaged over
 * a short window on either side, so that moments can lie two milliseconds apart at no cost.
 */

const riseDefaults = Object.freeze({
  /** Length of the window before and of the one after. */
  windowSec: 0.04,
  stepSec: 0.002,
});

export class PartialRise {
  /** Samples between moments. */
  readonly stepSamples: number;
  /** Samples that are needed before the first moment and after the last. */
  readonly reachSamples: number;
  readonly #sampleRate: number;
  #re = new Float64Array(0);
  #im = new Float64Array(0);

  constructor(sampleRate: number) {
    this.#sampleRate = sampleRate;
    this.stepSamples = Math.max(1, Math.round(riseDefaults.stepSec * sampleRate));
    this.reachSamples =
      this.stepSamples * Math.max(1, Math.round((riseDefaults.windowSec * sampleRate) / this.stepSamples));
  }

  /**
   * Adds weight times the amplitude of a frequency before and after every moment.
   * @param samples the first moment lies `reachSamples` after samples[start], the others `stepSamples` apart; kept.
   * @param before [moments], @param after [moments]
   */
  add(
    samples: Float32Array,
    start: number,
    hz: number,
    weight: number,
    before: Float64Array,
    after: Float64Array,
  ): void {
    const step = this.stepSamples;
    const stepsInWindow = this.reachSamples / step;
    const count = before.length - 1 + 2 * stepsInWindow;
    if (this.#re.length < count + 1) {
      this.#re = new Float64Array(count + 1);
      this.#im = new Float64Array(count + 1);
    }
    const re = this.#re;
    const im = this.#im;
    const turn = (2 * Math.PI * hz) / this.#sampleRate;
    const turnRe = Math.cos(turn);
    const turnIm = -Math.sin(turn);
    let phaseRe = 1;
    let phaseIm = 0;
    let sumRe = 0;
    let sumIm = 0;
    let at = start;
    for (let n = 1; n <= count; n++) {
      for (let k = 0; k < step; k++, at++) {
        const x = samples[at]!;
        sumRe += x * phaseRe;
        sumIm += x * phaseIm;
        const next = phaseRe * turnRe - phaseIm * turnIm;
        phaseIm = phaseRe * turnIm + phaseIm * turnRe;
        phaseRe = next;
      }
      re[n] = sumRe;
      im[n] = sumIm;
    }
    const scale = (2 * weight) / this.reachSamples;
    for (let n = 0; n < before.length; n++) {
      const middle = n + stepsInWindow;
      const end = middle + stepsInWindow;
      before[n]! += scale * Math.hypot(re[middle]! - re[n]!, im[middle]! - im[n]!);
      after[n]! += scale * Math.hypot(re[end]! - re[middle]!, im[end]! - im[middle]!);
    }
  }
}
