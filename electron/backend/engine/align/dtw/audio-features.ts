/** Chroma and onsets of a recording, 50 frames a second. */
import { divisiError } from '../../../../../shared/contract/errors.ts';
import { err, ok } from '../../../../../shared/std/result.ts';
import type { Result } from '../../../../../shared/std/result.ts';
import { RecordingFailure } from '../../audio/file-failure.ts';
import type { Recording } from '../../audio/recording.ts';
import { hannWindow } from '../../spectrum/hann-window.ts';
import { RealFft } from '../../spectrum/real-fft.ts';
import { decayingOnsets, normaliseChroma } from './chroma-features.ts';
import type { ChromaFeatures } from './chroma-features.ts';

export type AudioFeatures = ChromaFeatures & {
  /** Frame n lies at n frameSec seconds. */
  readonly frameSec: number;
  /** Power of each frame, full scale 1. */
  readonly powers: Float32Array;
};

const settings = Object.freeze({
  framesPerSec: 50,
  lowestPitch: 24,
  highestPitch: 108,
  /** Pitches below this are too close to each other for the short window. */
  splitPitch: 60,
  longWindowSec: 0.19,
  shortWindowSec: 0.093,
  /** Factor within the logarithm, on energies in units of the recording's largest. */
  compression: 1000,
});

type Window = {
  fft: RealFft;
  shape: Float64Array;
  pitches: { pitch: number; first: number; last: number }[];
};

/**
 * Energies per pitch come from two window lengths, summed over channels.
 * @param semitonesUp the recording's tuning, against A4 = 440 Hz
 * Cost: two transforms a frame; memory [frames, 12] twice and [frames, 85] once, float32.
 * Fails with 'cancelled' and what reading fails with.
 */
export async function audioFeatures(
  recording: Recording,
  semitonesUp: number,
  hooks: { readonly signal: AbortSignal; onProgress(fraction: number): void },
): Promise<Result<AudioFeatures>> {
  const { sampleRate, lengthSamples } = recording;
  const hop = Math.max(1, Math.round(sampleRate / settings.framesPerSec));
  const frames = Math.floor(lengthSamples / hop) + 1;
  const pitchCount = settings.highestPitch - settings.lowestPitch + 1;
  const energies = new Float32Array(frames * pitchCount);
  const powers = new Float32Array(frames);
  const windows = makeWindows(sampleRate, semitonesUp);
  const reach = Math.max(...windows.map(({ fft }) => fft.size)) / 2;
  const blockFrames = 256;
  try {
    for (let start = 0; start < frames; start += blockFrames) {
      if (hooks.signal.aborted) return err(divisiError('cancelled', 'Stopped.'));
      const count = Math.min(blockFrames, frames - start);
      const channels = await recording.read(start * hop - reach, (count - 1) * hop + 2 * reach);
      for (let n = 0; n < count; n++) {
        const at = (start + n) * pitchCount;
        powers[start + n] = analyse(
          channels,
          n * hop + reach,
          windows,
          energies.subarray(at, at + pitchCount),
        );
      }
      hooks.onProgress((start + count) / frames);
    }
  } catch (cause) {
    if (cause instanceof RecordingFailure) return err(cause.error);
    throw cause;
  }
  return ok({ ...chromaOf(energies, frames, pitchCount), frameSec: hop / sampleRate, powers });
}

function makeWindows(sampleRate: number, semitonesUp: number): Window[] {
  const binEdge = (pitch: number, size: number): number =>
    (440 * 2 ** ((pitch + semitonesUp - 69) / 12) * size) / sampleRate;
  const { lowestPitch, splitPitch, highestPitch, longWindowSec, shortWindowSec } = settings;
  return [
    { from: lowestPitch, to: splitPitch - 1, sec: longWindowSec },
    { from: splitPitch, to: highestPitch, sec: shortWindowSec },
  ].map(({ from, to, sec }) => {
    const size = Math.max(64, 2 ** Math.round(Math.log2(sec * sampleRate)));
    const pitches = [];
    for (let pitch = from; pitch <= to; pitch++) {
      const first = Math.max(1, Math.round(binEdge(pitch - 0.5, size)));
      const last = Math.max(first, Math.round(binEdge(pitch + 0.5, size)) - 1);
      if (last <= size / 2) pitches.push({ pitch: pitch - lowestPitch, first, last });
    }
    return { fft: new RealFft(size), shape: hannWindow(size), pitches };
  });
}

/** Writes the energy of each pitch. @returns the mean power of the short window's samples. */
function analyse(
  channels: readonly Float32Array[],
  centre: number,
  windows: readonly Window[],
  energies: Float32Array,
): number {
  let power = 0;
  for (const [index, { fft, shape, pitches }] of windows.entries()) {
    const { size } = fft;
    const frame = new Float64Array(size);
    const spectrum = new Float64Array(2 * fft.bins);
    for (const samples of channels) {
      for (let i = 0; i < size; i++) {
        const sample = samples[centre - size / 2 + i]!;
        if (index > 0) power += (sample * sample) / size;
        frame[i] = sample * shape[i]!;
      }
      fft.forward(frame, spectrum);
      for (const { pitch, first, last } of pitches) {
        let sum = 0;
        for (let bin = first; bin <= last; bin++)
          sum += spectrum[2 * bin]! ** 2 + spectrum[2 * bin + 1]! ** 2;
        energies[pitch]! += sum / (size * size);
      }
    }
  }
  return power;
}

/** @param energies [frames, pitches] flattened; replaced by their compressed values */
function chromaOf(energies: Float32Array, frames: number, pitchCount: number): ChromaFeatures {
  let largest = 1e-12;
  for (let i = 0; i < energies.length; i++) largest = Math.max(largest, energies[i]!);
  for (let i = 0; i < energies.length; i++) {
    energies[i] = Math.log1p((settings.compression * energies[i]!) / largest);
  }
  const chroma = new Float32Array(frames * 12);
  const rises = new Float32Array(frames * 12);
  for (let n = 0; n < frames; n++) {
    for (let pitch = 0; pitch < pitchCount; pitch++) {
      const pitchClass = (settings.lowestPitch + pitch) % 12;
      const value = energies[n * pitchCount + pitch]!;
      chroma[n * 12 + pitchClass]! += value;
      // A centred difference: an onset shows largest where it lies.
      const before = n > 0 ? energies[(n - 1) * pitchCount + pitch]! : 0;
      const after = n + 1 < frames ? energies[(n + 1) * pitchCount + pitch]! : value;
      rises[n * 12 + pitchClass]! += Math.max(0, after - before);
    }
  }
  normaliseChroma(chroma);
  return { frames, chroma, onsets: decayingOnsets(peaksOf(rises)) };
}

/** Only what is largest among its neighbours in time stays. */
function peaksOf(rises: Float32Array): Float32Array {
  const peaks = new Float32Array(rises.length);
  for (let i = 0; i < rises.length; i++) {
    const value = rises[i]!;
    const isPeak = value >= (rises[i - 12] ?? 0) && value > (rises[i + 12] ?? 0);
    if (isPeak) peaks[i] = value;
  }
  return peaks;
}
