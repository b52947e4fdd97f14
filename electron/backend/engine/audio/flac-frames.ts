/**
 * Cuts a FLAC stream into its frames by header and checksum. The decoder's own search loses a frame where a piece
 * of the file ends inside a header, so it is given whole frames only.
 * @source RFC 9639, sections 9.1 (frame header) and 9.3 (footer).
 */
import { cutOffError } from './audio-limits.ts';
import type { ByteWindow } from './byte-window.ts';
import { damage } from './compressed-stream.ts';
import { RecordingFailure } from './file-failure.ts';
import type { FlacInfo } from './flac-info.ts';
import { isTrailingTag } from './trailing-tag.ts';

/** 8 channels of 65 535 samples of 32 bits, stored verbatim, and headers. */
const mostFrameBytes = 8 * 65_535 * 4 + 4096;
/** Sync to checksum: 4 + 7 (frame number) + 2 (block size) + 2 (rate) + 1. */
const mostHeaderBytes = 16;

export type FlacFrame = { readonly bytes: Uint8Array; readonly samples: number };

export class FlacFrameReader {
  readonly #window: ByteWindow;
  readonly #path: string;
  readonly #info: FlacInfo;
  #takenSamples = 0;

  constructor(window: ByteWindow, path: string, info: FlacInfo) {
    this.#window = window;
    this.#path = path;
    this.#info = info;
  }

  /** The next frame, undefined at the end. @throws RecordingFailure where no whole frame follows. */
  async next(): Promise<FlacFrame | undefined> {
    const window = this.#window;
    await window.fill(mostHeaderBytes);
    if (window.bytes.length === 0 || isTrailingTag(window.bytes, 0)) return undefined;
    const header = parseFlacHeader(window.bytes, 0);
    if (header === undefined) {
      if (await this.#onlyZerosRemain()) return undefined;
      throw damage(this.#path, `is damaged near byte ${window.position}: no FLAC frame where one must be.`);
    }
    let checksum = 0;
    let end = 0;
    for (;;) {
      const { bytes } = window;
      // A header must be complete to be recognised, so the last bytes wait for the next piece.
      const limit = window.isAtEnd ? bytes.length : bytes.length - mostHeaderBytes;
      for (; end < limit; end++) {
        if (checksum === 0 && end > header.bytes && isBoundary(bytes, end)) {
          return this.#take(end, header.samples);
        }
        checksum = crc16Table[(checksum >> 8) ^ bytes[end]!]! ^ ((checksum << 8) & 0xffff);
      }
      if (window.isAtEnd) {
        if (checksum === 0 && end > header.bytes) return this.#take(end, header.samples);
        throw this.#cutOff();
      }
      if (end > mostFrameBytes) {
        throw damage(this.#path, `is damaged near byte ${window.position}: a checksum does not match.`);
      }
      await window.fill(bytes.length + 1);
    }
  }

  #take(end: number, samples: number): FlacFrame {
    const bytes = this.#window.bytes.slice(0, end);
    this.#window.advance(end);
    this.#takenSamples += samples;
    return { bytes, samples };
  }

  #cutOff(): RecordingFailure {
    const { totalSamples, sampleRate } = this.#info;
    if (totalSamples > this.#takenSamples) {
      return new RecordingFailure(cutOffError(this.#path, totalSamples, this.#takenSamples, sampleRate));
    }
    return damage(
      this.#path,
      `is cut off or damaged: its last FLAC frame, at byte ${this.#window.position}, is not whole.`,
    );
  }

  async #onlyZerosRemain(): Promise<boolean> {
    for (;;) {
      const { bytes } = this.#window;
      if (!bytes.every((byte) => byte === 0)) return false;
      if (this.#window.isAtEnd) return true;
      this.#window.advance(bytes.length);
      await this.#window.fill(1);
    }
  }
}

function isBoundary(bytes: Uint8Array, position: number): boolean {
  if (bytes[position] === 0xff) return parseFlacHeader(bytes, position) !== undefined;
  return isTrailingTag(bytes, position);
}

/** @returns the header's size and the frame's samples per channel; undefined where no valid header stands. */
export function parseFlacHeader(
  bytes: Uint8Array,
  position: number,
): { readonly bytes: number; readonly samples: number } | undefined {
  if (position + 6 > bytes.length) return undefined;
  if (bytes[position] !== 0xff || (bytes[position + 1]! & 0xfe) !== 0xf8) return undefined;
  const sizeCode = bytes[position + 2]! >> 4;
  const rateCode = bytes[position + 2]! & 15;
  const channelCode = bytes[position + 3]! >> 4;
  const isReservedBitSet = (bytes[position + 3]! & 1) === 1;
  if (sizeCode === 0 || rateCode === 15 || channelCode > 10 || isReservedBitSet) return undefined;
  let next = position + 4 + codedNumberBytes(bytes[position + 4]!);
  let samples = sizeCode === 1 ? 192 : sizeCode <= 5 ? 144 << sizeCode : 1 << sizeCode;
  if (sizeCode === 6) samples = (bytes[next++] ?? 0) + 1;
  if (sizeCode === 7) {
    samples = (((bytes[next] ?? 0) << 8) | (bytes[next + 1] ?? 0)) + 1;
    next += 2;
  }
  next += rateCode === 12 ? 1 : rateCode === 13 || rateCode === 14 ? 2 : 0;
  if (next >= bytes.length) return undefined;
  let checksum = 0;
  for (let i = position; i < next; i++) checksum = crc8Table[checksum ^ bytes[i]!]!;
  return checksum === bytes[next] ? { bytes: next + 1 - position, samples } : undefined;
}

/** Bytes of the frame or sample number, coded like UTF-8 with up to 7 bytes. */
function codedNumberBytes(first: number): number {
  return first < 0x80
    ? 1
    : first < 0xe0
      ? 2
      : first < 0xf0
        ? 3
        : first < 0xf8
          ? 4
          : first < 0xfc
            ? 5
            : first < 0xfe
              ? 6
              : 7;
}

/** x^8 + x^2 + x + 1 */
const crc8Table = crcTable(8, 0x07);
/** x^16 + x^15 + x^2 + 1 */
const crc16Table = crcTable(16, 0x8005);

function crcTable(bits: 8 | 16, polynomial: number): Uint16Array {
  const top = 1 << (bits - 1);
  const mask = bits === 8 ? 0xff : 0xffff;
  return Uint16Array.from({ length: 256 }, (_, byte) => {
    let remainder = byte << (bits - 8);
    for (let bit = 0; bit < 8; bit++) {
      remainder = (remainder & top ? (remainder << 1) ^ polynomial : remainder << 1) & mask;
    }
    return remainder;
  });
}
