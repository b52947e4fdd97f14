/** A recording whose samples lie uncompressed in a file: WAV, AIFF, and the decoded copy of anything else. */
import { divisiError } from '../../../../shared/contract/errors.ts';
import type { ByteSource } from './byte-source.ts';
import { RecordingFailure } from './file-failure.ts';
import type { AudioFormat, Recording } from './recording.ts';
import { decodeSamples } from './sample-codec.ts';
import type { SampleLayout } from './sample-codec.ts';

/** What a header says about the samples behind it. */
export type PcmHeader = {
  readonly format: AudioFormat;
  readonly sampleRate: number;
  readonly channels: number;
  readonly lengthSamples: number;
  readonly encoding: string;
  readonly layout: SampleLayout;
  /** Byte position of the first sample. */
  readonly dataOffset: number;
};

/**
 * @param source owned by the recording from here on and closed with it.
 * @param header must describe bytes that the file has.
 * Reading costs the block that is asked for and its bytes, nothing else; blocks may be read concurrently.
 */
export function createPcmRecording(path: string, source: ByteSource, header: PcmHeader): Recording {
  const { sampleRate, channels, lengthSamples, layout, dataOffset } = header;
  const frameBytes = channels * layout.bytes;
  return {
    path,
    format: header.format,
    sampleRate,
    channels,
    lengthSamples,
    encoding: header.encoding,
    async read(startSample, count) {
      if (!Number.isInteger(startSample) || !Number.isInteger(count) || count < 0) {
        throw new RangeError(`expected whole sample positions, got start ${startSample}, count ${count}`);
      }
      const blocks = Array.from({ length: channels }, () => new Float32Array(count));
      const from = Math.max(0, startSample);
      const to = Math.min(lengthSamples, startSample + count);
      if (to <= from) return blocks;
      const bytes = await source.read(dataOffset + from * frameBytes, (to - from) * frameBytes);
      if (bytes.length < (to - from) * frameBytes) {
        throw new RecordingFailure(
          divisiError('audio-damaged', `"${path}" became shorter while it was being read.`),
        );
      }
      decodeSamples(bytes, layout, to - from, blocks, from - startSample);
      return blocks;
    },
    close: () => source.close(),
  };
}
