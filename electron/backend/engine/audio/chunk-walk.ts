/** Small steps shared by the readers of chunked files. */

/** A view over exactly the given bytes. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Four Latin-1 characters at `position`, such as 'fmt '; shorter where the bytes end. */
export function chunkId(view: DataView, position: number): string {
  let id = '';
  for (let i = position; i < Math.min(position + 4, view.byteLength); i++) {
    id += String.fromCharCode(view.getUint8(i));
  }
  return id;
}
