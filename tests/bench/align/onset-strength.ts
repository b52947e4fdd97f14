/** Where there is no truth: does something begin in the sound where the alignment says that notes begin? */
import { openRecording } from '../../../electron/backend/engine/audio/open-recording.ts';
import { hannWindow } from '../../../electron/backend/engine/spectrum/hann-window.ts';
import { RealFft } from '../../../electron/backend/engine/spectrum/real-fft.ts';
import { ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';

export type OnsetStrength = {
  readonly hopSec: number;
  /** Rise of the log spectrum at frames n hopSec, divided by its mean over the recording. */
  readonly values: Float32Array;
};

const windowSec = 0.023;
const hopSec = 0.01;
const compression = 100;

/** Spectral flux over all channels. @source Bello et al., IEEE TSAP 13(5), 2005, section III. */
export async function onsetStrength(path: string): Promise<Result<OnsetStrength>> {
  const opened = await openRecording(path);
  if (!opened.ok) return opened;
  const { sampleRate, lengthSamples } = opened.value;
  const size = 2 ** Math.round(Math.log2(windowSec * sampleRate));
  const hop = Math.round(hopSec * sampleRate);
  const fft = new RealFft(size);
  const shape = hannWindow(size);
  const frames = Math.floor(lengthSamples / hop);
  const values = new Float32Array(frames);
  let before = new Float32Array(fft.bins);
  const frame = new Float64Array(size);
  const spectrum = new Float64Array(2 * fft.bins);
  try {
    const channels = await opened.value.read(-size / 2, lengthSamples + size);
    for (let n = 0; n < frames; n++) {
      const levels = new Float32Array(fft.bins);
      for (const samples of channels) {
        for (let i = 0; i < size; i++) frame[i] = (samples[n * hop + i] ?? 0) * shape[i]!;
        fft.forward(frame, spectrum);
        for (let k = 0; k < fft.bins; k++) {
          levels[k]! += Math.log1p(compression * Math.hypot(spectrum[2 * k]!, spectrum[2 * k + 1]!));
        }
      }
      let rise = 0;
      for (let k = 0; k < fft.bins; k++) rise += Math.max(0, levels[k]! - before[k]!);
      values[n] = n === 0 ? 0 : rise;
      before = levels;
    }
  } finally {
    await opened.value.close();
  }
  const mean = values.reduce((sum, value) => sum + value, 0) / frames;
  return ok({ hopSec: hop / sampleRate, values: values.map((value) => value / mean) });
}

/** Mean strength at the times, each the largest within 20 ms to both sides. */
export function strengthAt({ hopSec: step, values }: OnsetStrength, timesSec: readonly number[]): number {
  const reach = Math.round(0.02 / step);
  const found = timesSec.map((sec) => {
    const at = Math.round(sec / step);
    return values
      .subarray(Math.max(0, at - reach), at + reach + 1)
      .reduce((most, value) => Math.max(most, value), 0);
  });
  return found.reduce((sum, value) => sum + value, 0) / found.length;
}
