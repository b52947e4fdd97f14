/** Writes WAV files. */
import { createRng } from '../../../../shared/std/rng.ts';
import type { Rng } from '../../../../shared/std/rng.ts';
import type { Result } from '../../../../shared/std/result.ts';
import type { OutputFileSystem } from './output-file.ts';
import { createSampleFile } from './sample-file.ts';
import type { SampleEncoder, SampleFileWriter } from './sample-file.ts';
import { emptyTally, encodeSamples } from './wav-encoding.ts';
import { layOutWav } from '../../../../shared/export/wav-layout.ts';
import type { WavChunk, WavShape } from '../../../../shared/export/wav-layout.ts';

export type WavWriterOptions = WavShape & {
  /** Seed of the dither of 'pcm16' and 'pcm24': the same seed writes the same bytes. */
  readonly ditherSeed: number;
  /** 'none' for samples that are whole quantisation steps already. Default 'tpdf'. */
  readonly dither?: 'tpdf' | 'none';
  /** Chunks beside format and samples. */
  readonly chunks?: readonly WavChunk[];
  readonly fileSystem?: OutputFileSystem;
};

/**
 * Fails with 'output-unwritable' or 'disk-full'.
 * @param finalPath its folder must exist; the file grows as `<finalPath>.partial`.
 */
export async function createWavWriter(
  finalPath: string,
  options: WavWriterOptions,
): Promise<Result<SampleFileWriter>> {
  const { sampleRate, channels, lengthSamples } = options;
  if (![sampleRate, channels, lengthSamples].every((value) => Number.isSafeInteger(value) && value >= 0)) {
    throw new RangeError(
      `expected whole numbers, got ${sampleRate} Hz, ${channels} channels, ${lengthSamples} samples`,
    );
  }
  if (channels === 0) throw new RangeError('expected at least 1 channel, got 0');
  return createSampleFile(finalPath, options, wavEncoder(options), options.fileSystem);
}

function wavEncoder(options: WavWriterOptions): SampleEncoder {
  const layout = layOutWav(options, options.chunks);
  const dither: readonly Rng[] | undefined =
    options.dither === 'none'
      ? undefined
      : Array.from({ length: options.channels }, (_, i) => createRng(options.ditherSeed, i));
  const tally = emptyTally();
  return {
    tally,
    start: () => layout.header,
    encode: (channels) => encodeSamples(channels, options.encoding, dither, tally),
    end: () => ({ tail: new Uint8Array(layout.padBytes), patches: [] }),
  };
}
