/** Opens the writer for a planned sound. */
import type { Result } from '../../../../shared/std/result.ts';
import type { OutputFileSystem } from '../audio/output-file.ts';
import type { SampleFileWriter } from '../audio/sample-file.ts';
import type { WavEncoding } from '../../../../shared/export/wav-layout.ts';
import { createWavWriter } from '../audio/wav-writer.ts';
import { createFlacWriter } from './flac/flac-writer.ts';
import { soundChunks, soundTags } from './sound-metadata.ts';
import type { SoundContext } from './sound-metadata.ts';
import type { PlannedSound } from './sound-plan.ts';

export type SoundFileRequest = {
  readonly context: SoundContext;
  readonly sound: PlannedSound;
  /** Of the file among all sounds. */
  readonly index: number;
  readonly total: number;
  readonly dither: 'tpdf' | 'none';
  readonly seed: number;
  readonly fileSystem: OutputFileSystem;
};

/** Fails with 'output-unwritable' or 'disk-full'. The encoders of lossy formats are loaded when one is written. */
export async function createSoundFile(request: SoundFileRequest): Promise<Result<SampleFileWriter>> {
  const { context, sound, index, total, dither, seed, fileSystem } = request;
  const { sampleRate } = context.session.recording;
  const { channels, format, file } = sound;
  const shape = { sampleRate, channels, lengthSamples: context.lengthSamples, fileSystem };
  switch (format) {
    case 'wav': {
      // Stems of a set come with the set's dither.
      const isDithered = dither === 'tpdf' || sound.kind === 'stem';
      const chunks = soundChunks(context, sound, index, total, isDithered);
      const encoding = wavEncodings[sound.bits];
      return createWavWriter(file, { ...shape, encoding, dither, ditherSeed: seed, chunks });
    }
    case 'flac': {
      const encoding = sound.bits === '16' ? 'pcm16' : 'pcm24';
      const tags = soundTags(context, sound);
      return createFlacWriter(file, { ...shape, encoding, dither, ditherSeed: seed, tags });
    }
    case 'mp3':
    case 'ogg': {
      if (channels !== 1 && channels !== 2) throw new RangeError(`expected 1 or 2 channels, got ${channels}`);
      const options = { ...shape, channels, tags: soundTags(context, sound) } as const;
      return format === 'mp3'
        ? (await import('./lossy/mp3-writer.ts')).createMp3Writer(file, options)
        : (await import('./lossy/vorbis-writer.ts')).createVorbisWriter(file, options);
    }
  }
}

export const wavEncodings = Object.freeze({
  '16': 'pcm16',
  '24': 'pcm24',
  '32f': 'float32',
} as const satisfies Record<string, WavEncoding>);
