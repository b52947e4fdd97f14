/** A sampled piano in memory: decodes the samples that are asked for, tuned to any key. */
import decodeVorbis from '@audio/decode-vorbis';
import { pitchOf } from './notation.ts';
import { resample } from './resample.ts';

/** Samples of one velocity layer, as files. */
export type SampleLayer = {
  readonly velocity: number;
  /** Ogg Vorbis files by name: key, 'v', layer, such as 'F#5v6.ogg'. */
  readonly files: ReadonlyMap<string, Uint8Array>;
};

/** One key of one layer: stereo at the bank's rate, the hammer's blow `onsetSec` after the start. */
export type PianoTone = {
  readonly channels: readonly [Float32Array, Float32Array];
  /** Factor that brings the layer's own loudness to that of the velocity asked for. */
  readonly gain: number;
};

type Recorded = {
  readonly channels: readonly [Float32Array, Float32Array];
  readonly sampleRate: number;
  /** Where the tone passes 2 % of its peak. */
  readonly onsetSample: number;
  readonly levelDb: number;
};

/** What is kept before the onset, and faded in. */
export const preOnsetSec = 0.001;
const onsetThreshold = 0.02;
const levelWindowSec = 0.4;

export class SampleBank {
  readonly #layers: readonly SampleLayer[];
  readonly #sampleRate: number;
  readonly #recorded = new Map<string, Promise<Recorded>>();
  readonly #tones = new Map<string, PianoTone['channels']>();

  /** @param layers at least one, in any order. */
  constructor(layers: readonly SampleLayer[], sampleRate: number) {
    if (layers.length === 0) throw new Error('expected at least one layer, got none');
    this.#layers = [...layers].sort((a, b) => a.velocity - b.velocity);
    this.#sampleRate = sampleRate;
  }

  /**
   * The tone of a key: the nearest sample of the layer nearest to the velocity, transposed; at least
   * `lengthSec` long, or as long as the sample lasts.
   * @throws where the layers do not hold readable samples.
   */
  async tone(pitchMidi: number, velocity: number, lengthSec: number): Promise<PianoTone> {
    const layer = nearest(this.#layers, (candidate) => Math.abs(candidate.velocity - velocity));
    const { key, recorded } = await this.#nearestSample(layer, pitchMidi);
    const cacheKey = `${pitchMidi} ${layer.velocity}`;
    const step = (2 ** ((pitchMidi - key) / 12) * recorded.sampleRate) / this.#sampleRate;
    const start = recorded.onsetSample - preOnsetSec * recorded.sampleRate;
    const available = Math.floor(((recorded.channels[0].length - start) / step) | 0);
    const count = Math.min(available, Math.ceil(lengthSec * this.#sampleRate));
    let channels = this.#tones.get(cacheKey);
    if (channels === undefined || channels[0].length < count) {
      channels = [
        fadeIn(resample(recorded.channels[0], start, step, count), preOnsetSec * this.#sampleRate),
        fadeIn(resample(recorded.channels[1], start, step, count), preOnsetSec * this.#sampleRate),
      ];
      this.#tones.set(cacheKey, channels);
    }
    const wantedDb = await this.#levelDb(pitchMidi, velocity);
    return { channels, gain: 10 ** ((wantedDb - recorded.levelDb) / 20) };
  }

  /** Level of a key at a velocity: straight between the layers, and on at 0.25 dB per step outside. */
  async #levelDb(pitchMidi: number, velocity: number): Promise<number> {
    const levels = await Promise.all(
      this.#layers.map(async (layer) => (await this.#nearestSample(layer, pitchMidi)).recorded.levelDb),
    );
    const above = this.#layers.findIndex((layer) => layer.velocity >= velocity);
    const last = this.#layers.length - 1;
    if (above <= 0) {
      const edge = above < 0 ? last : 0;
      return (levels[edge] ?? 0) + 0.25 * (velocity - (this.#layers[edge]?.velocity ?? 0));
    }
    const [low, high] = [this.#layers[above - 1]?.velocity ?? 0, this.#layers[above]?.velocity ?? 1];
    const share = (velocity - low) / (high - low);
    return (1 - share) * (levels[above - 1] ?? 0) + share * (levels[above] ?? 0);
  }

  async #nearestSample(layer: SampleLayer, pitchMidi: number): Promise<{ key: number; recorded: Recorded }> {
    const keys = [...layer.files.keys()].map((name) => ({ name, key: pitchOf(name.replace(/v.*$/, '')) }));
    const { name, key } = nearest(keys, (candidate) => Math.abs(candidate.key - pitchMidi));
    const cacheKey = `${layer.velocity} ${name}`;
    const recorded = this.#recorded.get(cacheKey) ?? decodeSample(layer.files.get(name) as Uint8Array);
    this.#recorded.set(cacheKey, recorded);
    return { key, recorded: await recorded };
  }
}

async function decodeSample(file: Uint8Array): Promise<Recorded> {
  const { channelData, sampleRate } = await decodeVorbis(file);
  const left = channelData[0];
  if (left === undefined || left.length === 0) throw new Error('expected a sample with sound, got none');
  const channels = [left, channelData[1] ?? left] as const;
  const peak = left.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const onsetSample = left.findIndex((value) => Math.abs(value) > onsetThreshold * peak);
  const loud = left.subarray(onsetSample, onsetSample + levelWindowSec * sampleRate);
  const energy = loud.reduce((sum, value) => sum + value * value, 0) / loud.length;
  return { channels, sampleRate, onsetSample, levelDb: 10 * Math.log10(energy) };
}

function fadeIn(samples: Float32Array, overSamples: number): Float32Array {
  for (let n = 0; n < overSamples && n < samples.length; n++) {
    samples[n] = ((samples[n] ?? 0) * (n + 0.5)) / overSamples;
  }
  return samples;
}

function nearest<T>(items: readonly T[], distance: (item: T) => number): T {
  return items.reduce((best, item) => (distance(item) < distance(best) ? item : best));
}
