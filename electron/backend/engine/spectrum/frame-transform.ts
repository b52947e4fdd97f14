/** Windowed frames of a signal in memory to spectra. */
import { hannWindow } from './hann-window.ts';
import { RealFft } from './real-fft.ts';
import { assertStft } from './stft-settings.ts';
import type { StftSettings } from './stft-settings.ts';

export class FrameTransform {
  readonly settings: StftSettings;
  readonly bins: number;
  readonly #fft: RealFft;
  readonly #window: Float64Array;
  readonly #frame: Float64Array;

  constructor(settings: StftSettings) {
    assertStft(settings);
    this.settings = settings;
    this.#fft = new RealFft(settings.windowSamples);
    this.bins = this.#fft.bins;
    this.#window = hannWindow(settings.windowSamples);
    this.#frame = new Float64Array(settings.windowSamples);
  }

  /**
   * Transforms `frameCount` frames, the first at samples [0, window), each a hop after the last.
   * @param samples at least (frameCount - 1) hop + window of them; kept.
   * @returns [frames, bins, 2] float32: real and imaginary parts interleaved, not scaled, so that the largest
   * magnitude of a full-scale sine is window / 4.
   */
  forward(samples: Float32Array | Float64Array, frameCount: number): Float32Array {
    const { windowSamples, hopSamples } = this.settings;
    if (samples.length < (frameCount - 1) * hopSamples + windowSamples) {
      throw new RangeError(
        `expected ${(frameCount - 1) * hopSamples + windowSamples} samples for ${frameCount} frames, got ${samples.length}`,
      );
    }
    const spectra = new Float32Array(frameCount * this.bins * 2);
    const frame = this.#frame;
    const window = this.#window;
    for (let n = 0; n < frameCount; n++) {
      const start = n * hopSamples;
      for (let i = 0; i < windowSamples; i++) frame[i] = samples[start + i]! * window[i]!;
      this.#fft.forward(frame, spectra, n * this.bins * 2);
    }
    return spectra;
  }
}
