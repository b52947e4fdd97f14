/** Other forms of a mono recording that was made as a sum of stems: what may follow, and what it costs. */
import { resample } from '../../../electron/backend/demo/resample.ts';
import type { WavEncoding } from '../../../shared/export/wav-layout.ts';
import type { Sound } from '../quality/cut-recording.ts';

export const variantNames = ['mono', 'panned', 'wide', 'inverted', '24-bit', '48 kHz', '96 kHz'] as const;
export type VariantName = (typeof variantNames)[number];

export type Variant = {
  /** Their sum. */
  readonly mix: Sound;
  readonly stems: readonly Sound[];
  readonly encoding: WavEncoding;
};

/** Places in the stereo picture, -1 left to 1 right, which the stems take in turn. */
const places = [0.6, -0.6, 0.25, -0.25];
/** How much later each stem reaches the other channel in 'wide'; by ear a wide room, and no simple gain. */
const delaysSec = [0.007, 0.011, 0.005, 0.009];
/** Makes 16-bit samples need all 24 bits. */
const oddGain = 0.371;

/** @param stems mono, of one rate and length; kept */
export function makeVariant(name: VariantName, stems: readonly Sound[]): Variant {
  const made = stems.map((stem, index) => variantOf(name, stem, index));
  const encoding = name === '24-bit' ? 'pcm24' : 'float32';
  return { mix: sumOf(made), stems: made, encoding };
}

/** One sound at another rate. */
export function resampleSound({ channels, sampleRate }: Sound, targetRate: number): Sound {
  const step = sampleRate / targetRate;
  const count = Math.floor((channels[0]?.length ?? 0) / step);
  return { channels: channels.map((samples) => resample(samples, 0, step, count)), sampleRate: targetRate };
}

function variantOf(name: VariantName, stem: Sound, index: number): Sound {
  const { channels, sampleRate } = stem;
  const [mono] = channels;
  if (mono === undefined || channels.length !== 1) {
    throw new RangeError(`expected a mono stem, got ${channels.length} channels`);
  }
  switch (name) {
    case 'mono':
      return stem;
    case 'panned': {
      // Constant power: the angle runs from 0 (left) to a right angle (right).
      const angle = ((places[index % places.length]! + 1) * Math.PI) / 4;
      return { channels: [scaled(mono, Math.cos(angle)), scaled(mono, Math.sin(angle))], sampleRate };
    }
    case 'wide': {
      const delay = Math.round(delaysSec[index % delaysSec.length]! * sampleRate);
      const late = new Float32Array(mono.length);
      late.set(mono.subarray(0, Math.max(0, mono.length - delay)), Math.min(delay, mono.length));
      return { channels: [mono, late], sampleRate };
    }
    case 'inverted':
      return { channels: [mono, scaled(mono, -1)], sampleRate };
    case '24-bit':
      return { channels: [scaled(mono, oddGain)], sampleRate };
    case '48 kHz':
      return resampleSound(stem, 48_000);
    case '96 kHz':
      return resampleSound(stem, 96_000);
  }
}

function sumOf(sounds: readonly Sound[]): Sound {
  const [first] = sounds;
  if (first === undefined) throw new RangeError('expected at least one stem');
  const channels = first.channels.map((samples, channel) =>
    samples.map((_, i) => sounds.reduce((sum, sound) => sum + sound.channels[channel]![i]!, 0)),
  );
  return { channels, sampleRate: first.sampleRate };
}

function scaled(samples: Float32Array, gain: number): Float32Array {
  return samples.map((value) => value * gain);
}
