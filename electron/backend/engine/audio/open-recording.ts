/** Opens a recording of any supported format for random access. */
import { divisiError } from '../../../../shared/contract/errors.ts';
import { err, ok } from '../../../../shared/std/result.ts';
import type { Result } from '../../../../shared/std/result.ts';
import { openByteSource } from './byte-source.ts';
import type { ByteSource } from './byte-source.ts';
import { RecordingFailure } from './file-failure.ts';
import { createPcmRecording } from './pcm-recording.ts';
import type { Recording } from './recording.ts';
import { sniffBytes, sniffFormat } from './sniff-format.ts';
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

/** On success the recording owns `source`. */
async function openSource(source: ByteSource, options: OpenOptions): Promise<Result<Recording>> {
  void options;
  const { path } = source;
  if (source.size === 0) return err(divisiError('audio-empty', `"${path}" is empty (0 bytes).`));
  const sniffed = sniffFormat(await source.read(0, sniffBytes));
  switch (sniffed.kind) {
    case 'wav': {
      const header = await readWavHeader(source);
      return header.ok ? ok(createPcmRecording(path, source, header.value)) : header;
    }
    default:
      return err(divisiError('audio-format', `"${path}" is not a sound file that Divisi reads.`));
  }
}
