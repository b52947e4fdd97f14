/**
 * Names and values as FLAC and Ogg Vorbis carry them.
 * @source Xiph.Org, "Ogg Vorbis I format specification: comment field and header specification".
 */
import { ByteWriter } from '../../../../shared/std/byte-writer.ts';
import { utf8Bytes } from '../../../../shared/std/utf8.ts';

/** Name to value, such as TITLE; empty values are left out. */
export type SoundTags = Readonly<Record<string, string>>;

export function vorbisComment(tags: SoundTags, vendor: string): Uint8Array {
  const entries = Object.entries(tags).filter(([, value]) => value !== '');
  const out = new ByteWriter();
  const vendorBytes = utf8Bytes(vendor);
  out.u32(vendorBytes.length).raw(vendorBytes).u32(entries.length);
  for (const [name, value] of entries) {
    const bytes = utf8Bytes(`${name}=${value}`);
    out.u32(bytes.length).raw(bytes);
  }
  return out.bytes();
}
