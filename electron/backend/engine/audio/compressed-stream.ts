/** What the readers of compressed files have in common: a shape that is known first, then blocks of samples. */
import { divisiError } from '../../../../shared/contract/errors.ts';
import { RecordingFailure } from './file-failure.ts';
import type { AudioFormat } from './recording.ts';

export type DecodedBlock = {
  /** [channels][samples], full scale 1. */
  readonly channels: readonly Float32Array[];
  /** How far in the file the block ends, for progress. */
  readonly position: number;
};

export interface CompressedStream {
  readonly format: AudioFormat;
  readonly encoding: string;
  readonly sampleRate: number;
  readonly channels: number;
  /**
   * All samples from front to back, once. What the decoder holds is freed at the end and when the loop is left.
   * @throws RecordingFailure for damage, and when the disk fails.
   */
  blocks(): AsyncGenerator<DecodedBlock, void>;
}

/** A failure 'audio-damaged'; `what` follows the name of the file. */
export function damage(
  path: string,
  what: string,
  data?: Readonly<Record<string, unknown>>,
): RecordingFailure {
  return new RecordingFailure(divisiError('audio-damaged', `"${path}" ${what}`, data));
}

/** Runs a decoder's step; whatever it throws at bad input becomes 'audio-damaged'. */
export function guardDecoder<T>(path: string, format: string, step: () => T): T {
  try {
    return step();
  } catch (cause) {
    if (cause instanceof RecordingFailure) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw damage(path, `is damaged: its ${format} stream cannot be decoded.`, { reason });
  }
}
