/** The sound of a room, made up: a decaying noise as impulse response. */
import { RealFft } from '../../../electron/backend/engine/spectrum/real-fft.ts';
import { createRng } from '../../../shared/std/rng.ts';
import type { Sound } from '../quality/cut-recording.ts';

const early = 0.003;

/**
 * The direct sound and as much energy again of diffuse sound that falls by 60 dB in `rt60Sec`. The tail after the
 * recording's end is cut off, so that the length stays.
 */
export function addRoom({ channels, sampleRate }: Sound, rt60Sec: number, seed: number): Sound {
  const response = impulseResponse(rt60Sec, sampleRate, seed);
  return { channels: channels.map((samples) => convolve(samples, response)), sampleRate };
}

function impulseResponse(rt60Sec: number, sampleRate: number, seed: number): Float64Array {
  const rng = createRng(seed);
  const response = new Float64Array(Math.round(rt60Sec * sampleRate));
  let energy = 0;
  for (let i = Math.round(early * sampleRate); i < response.length; i++) {
    response[i] = rng.nextNormal() * 10 ** ((-3 * i) / (rt60Sec * sampleRate));
    energy += response[i]! ** 2;
  }
  for (let i = 0; i < response.length; i++) response[i]! /= Math.sqrt(energy);
  response[0] = 1;
  return response.map((value) => value / Math.SQRT2);
}

/** By blocks in the frequency domain (overlap-add); of the signal's own length. */
export function convolve(signal: Float32Array, response: Float64Array): Float32Array {
  const size = 2 ** Math.ceil(Math.log2(2 * response.length));
  const fft = new RealFft(size);
  const block = size - response.length + 1;
  const padded = new Float64Array(size);
  padded.set(response);
  const filter = new Float64Array(2 * fft.bins);
  fft.forward(padded, filter);
  const out = new Float32Array(signal.length);
  const spectrum = new Float64Array(2 * fft.bins);
  for (let start = 0; start < signal.length; start += block) {
    padded.fill(0);
    padded.set(signal.subarray(start, Math.min(signal.length, start + block)));
    fft.forward(padded, spectrum);
    for (let k = 0; k < 2 * fft.bins; k += 2) {
      const [re, im] = [spectrum[k]!, spectrum[k + 1]!];
      spectrum[k] = re * filter[k]! - im * filter[k + 1]!;
      spectrum[k + 1] = re * filter[k + 1]! + im * filter[k]!;
    }
    fft.inverse(spectrum, 0, padded);
    const count = Math.min(size, signal.length - start);
    for (let i = 0; i < count; i++) out[start + i]! += padded[i]!;
  }
  return out;
}
