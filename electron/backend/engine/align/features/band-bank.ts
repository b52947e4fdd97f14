/**
 * One band per semitone, from spectra of three window lengths: low pitches need long windows to be told apart,
 * high ones get short windows that tell when they begin.
 */
import { hannWindow } from '../../spectrum/hann-window.ts';
import { RealFft } from '../../spectrum/real-fft.ts';

/** A0, the lowest key of a piano. */
export const lowestBandMidi = 21;
/** Up to C9: partials of the upper octaves. */
export const bandCount = 100;

/** Bins of neighbouring semitones that must lie between their centres, for a window to resolve them. */
const binsPerSemitone = 1.5;
const shortestWindowSec = 0.046;
const windowKinds = 3;
/** The longer windows see only low pitches: they run over every fourth sample. */
export const slowFactor = 4;

type Band = { readonly firstBin: number; readonly weights: Float64Array };
type WindowBank = {
  /** 1 for all samples, slowFactor for the thinned ones. */
  readonly factor: number;
  readonly fft: RealFft;
  readonly window: Float64Array;
  readonly firstBand: number;
  readonly bands: readonly Band[];
  /** Bins [first, end) that the bands have between them. */
  readonly firstBin: number;
  readonly endBin: number;
};

export class BandBank {
  /** Half the longest window, in samples of the full rate: what must lie around a centre. */
  readonly reachSamples: number;
  readonly #banks: readonly WindowBank[];
  readonly #frame: Float64Array;
  readonly #spectrum: Float64Array;
  readonly #power: Float64Array;

  constructor(sampleRate: number, tuningCents: number) {
    const shortest = 2 ** Math.round(Math.log2(shortestWindowSec * sampleRate));
    this.reachSamples = shortest * 2 ** (windowKinds - 2);
    const edges = Array.from({ length: windowKinds }, (_, kind) => {
      if (kind === windowKinds - 1) return 0;
      const lowestHz = (binsPerSemitone * sampleRate) / (shortest * 2 ** kind * (2 ** (1 / 12) - 1));
      return Math.min(
        bandCount,
        Math.max(0, Math.ceil(69 + 12 * Math.log2(lowestHz / 440)) - lowestBandMidi),
      );
    });
    this.#banks = edges.map((firstBand, kind) => {
      const lastBand = kind === 0 ? bandCount : edges[kind - 1]!;
      const factor = kind === 0 ? 1 : slowFactor;
      const size = (shortest * 2 ** kind) / factor;
      return windowBank(sampleRate / factor, factor, size, firstBand, lastBand, tuningCents);
    });
    this.#frame = new Float64Array(shortest);
    this.#spectrum = new Float64Array(shortest + 2);
    this.#power = new Float64Array(shortest / 2 + 1);
  }

  /**
   * Adds one channel's powers of every band around a sample: a steady sine on a band's pitch adds its squared
   * amplitude.
   * @param samples reachSamples of them before and after `centre`, which slowFactor divides; kept.
   * @param slow every slowFactor-th of them, low-passed.
   * @param out [bandCount] from `offset` on.
   */
  addPowers(
    samples: Float32Array,
    slow: Float32Array,
    centre: number,
    out: Float32Array,
    offset: number,
  ): void {
    const frame = this.#frame;
    const spectrum = this.#spectrum;
    for (const { factor, fft, window, firstBand, bands, firstBin, endBin } of this.#banks) {
      if (bands.length === 0) continue;
      const source = factor === 1 ? samples : slow;
      const start = centre / factor - fft.size / 2;
      for (let i = 0; i < fft.size; i++) frame[i] = source[start + i]! * window[i]!;
      fft.forward(frame, spectrum);
      const power = this.#power;
      // Bands overlap: every bin's power is needed twice.
      for (let k = firstBin; k < endBin; k++) power[k] = spectrum[2 * k]! ** 2 + spectrum[2 * k + 1]! ** 2;
      for (let b = 0; b < bands.length; b++) {
        const { firstBin: first, weights } = bands[b]!;
        let sum = 0;
        for (let i = 0; i < weights.length; i++) sum += weights[i]! * power[first + i]!;
        out[offset + firstBand + b]! += sum;
      }
    }
  }
}

function windowBank(
  sampleRate: number,
  factor: number,
  size: number,
  firstBand: number,
  lastBand: number,
  tuningCents: number,
): WindowBank {
  const bands = Array.from({ length: Math.max(0, lastBand - firstBand) }, (_, i) => {
    const hz = 440 * 2 ** ((firstBand + i + lowestBandMidi - 69) / 12 + tuningCents / 1200);
    return bandAround((hz * size) / sampleRate, size);
  });
  const firstBin = bands.reduce((least, band) => Math.min(least, band.firstBin), size / 2);
  const ends = bands
    .filter(({ weights }) => weights.length > 0)
    .map((band) => band.firstBin + band.weights.length);
  const endBin = ends.reduce((most, end) => Math.max(most, end), firstBin);
  return { factor, fft: new RealFft(size), window: hannWindow(size), firstBand, bands, firstBin, endBin };
}

/** A triangle of at least two bins to either side, a semitone where that is more; empty above Nyquist. */
function bandAround(centreBin: number, size: number): Band {
  const reach = Math.max(1.5, centreBin * (2 ** (1 / 12) - 1));
  const firstBin = Math.max(1, Math.ceil(centreBin - reach));
  const lastBin = Math.min(size / 2 - 1, Math.floor(centreBin + reach));
  const weights = new Float64Array(Math.max(0, lastBin - firstBin + 1));
  for (let i = 0; i < weights.length; i++) weights[i] = 1 - Math.abs(firstBin + i - centreBin) / reach;
  // Power of a sine of amplitude 1 at the centre, through the Hann window's main lobe.
  let response = 0;
  for (let i = 0; i < weights.length; i++) {
    response += weights[i]! * (hannLobe(firstBin + i - centreBin) * (size / 4)) ** 2;
  }
  if (response > 0) for (let i = 0; i < weights.length; i++) weights[i]! /= response;
  return { firstBin, weights };
}

/** Magnitude of the Hann window's transform, `bins` from its centre, 1 there. */
function hannLobe(bins: number): number {
  const x = Math.abs(bins);
  if (x < 1e-9) return 1;
  if (Math.abs(x - 1) < 1e-9) return 0.5;
  return Math.abs(Math.sin(Math.PI * x) / (Math.PI * x * (1 - x * x)));
}
