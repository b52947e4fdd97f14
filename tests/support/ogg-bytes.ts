/** Small operations on the bytes of Ogg files. */
import { pageChecksum } from '../../electron/backend/engine/audio/ogg-pages.ts';

/** Cuts a file into its pages. */
export function oggPages(bytes: Uint8Array): Uint8Array[] {
  const pages: Uint8Array[] = [];
  for (let position = 0; position < bytes.length;) {
    const segments = bytes[position + 26]!;
    let end = position + 27 + segments;
    for (let i = 0; i < segments; i++) end += bytes[position + 27 + i]!;
    pages.push(bytes.slice(position, end));
    position = end;
  }
  return pages;
}

/** Sets the checksum of every page that is still whole. In place. */
export function fixChecksums(bytes: Uint8Array): void {
  let position = 0;
  while (position + 27 <= bytes.length && bytes[position] === 0x4f && bytes[position + 1] === 0x67) {
    const segments = bytes[position + 26]!;
    let end = position + 27 + segments;
    for (let i = 0; i < segments; i++) end += bytes[position + 27 + i] ?? 0;
    if (end > bytes.length) return;
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    view.setUint32(position + 22, pageChecksum(bytes.subarray(position, end)), true);
    position = end;
  }
}
