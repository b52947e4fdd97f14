/**
 * The STREAMINFO block of a FLAC stream.
 * @source RFC 9639, section 8.2.
 */
import { checkShape } from './audio-limits.ts';
import { damage } from './compressed-stream.ts';
import { RecordingFailure } from './file-failure.ts';

export const streamInfoBytes = 34;

export type FlacInfo = {
  readonly sampleRate: number;
  readonly channels: number;
  readonly bits: number;
  /** 0 where the writer did not know. */
  readonly totalSamples: number;
  /** The STREAMINFO block itself. */
  readonly block: Uint8Array;
};

/** @throws RecordingFailure for a shape that cannot be. */
export function parseStreamInfo(path: string, block: Uint8Array): FlacInfo {
  if (block.length < streamInfoBytes) throw damage(path, 'is cut off inside the header of its FLAC stream.');
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
  const packed = view.getUint32(10);
  const info: FlacInfo = {
    sampleRate: packed >>> 12,
    channels: ((packed >>> 9) & 7) + 1,
    bits: ((packed >>> 4) & 31) + 1,
    totalSamples: (packed & 15) * 2 ** 32 + view.getUint32(14),
    block: block.slice(0, streamInfoBytes),
  };
  const refused = checkShape(path, info.sampleRate, info.channels);
  if (refused !== undefined) throw new RecordingFailure(refused);
  return info;
}
