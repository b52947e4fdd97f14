/**
 * Tags before an MP3 stream.
 * @source ID3 tag version 2.4.0, "Main structure" and "Native frames".
 */
import { ByteWriter } from '../../../../../shared/std/byte-writer.ts';
import { utf8Bytes } from '../../../../../shared/std/utf8.ts';
import type { SoundTags } from '../vorbis-comment.ts';

const frameOf: Readonly<Record<string, string>> = Object.freeze({
  TITLE: 'TIT2',
  ALBUM: 'TALB',
  ARTIST: 'TPE1',
  TRACKNUMBER: 'TRCK',
  ENCODER: 'TSSE',
});

/** A version 2.4 tag in UTF-8; COMMENT becomes a comment frame, names that ID3 has no frame for are left out. */
export function id3Tag(tags: SoundTags): Uint8Array {
  const frames = new ByteWriter();
  for (const [name, value] of Object.entries(tags)) {
    if (value === '') continue;
    const id = frameOf[name];
    if (id !== undefined) frame(frames, id, [3, ...utf8Bytes(value)]);
    else if (name === 'COMMENT') frame(frames, 'COMM', [3, 0x65, 0x6e, 0x67, 0, ...utf8Bytes(value)]);
  }
  const out = new ByteWriter().latin1('ID3').u8(4).u8(0).u8(0);
  return sevenBits(out, frames.length).raw(frames.bytes()).bytes();
}

function frame(out: ByteWriter, id: string, body: readonly number[]): void {
  sevenBits(out.latin1(id), body.length).u16(0).raw(body);
}

/** 28 bits in four bytes, none of which looks like the start of a frame. */
function sevenBits(out: ByteWriter, value: number): ByteWriter {
  for (const shift of [21, 14, 7, 0]) out.u8((value >>> shift) & 0x7f);
  return out;
}
