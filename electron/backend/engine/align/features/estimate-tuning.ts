/**
 * How far a recording's pitches lie from A4 = 440 Hz: the circular mean of how far its spectral peaks lie from
 * the nearest tempered pitch.
 * @source Mueller, Fundamentals of Music Processing, 2nd edition, section 3.1.2.1 (tuning), here from
 * interpolated peaks.
 */
import { hannWindow } from '../../spectrum/hann-window.ts';
import { RealFft } from '../../spectrum/real-fft.ts';
import type { DecimatedReader } from './decimated-reader.ts';

const tuningDefaults = Object.freeze({
  /** Frames that are looked at, spread evenly over the recording. */
  frames: 200,
  /** Resolution: shorter windows move peaks that lie a semitone apart. */
  windowSec: 0.37,
  /** Below, partials lie too near each other; above, stiff strings are sharp of themselves. */
  fromHz: 180,
  toHz: 1800,
  /** Peaks below this share of the frame's largest are skirts and noise. */
  smallestPeak: 0.03,
});

/** @returns cents in (-50, 50]; 0 where there is nothing to hear. @throws RecordingFailure */
export async function estimateTuning(reader: DecimatedReader): Promise<number> {
  const windowSamples = 2 ** Math.round(Math.log2(tuningDefaults.windowSec * reader.sampleRate));
  const fft = new RealFft(windowSamples);
  const window = hannWindow(windowSamples);
  const frame = new Float64Array(windowSamples);
  const spectrum = new Float64Array(fft.bins * 2);
  const power = new Float64Array(fft.bins);
  const span = Math.max(0, reader.lengthSamples - windowSamples);
  const frames = Math.min(tuningDefaults.frames, 1 + Math.floor(span / windowSamples));
  const sum = { re: 0, im: 0 };
  for (let n = 0; n < frames; n++) {
    const start = frames === 1 ? 0 : Math.round((span * n) / (frames - 1));
    power.fill(0);
    for (const samples of await reader.read(start, windowSamples)) {
      for (let i = 0; i < windowSamples; i++) frame[i] = samples[i]! * window[i]!;
      fft.forward(frame, spectrum);
      for (let k = 0; k < fft.bins; k++) power[k]! += spectrum[2 * k]! ** 2 + spectrum[2 * k + 1]! ** 2;
    }
    addPeaks(power, reader.sampleRate / windowSamples, sum);
  }
  if (sum.re === 0 && sum.im === 0) return 0;
  return (Math.atan2(sum.im, sum.re) / (2 * Math.PI)) * 100;
}

/** Adds every peak as a vector: its angle the distance from the tempered pitch, its length the root of its level. */
function addPeaks(power: Float64Array, binHz: number, sum: { re: number; im: number }): void {
  const from = Math.max(2, Math.ceil(tuningDefaults.fromHz / binHz));
  const to = Math.min(power.length - 2, Math.floor(tuningDefaults.toHz / binHz));
  let largest = 0;
  for (let k = from; k <= to; k++) largest = Math.max(largest, power[k]!);
  const least = largest * tuningDefaults.smallestPeak ** 2;
  if (!(largest > 0)) return;
  for (let k = from; k <= to; k++) {
    const here = power[k]!;
    if (here < least || here < power[k - 1]! || here <= power[k + 1]!) continue;
    const before = Math.log(power[k - 1]! + 1e-30);
    const after = Math.log(power[k + 1]! + 1e-30);
    const shift = (0.5 * (before - after)) / (before - 2 * Math.log(here) + after);
    const angle = 2 * Math.PI * 12 * Math.log2(((k + shift) * binHz) / 440);
    const weight = Math.sqrt(Math.sqrt(here));
    sum.re += weight * Math.cos(angle);
    sum.im += weight * Math.sin(angle);
  }
}
