/**
 * Reads the pages of an Ogg file and checks them.
 * @source RFC 3533.
 */
import type { ByteSource } from './byte-source.ts';
import { ByteWindow } from './byte-window.ts';
import { damage } from './compressed-stream.ts';

export type OggPage = {
  /** The whole page with its header. */
  readonly bytes: Uint8Array;
  readonly serial: number;
  readonly sequence: number;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  /** Whether its first segment goes on with the packet of the page before. */
  readonly isContinued: boolean;
  /** Segment sizes; a packet ends with the first one below 255. */
  readonly segments: Uint8Array;
  readonly body: Uint8Array;
  /** File position behind the page. */
  readonly end: number;
};

const headerBytes = 27;
const mostPageBytes = headerBytes + 255 + 255 * 255;

/**
 * All pages in file order.
 * @throws RecordingFailure where a page is not whole or its checksum does not match.
 */
export async function* readOggPages(source: ByteSource): AsyncGenerator<OggPage, void> {
  const window = new ByteWindow(source, 0);
  for (;;) {
    await window.fill(mostPageBytes);
    const { bytes, position } = window;
    if (bytes.length === 0) return;
    const cutOff = (): Error => damage(source.path, 'is cut off: it ends in the middle of an Ogg page.');
    const isPage = [0x4f, 0x67, 0x67, 0x53].every((byte, i) => i >= bytes.length || bytes[i] === byte);
    if (!isPage) {
      // Some players append an ID3v1 tag, some disks zeros.
      if (position > 0 && window.isAtEnd && bytes.length <= 128) return;
      throw damage(source.path, `is damaged near byte ${position}: no Ogg page where one must be.`);
    }
    if (bytes.length < headerBytes || bytes.length < headerBytes + bytes[26]!) throw cutOff();
    const segments = bytes.slice(headerBytes, headerBytes + bytes[26]!);
    const bodyStart = headerBytes + segments.length;
    const end = bodyStart + segments.reduce((sum, size) => sum + size, 0);
    if (bytes.length < end) throw cutOff();
    const page = bytes.slice(0, end);
    const view = new DataView(page.buffer);
    if (page[4] !== 0 || pageChecksum(page) !== view.getUint32(22, true)) {
      throw damage(
        source.path,
        `is damaged near byte ${position}: the checksum of an Ogg page does not match.`,
      );
    }
    window.advance(end);
    const flags = page[5]!;
    yield {
      bytes: page,
      serial: view.getUint32(14, true),
      sequence: view.getUint32(18, true),
      isContinued: (flags & 1) !== 0,
      isFirst: (flags & 2) !== 0,
      isLast: (flags & 4) !== 0,
      segments,
      body: page.subarray(bodyStart),
      end: window.position,
    };
  }
}

/** x^32 + x^26 + x^23 + x^22 + x^16 + x^12 + x^11 + x^10 + x^8 + x^7 + x^5 + x^4 + x^2 + x + 1, not reflected. */
const crc32Table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte << 24;
  for (let bit = 0; bit < 8; bit++) {
    remainder = remainder & 0x8000_0000 ? (remainder << 1) ^ 0x04c1_1db7 : remainder << 1;
  }
  return remainder >>> 0;
});

/** The checksum of a page, its own four bytes counted as 0. */
export function pageChecksum(page: Uint8Array): number {
  let checksum = 0;
  for (let i = 0; i < page.length; i++) {
    const byte = i >= 22 && i < 26 ? 0 : page[i]!;
    checksum = (checksum << 8) ^ crc32Table[(checksum >>> 24) ^ byte]!;
  }
  return checksum >>> 0;
}
