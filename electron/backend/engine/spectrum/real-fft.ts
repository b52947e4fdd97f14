/**
 * The Fourier transform of real frames by a complex transform of half the size: even samples ride in the real
 * part, odd ones in the imaginary part.
 * @source Press et al., Numerical Recipes, 3rd edition, section 12.3.2; the complex transform is fft.js.
 * @tested against the defining sum, and forth and back.
 */
import FFT from 'fft.js';

export class RealFft {
  /** Samples per frame, a power of two >= 4. */
  readonly size: number;
  /** size / 2 + 1, from 0 Hz to Nyquist. */
  readonly bins: number;
  readonly #half: FFT;
  readonly #packed: Float64Array;
  readonly #transformed: Float64Array;
  /** cos and sin of 2 pi k / size, k = 0 ... size / 4. */
  readonly #cosines: Float64Array;
  readonly #sines: Float64Array;

  constructor(size: number) {
    if (!Number.isInteger(Math.log2(size)) || size < 4) {
      throw new RangeError(`expected a power of two of at least 4, got ${size}`);
    }
    this.size = size;
    this.bins = size / 2 + 1;
    this.#half = new FFT(size / 2);
    this.#packed = new Float64Array(size);
    this.#transformed = new Float64Array(size);
    const angles = Array.from({ length: size / 4 + 1 }, (_, k) => (2 * Math.PI * k) / size);
    this.#cosines = Float64Array.from(angles, Math.cos);
    this.#sines = Float64Array.from(angles, Math.sin);
  }

  /**
   * @param frame [size]; kept.
   * @param out receives [bins, 2], real and imaginary parts interleaved, from `outOffset` on. Not scaled.
   */
  forward(frame: Float64Array, out: Float32Array | Float64Array, outOffset = 0): void {
    const half = this.size / 2;
    const z = this.#transformed;
    this.#half.transform(z, frame);
    out[outOffset] = z[0]! + z[1]!;
    out[outOffset + 1] = 0;
    out[outOffset + this.size] = z[0]! - z[1]!;
    out[outOffset + this.size + 1] = 0;
    for (let k = 1, mirror = half - 1; k <= mirror; k++, mirror--) {
      const zr = z[2 * k]!;
      const zi = z[2 * k + 1]!;
      const mr = z[2 * mirror]!;
      const mi = z[2 * mirror + 1]!;
      const evenRe = (zr + mr) / 2;
      const evenIm = (zi - mi) / 2;
      const oddRe = (zi + mi) / 2;
      const oddIm = (mr - zr) / 2;
      const cosine = this.#cosines[k]!;
      const sine = this.#sines[k]!;
      const turnedRe = oddRe * cosine + oddIm * sine;
      const turnedIm = oddIm * cosine - oddRe * sine;
      out[outOffset + 2 * k] = evenRe + turnedRe;
      out[outOffset + 2 * k + 1] = evenIm + turnedIm;
      out[outOffset + 2 * mirror] = evenRe - turnedRe;
      out[outOffset + 2 * mirror + 1] = turnedIm - evenIm;
    }
  }

  /**
   * The exact inverse of {@link forward}; imaginary parts at 0 Hz and Nyquist are taken as 0.
   * @param spectrum [bins, 2] from `offset` on; kept.
   * @param out receives [size].
   */
  inverse(spectrum: Float32Array | Float64Array, offset: number, out: Float64Array): void {
    const half = this.size / 2;
    const z = this.#packed;
    const first = spectrum[offset]!;
    const last = spectrum[offset + this.size]!;
    z[0] = (first + last) / 2;
    z[1] = (first - last) / 2;
    for (let k = 1, mirror = half - 1; k <= mirror; k++, mirror--) {
      const xr = spectrum[offset + 2 * k]!;
      const xi = spectrum[offset + 2 * k + 1]!;
      const mr = spectrum[offset + 2 * mirror]!;
      const mi = spectrum[offset + 2 * mirror + 1]!;
      const evenRe = (xr + mr) / 2;
      const evenIm = (xi - mi) / 2;
      const turnedRe = (xr - mr) / 2;
      const turnedIm = (xi + mi) / 2;
      const cosine = this.#cosines[k]!;
      const sine = this.#sines[k]!;
      const oddRe = turnedRe * cosine - turnedIm * sine;
      const oddIm = turnedIm * cosine + turnedRe * sine;
      z[2 * k] = evenRe - oddIm;
      z[2 * k + 1] = evenIm + oddRe;
      z[2 * mirror] = evenRe + oddIm;
      z[2 * mirror + 1] = oddRe - evenIm;
    }
    this.#half.inverseTransform(out, z);
  }
}
