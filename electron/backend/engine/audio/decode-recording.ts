/** Decodes a compressed file once, into a temporary file with random access. */
import { endianness } from 'node:os';
import { divisiError } from '../../../../shared/contract/errors.ts';
import { noSamplesError } from './audio-limits.ts';
import type { ByteSource } from './byte-source.ts';
import { damage } from './compressed-stream.ts';
import type { CompressedStream } from './compressed-stream.ts';
import { RecordingFailure } from './file-failure.ts';
import type { OpenOptions } from './open-recording.ts';
import { createPcmRecording } from './pcm-recording.ts';
import type { Recording } from './recording.ts';
import { SampleSpool } from './sample-spool.ts';

/**
 * Disk: 4 bytes per sample and channel, 1.3 GB for an hour of 44.1 kHz stereo. Memory: a few megabytes.
 * @param source kept open; the caller closes it.
 * @throws RecordingFailure; 'cancelled' among them.
 */
export async function decodeRecording(
  source: ByteSource,
  stream: CompressedStream,
  options: OpenOptions,
): Promise<Recording> {
  const { path } = source;
  const spool = await SampleSpool.create(stream.channels, options.spoolFolder);
  let isDone = false;
  try {
    for await (const { channels, position } of stream.blocks()) {
      if (options.signal?.aborted === true) {
        throw new RecordingFailure(divisiError('cancelled', 'Stopped.'));
      }
      if (channels.length !== stream.channels)
        throw damage(path, 'changes its number of channels on the way.');
      await spool.append(channels);
      options.onProgress?.(Math.min(1, position / source.size));
    }
    await spool.flush();
    if (spool.lengthSamples === 0) throw new RecordingFailure(noSamplesError(path));
    options.onProgress?.(1);
    isDone = true;
    return createPcmRecording(path, spool, {
      format: stream.format,
      sampleRate: stream.sampleRate,
      channels: stream.channels,
      lengthSamples: spool.lengthSamples,
      encoding: stream.encoding,
      layout: { kind: 'float', bytes: 4, littleEndian: endianness() === 'LE' },
      dataOffset: 0,
    });
  } finally {
    if (!isDone) await spool.close();
  }
}
