/** Tells what a file is by its content; its name is never trusted. */
import type { ByteSource } from './byte-source.ts';
import { chunkId, viewOf } from './chunk-walk.ts';
import { findMp3Frame } from './mp3-frames.ts';
import { nameOther } from './name-other-format.ts';

export type SniffedFormat =
  | {
      readonly kind: 'wav' | 'aiff' | 'flac' | 'ogg' | 'mp3';
      /** Where the format begins: behind an ID3v2 tag, if there is one. */
      readonly offset: number;
    }
  /** `name` follows 'is', `advice` is a sentence. */
  | { readonly kind: 'other'; readonly name: string; readonly advice: string };

/** Bytes that are looked at; an MP3 may begin with a stretch of padding. */
const sniffBytes = 65_536;
/** Tags of tags do occur; more than a few mean garbage. */
const mostTags = 8;

/** Cost: two reads of 64 kB at most, one more for each ID3v2 tag. */
export async function sniffFormat(source: ByteSource): Promise<SniffedFormat> {
  let offset = 0;
  let head = await source.read(0, sniffBytes);
  for (let tags = 0; tags < mostTags; tags++) {
    const tagBytes = id3Bytes(head);
    if (tagBytes === 0) break;
    offset += tagBytes;
    head = await source.read(offset, sniffBytes);
  }
  const view = viewOf(head);
  const id = chunkId(view, 0);
  const form = chunkId(view, 8);
  if (offset === 0) {
    if ((id === 'RIFF' || id === 'RF64' || id === 'BW64') && form === 'WAVE') return { kind: 'wav', offset };
    if (id === 'FORM' && (form === 'AIFF' || form === 'AIFC')) return { kind: 'aiff', offset };
    if (id === 'OggS') return { kind: 'ogg', offset };
  }
  if (id === 'fLaC') return { kind: 'flac', offset };
  const other = nameOther(head, source.path, offset > 0);
  if (other.isCertain) return { kind: 'other', ...other };
  const frame = findMp3Frame(head, offset + head.length >= source.size);
  if (frame !== undefined) return { kind: 'mp3', offset: offset + frame };
  return { kind: 'other', ...other };
}

/**
 * Size of an ID3v2 tag at the start of `head`, 0 where there is none.
 * @source M. Nilsson, ID3 tag version 2.4.0, section 3.1.
 */
function id3Bytes(head: Uint8Array): number {
  const isTag = head.length >= 10 && head[0] === 0x49 && head[1] === 0x44 && head[2] === 0x33;
  if (!isTag) return 0;
  const [a, b, c, d] = [head[6]!, head[7]!, head[8]!, head[9]!];
  if ((a | b | c | d) > 0x7f) return 0;
  const hasFooter = (head[5]! & 0x10) !== 0;
  return 10 + ((a << 21) | (b << 14) | (c << 7) | d) + (hasFooter ? 10 : 0);
}
