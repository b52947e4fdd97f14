/**
 * By how much the phase of every frequency has to be turned when a frame of sound is put to another time. It is found
 * from one sound, and holds for all sounds that were cut out of it: turned alike, they still sum to it.
 *
 * A frame that is laid down one hop after the former one has to continue it. How the sound goes on within a hop is
 * heard one hop before the new frame; what differs there from the former frame is the turn. Bins follow the peak
 * that they belong to. Where a tone has just begun, its phase starts afresh, so that attacks stay together.
 *
 * @source J. Laroche, M. Dolson, "Improved phase vocoder time-scale modification of audio", IEEE Transactions on
 *   Speech and Audio Processing 7 (1999), section III (identity phase locking); A. Röbel, "A new approach to
 *   transient processing in the phase vocoder", DAFx 2003, for the fresh start. Differences: the turn is accumulated
 *   in place of the phase, as unit complex numbers; an attack is told by its growth within a hop.
 */

/** A tone that grew by so much in power within the last hop began in the middle of the frame. */
const attackGrowth = { least: 3.2, most: 25 };
const tiny = 1e-20;

export class SharedRotation {
  /** [bins, 2], unit complex numbers. */
  readonly turns: Float64Array;
  readonly #size: number;
  readonly #bins: number;
  readonly #former: Float64Array;
  readonly #power: Float64Array;
  readonly #next: Float64Array;
  #isFirst = true;

  /** @param size of the transform */
  constructor(size: number) {
    this.#size = size;
    this.#bins = size / 2 + 1;
    this.turns = new Float64Array(2 * this.#bins);
    this.#next = new Float64Array(2 * this.#bins);
    this.#former = new Float64Array(2 * size);
    this.#power = new Float64Array(this.#bins);
  }

  restart(): void {
    this.#isFirst = true;
  }

  /**
   * @param earlier spectrum of the sound one hop before the frame, [size, 2]: the left channel was the real part of
   *   what was transformed, the right one the imaginary part
   * @param frame spectrum of the frame itself; both are kept
   * Cost O(size).
   */
  follow(earlier: Float64Array, frame: Float64Array): void {
    if (this.#isFirst) {
      for (let bin = 0; bin < this.#bins; bin++) {
        this.turns[2 * bin] = 1;
        this.turns[2 * bin + 1] = 0;
      }
    } else this.#turn(earlier, frame);
    this.#isFirst = false;
    this.#former.set(frame);
  }

  #turn(earlier: Float64Array, frame: Float64Array): void {
    const bins = this.#bins;
    const power = this.#power;
    for (let bin = 0; bin < bins; bin++) power[bin] = this.#powerOf(frame, bin);
    let from = 0;
    let peak = this.#nextPeak(1);
    while (peak >= 0) {
      const next = this.#nextPeak(peak + 1);
      const end = next < 0 ? bins : this.#valley(peak, next);
      this.#turnRegion(earlier, peak, from, end);
      from = end;
      peak = next;
    }
    for (let bin = from; bin < bins; bin++) this.#keep(bin);
    this.turns.set(this.#next);
  }

  #turnRegion(earlier: Float64Array, peak: number, from: number, end: number): void {
    const former = this.#former;
    const mirror = peak === 0 ? 0 : this.#size - peak;
    // Summed over both channels: former times the conjugate of earlier.
    const re =
      former[2 * peak]! * earlier[2 * peak]! +
      former[2 * peak + 1]! * earlier[2 * peak + 1]! +
      former[2 * mirror]! * earlier[2 * mirror]! +
      former[2 * mirror + 1]! * earlier[2 * mirror + 1]!;
    const im =
      former[2 * peak + 1]! * earlier[2 * peak]! -
      former[2 * peak]! * earlier[2 * peak + 1]! -
      former[2 * mirror + 1]! * earlier[2 * mirror]! +
      former[2 * mirror]! * earlier[2 * mirror + 1]!;
    const length = Math.hypot(re, im);
    let turnRe = this.turns[2 * peak]!;
    let turnIm = this.turns[2 * peak + 1]!;
    const growth = this.#power[peak]! / Math.max(this.#powerOf(earlier, peak), tiny);
    if (growth >= attackGrowth.least && growth <= attackGrowth.most) {
      turnRe = 1;
      turnIm = 0;
    } else if (length > tiny) {
      const [a, b] = [turnRe, turnIm];
      turnRe = (a * re - b * im) / length;
      turnIm = (a * im + b * re) / length;
      // Rounding must not make it grow over hours.
      const norm = Math.hypot(turnRe, turnIm);
      turnRe /= norm;
      turnIm /= norm;
    }
    for (let bin = from; bin < end; bin++) {
      this.#next[2 * bin] = turnRe;
      this.#next[2 * bin + 1] = turnIm;
    }
  }

  #keep(bin: number): void {
    this.#next[2 * bin] = this.turns[2 * bin]!;
    this.#next[2 * bin + 1] = this.turns[2 * bin + 1]!;
  }

  /** Of both channels together. */
  #powerOf(spectrum: Float64Array, bin: number): number {
    const mirror = bin === 0 ? 0 : this.#size - bin;
    return (
      spectrum[2 * bin]! ** 2 +
      spectrum[2 * bin + 1]! ** 2 +
      spectrum[2 * mirror]! ** 2 +
      spectrum[2 * mirror + 1]! ** 2
    );
  }

  /** The next bin that is louder than two neighbours on either side; -1 where there is none. */
  #nextPeak(from: number): number {
    const power = this.#power;
    for (let bin = from; bin < this.#bins - 1; bin++) {
      const here = power[bin]!;
      if (
        here > tiny &&
        here > power[bin - 1]! &&
        here >= power[bin + 1]! &&
        here > (power[bin - 2] ?? 0) &&
        here >= (power[bin + 2] ?? 0)
      )
        return bin;
    }
    return -1;
  }

  /** Where the region of one peak ends and that of the next begins. */
  #valley(peak: number, next: number): number {
    let least = peak + 1;
    for (let bin = peak + 1; bin < next; bin++) if (this.#power[bin]! < this.#power[least]!) least = bin;
    return least;
  }
}
