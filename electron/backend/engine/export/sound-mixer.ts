/** Makes the sounds of an export out of its sources, block by block. */
import { addWeighted } from '../../../../shared/export/mixer-gains.ts';
import type { Recording } from '../audio/recording.ts';
import type { PlannedSound } from './sound-plan.ts';

/** [sources][channels][samples]; undefined for sources that no sound needs. */
export type SourceBlocks = readonly (readonly Float32Array[] | undefined)[];

export async function readSources(
  sources: readonly Recording[],
  sounds: readonly PlannedSound[],
  start: number,
  count: number,
): Promise<SourceBlocks> {
  const needed = new Set(sounds.flatMap(({ inputs }) => inputs.map(({ source }) => source)));
  return Promise.all(
    sources.map((source, index) =>
      needed.has(index) ? source.read(start, count) : Promise.resolve(undefined),
    ),
  );
}

/** @returns [channels][samples], times `gain`; a new array */
export function mixSound(
  sound: Pick<PlannedSound, 'inputs' | 'channels'>,
  blocks: SourceBlocks,
  count: number,
  gain: number,
): Float32Array[] {
  const [only, ...others] = sound.inputs;
  if (only?.gains === 'as-is' && others.length === 0) {
    return blocks[only.source]!.map((samples) =>
      gain === 1 ? samples.slice() : samples.map((sample) => sample * gain),
    );
  }
  const sum = Array.from({ length: sound.channels }, () => new Float64Array(count));
  for (const { source, gains } of sound.inputs) {
    const block = blocks[source]!;
    if (gains === 'as-is')
      sum.forEach((channel, i) => block[i]!.forEach((sample, n) => (channel[n]! += sample)));
    else addWeighted(sum, block, gains);
  }
  return sum.map((channel) => Float32Array.from(channel, (sample) => sample * gain));
}

/**
 * What a set of stems should sum to, as a recording: all of it times `gain`. Reading costs reading the sources.
 * @param sounds at least one, all of one number of channels
 */
export function sumOfSounds(
  sources: readonly Recording[],
  sounds: readonly PlannedSound[],
  gain: number,
): Recording {
  const [first] = sources;
  const [sound] = sounds;
  if (first === undefined || sound === undefined)
    throw new RangeError('expected sources and sounds, got none');
  const whole = { inputs: sounds.flatMap(({ inputs }) => inputs), channels: sound.channels };
  return {
    path: first.path,
    format: first.format,
    sampleRate: first.sampleRate,
    channels: sound.channels,
    lengthSamples: first.lengthSamples,
    encoding: first.encoding,
    async read(start, count) {
      return mixSound(whole, await readSources(sources, sounds, start, count), count, gain);
    },
    close: () => Promise.resolve(),
  };
}
