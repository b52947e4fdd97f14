/** Opens a recording of any supported format for random access. */
import { divisiError } from '../../../../shared/contract/errors.ts';
import { err, ok } from '../../../../shared/std/result.ts';
import type { Result } from '../../../../shared/std/result.ts';
import { readAiffHeader } from './aiff-header.ts';
import { openByteSource } from './byte-source.ts';
import type { ByteSource } from './byte-source.ts';
import type { CompressedStream } from './compressed-stream.ts';
import { decodeRecording } from './decode-recording.ts';
import { RecordingFailure } from './file-failure.ts';
import { createPcmRecording } from './pcm-recording.ts';
import type { Recording } from './recording.ts';
import { sniffFormat } from './sniff-format.ts';
import { readWavHeader } from './wav-header.ts';

export type OpenOptions = {
  /** Where the decoded copy of a compressed file goes; the system's temporary folder unless given. */
  readonly spoolFolder?: string;
  readonly signal?: AbortSignal;
  /** Called with the share of the file that is decoded, 0 to 1. */
  readonly onProgress?: (fraction: number) => void;
};

/**
 * Fails with 'file-missing', 'file-unreadable', 'audio-format', 'audio-damaged', 'audio-empty', 'disk-full',
 * 'output-unwritable' (the spool folder) or 'cancelled'. Nothing stays open or on disk after a failure.
 */
export async function openRecording(path: string, options: OpenOptions = {}): Promise<Result<Recording>> {
  if (options.signal?.aborted === true) return err(divisiError('cancelled', 'Stopped.'));
  const opened = await openByteSource(path);
  if (!opened.ok) return opened;
  const source = opened.value;
  let result: Result<Recording> | undefined;
  try {
    result = await openSource(source, options);
    return result;
  } catch (cause) {
    if (cause instanceof RecordingFailure) return err(cause.error);
    throw cause;
  } finally {
    if (result?.ok !== true) await source.close();
  }
}

/** On success of an uncompressed format the recording owns `source`. @throws RecordingFailure */
async function openSource(source: ByteSource, options: OpenOptions): Promise<Result<Recording>> {
  const { path } = source;
  if (source.size === 0) return err(divisiError('audio-empty', `"${path}" is empty (0 bytes).`));
  const sniffed = await sniffFormat(source);
  switch (sniffed.kind) {
    case 'wav':
    case 'aiff': {
      const header = await (sniffed.kind === 'wav' ? readWavHeader(source) : readAiffHeader(source));
      return header.ok ? ok(createPcmRecording(path, source, header.value)) : header;
    }
    case 'flac':
    case 'mp3':
    case 'ogg': {
      const stream = await openCompressed(source, sniffed.kind, sniffed.offset);
      const recording = await decodeRecording(source, stream, options);
      await source.close();
      return ok(recording);
    }
    case 'other':
      return err(divisiError('audio-format', `"${path}" is ${sniffed.name}. ${sniffed.advice}`));
  }
}

/** The decoders are large: each is loaded only when a file needs it. */
async function openCompressed(
  source: ByteSource,
  kind: 'flac' | 'mp3' | 'ogg',
  offset: number,
): Promise<CompressedStream> {
  switch (kind) {
    case 'flac':
      return (await import('./flac-stream.ts')).openFlacStream(source, offset);
    case 'mp3':
      return (await import('./mp3-stream.ts')).openMp3Stream(source, offset);
    case 'ogg':
      return (await import('./ogg-stream.ts')).openOggStream(source);
  }
}
