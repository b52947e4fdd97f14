/** Reads the plain files of a tar archive that is held in memory. Nothing is written anywhere. */

const blockBytes = 512;

/**
 * [path, bytes] of every regular file, views into `archive`; links, folders and extended headers are
 * passed over, so that only names of up to 255 bytes come whole.
 * @throws where the archive ends within a member or a size is not a number.
 */
export function* readTarFiles(archive: Uint8Array): Generator<readonly [path: string, bytes: Uint8Array]> {
  for (let at = 0; at + blockBytes <= archive.length;) {
    const header = archive.subarray(at, at + blockBytes);
    if (header.every((byte) => byte === 0)) return;
    const sizeBytes = Number.parseInt(text(header, 124, 12).trim() || '0', 8);
    const end = at + blockBytes + sizeBytes;
    if (!Number.isSafeInteger(sizeBytes) || end > archive.length)
      throw new Error('tar: the archive is damaged');
    const type = header[156];
    const isPosix = text(header, 257, 6) === 'ustar' && header[262] === 0;
    const prefix = isPosix ? text(header, 345, 155) : '';
    const name = text(header, 0, 100);
    // A file's type is '0', or NUL in old archives.
    if (type === 0x30 || type === 0) {
      yield [prefix === '' ? name : `${prefix}/${name}`, archive.subarray(at + blockBytes, end)];
    }
    at = end + ((blockBytes - (sizeBytes % blockBytes)) % blockBytes);
  }
}

function text(bytes: Uint8Array, start: number, length: number): string {
  const field = bytes.subarray(start, start + length);
  const end = field.indexOf(0);
  return new TextDecoder('utf-8').decode(end < 0 ? field : field.subarray(0, end));
}
