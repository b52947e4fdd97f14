import type { OutputFileSystem } from '../../audio/output-file.ts';
import type { SoundTags } from '../vorbis-comment.ts';

/** What a file for listening needs to be told; its quality is fixed, about 190 kbit/s. */
export type LossyWriterOptions = {
  readonly sampleRate: number;
  readonly channels: 1 | 2;
  readonly lengthSamples: number;
  readonly tags: SoundTags;
  readonly fileSystem?: OutputFileSystem;
};
