/**
 * Correlations of signals at the lags 0 .. taps-1, gathered block by block, so that signals of any
 * length cost the memory of one block.
 *
 * Each frame takes `hop` new samples of a reference, zero-padded, and the same samples of the other
 * signal with taps-1 more behind them; the product of their spectra holds the correlation without
 * wrap-around at every lag that counts. Spectra add up over frames, so that one inverse transform per
 * pair remains for the end. Everything is computed in float64.
 */
import { RealFft } from '../spectrum/real-fft.ts';

/** Samples of one signal; what lies past the end of the array counts as 0. */
export type Samples = Float32Array | Float64Array;

export type Correlations = {
  readonly taps: number;
  /** `[i][s][k]` = sum over n of reference_i[n] * signal_s[n + k], k in 0 .. taps-1. */
  readonly lagged: readonly (readonly Float64Array[])[];
  /** Sum of squares of each signal, references first. */
  readonly energies: Float64Array;
};

/** Eight times the taps: seven eighths of every transform are new samples. */
const fftPerTaps = 8;

export class LaggedCorrelations {
  readonly referenceCount: number;
  readonly signalCount: number;
  readonly taps: number;
  private readonly hop: number;
  private readonly fft: RealFft;
  private readonly frame: Float64Array;
  private readonly referenceSpectra: Float64Array[];
  private readonly signalSpectrum: Float64Array;
  private readonly crossSpectra: Float64Array[][];
  private readonly energies: Float64Array;

  /** @param signalCount all signals, of which the first `referenceCount` are the references. */
  constructor(referenceCount: number, signalCount: number, taps: number) {
    if (taps < 2 || (taps & (taps - 1)) !== 0)
      throw new Error(`expected a power of two of taps, got ${taps}`);
    if (signalCount < referenceCount)
      throw new Error(`expected >= ${referenceCount} signals, got ${signalCount}`);
    const size = taps * fftPerTaps;
    this.referenceCount = referenceCount;
    this.signalCount = signalCount;
    this.taps = taps;
    this.hop = size - (taps - 1);
    this.fft = new RealFft(size);
    this.frame = new Float64Array(size);
    this.referenceSpectra = Array.from({ length: referenceCount }, () => new Float64Array(size + 2));
    this.signalSpectrum = new Float64Array(size + 2);
    this.crossSpectra = Array.from({ length: referenceCount }, () =>
      Array.from({ length: signalCount }, () => new Float64Array(size + 2)),
    );
    this.energies = new Float64Array(signalCount);
  }

  /**
   * Adds one block of one channel. `signals` are in the order of the constructor; the first
   * `newSamples` of each have not been added before, and the taps-1 after them are looked at.
   */
  addBlock(signals: readonly Samples[], newSamples: number): void {
    if (signals.length !== this.signalCount) {
      throw new Error(`expected ${this.signalCount} signals, got ${signals.length}`);
    }
    for (let start = 0; start < newSamples; start += this.hop) {
      this.addFrame(signals, start, Math.min(this.hop, newSamples - start));
    }
  }

  /** The correlations of all blocks so far. */
  finish(): Correlations {
    const circular = new Float64Array(this.fft.size);
    const lagged = this.crossSpectra.map((row) =>
      row.map((spectrum) => {
        this.fft.inverse(spectrum, 0, circular);
        return circular.slice(0, this.taps);
      }),
    );
    return { taps: this.taps, lagged, energies: this.energies.slice() };
  }

  private addFrame(signals: readonly Samples[], start: number, count: number): void {
    for (const [i, spectrum] of this.referenceSpectra.entries()) {
      this.transform(signals[i] as Samples, start, count, spectrum);
    }
    for (const [s, samples] of signals.entries()) {
      this.energies[s] = (this.energies[s] ?? 0) + energyOf(samples, start, count);
      this.transform(samples, start, count + this.taps - 1, this.signalSpectrum);
      for (const [i, spectrum] of this.referenceSpectra.entries()) {
        addCrossSpectrum(this.crossSpectra[i]?.[s] as Float64Array, spectrum, this.signalSpectrum);
      }
    }
  }

  private transform(samples: Samples, start: number, count: number, into: Float64Array): void {
    const present = samples.subarray(
      Math.min(start, samples.length),
      Math.min(start + count, samples.length),
    );
    this.frame.set(present);
    this.frame.fill(0, present.length);
    this.fft.forward(this.frame, into);
  }
}

/** sum += conj(a) * b over the bins 0 .. size/2, complex values interleaved. */
function addCrossSpectrum(sum: Float64Array, a: Float64Array, b: Float64Array): void {
  for (let k = 0; k < sum.length; k += 2) {
    const aRe = a[k] as number;
    const aIm = a[k + 1] as number;
    const bRe = b[k] as number;
    const bIm = b[k + 1] as number;
    sum[k] = (sum[k] as number) + aRe * bRe + aIm * bIm;
    sum[k + 1] = (sum[k + 1] as number) + aRe * bIm - aIm * bRe;
  }
}

function energyOf(samples: Samples, start: number, count: number): number {
  const end = Math.min(start + count, samples.length);
  let energy = 0;
  for (let n = start; n < end; n++) energy += (samples[n] as number) ** 2;
  return energy;
}
