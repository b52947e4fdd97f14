/**
 * FLAC inside Ogg: one frame per packet.
 * @source RFC 9639, section 10.1.
 */
import type { ByteSource } from './byte-source.ts';
import { damage } from './compressed-stream.ts';
import { parseFlacHeader } from './flac-frames.ts';
import type { FlacFrame } from './flac-frames.ts';
import { parseStreamInfo } from './flac-info.ts';
import type { FlacInfo } from './flac-info.ts';
import { joinBytes } from './join-bytes.ts';
import { readOggPages } from './ogg-pages.ts';

/** '\x7fFLAC', version, header count, 'fLaC', and the header of the STREAMINFO block. */
const bytesBeforeInfo = 5 + 2 + 2 + 4 + 4;
/** Cover art in a metadata packet can be large; more than this is not a packet. */
const mostPacketBytes = 64 * 2 ** 20;

/** @param packet the first packet of the stream. @throws RecordingFailure */
export function oggFlacInfo(path: string, packet: Uint8Array): FlacInfo {
  return parseStreamInfo(path, packet.subarray(bytesBeforeInfo));
}

/** @throws RecordingFailure */
export async function* flacFramesOfOgg(
  source: ByteSource,
  serial: number,
): AsyncGenerator<FlacFrame & { readonly position: number }, void> {
  const { path } = source;
  let parts: Uint8Array[] = [];
  let partBytes = 0;
  let isEnded = false;
  for await (const page of readOggPages(source)) {
    if (page.serial !== serial || isEnded) continue;
    let start = 0;
    let size = 0;
    for (const segment of page.segments) {
      size += segment;
      if (segment === 255) continue;
      const packet = joinBytes([...parts, page.body.subarray(start, start + size)]);
      parts = [];
      partBytes = 0;
      start += size;
      size = 0;
      // Packets that are not frames are metadata, before the first frame.
      if (packet[0] !== 0xff) continue;
      const header = parseFlacHeader(packet, 0);
      if (header === undefined) throw damage(path, `is damaged before byte ${page.end}: not a FLAC frame.`);
      yield { bytes: packet, samples: header.samples, position: page.end };
    }
    if (size > 0) {
      parts.push(page.body.slice(start));
      partBytes += size;
      if (partBytes > mostPacketBytes) throw damage(path, 'is damaged: a packet does not end.');
    }
    isEnded = page.isLast;
  }
}
