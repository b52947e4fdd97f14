/** Decodes a compressed file once, into a temporary file with random access. */
import { endianness } from 'node:os';
import { divisiError } from '../../../../shared/contract/errors.ts';
import type { DivisiError } from '../../../../shared/contract/errors.ts';
import { noSamplesError } from './audio-limits.ts';
import type { ByteSource } from './byte-source.ts';
import { damage } from './compressed-stream.ts';
import type { CompressedStream } from './compressed-stream.ts';
import { RecordingFailure } from './file-failure.ts';
import type { OpenOptions } from './open-recording.ts';
import { createPcmRecording } from './pcm-recording.ts';
import type { Recording } from './recording.ts';
import { SampleSpool } from './sample-spool.ts';

/** Progress is told every half per cent. */
const progressStep = 0.005;

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
  let reported = 0;
  try {
    for await (const { channels, position } of stream.blocks()) {
      if (options.signal?.aborted === true) {
        throw new RecordingFailure(divisiError('cancelled', 'Stopped.'));
      }
      if (channels.length !== stream.channels) {
        throw damage(path, 'changes its number of channels on the way.');
      }
      await spool.append(channels);
      const fraction = Math.min(1, position / source.size);
      if (fraction >= reported + progressStep) options.onProgress?.((reported = fraction));
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
  } catch (cause) {
    if (!(cause instanceof RecordingFailure)) throw cause;
    await spool.flush().catch(() => {});
    throw new RecordingFailure(withReadablePart(cause.error, spool.lengthSamples / stream.sampleRate));
  } finally {
    if (!isDone) await spool.close();
  }
}

/** Says of a damaged file how much of it could be read, where the message does not say so already. */
function withReadablePart(error: DivisiError, presentSec: number): DivisiError {
  if (error.code !== 'audio-damaged' || error.data?.['presentSec'] !== undefined) return error;
  const message = `${error.message} The first ${presentSec.toFixed(2)} s of it can be read.`;
  return divisiError(error.code, message, { ...error.data, presentSec });
}
