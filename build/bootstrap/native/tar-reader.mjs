const BLOCK = 512;

/**
 * @typedef {{
 *   readonly name: string,
 *   readonly type: 'file' | 'link' | 'folder' | 'other',
 *   readonly linkName: string,
 *   readonly sizeBytes: number,
 *   readonly body: AsyncIterable<Buffer>,
 * }} TarMember
 *   `body` can be read once, before the next member is asked for; what is left of it is skipped.
 */

/**
 * Reads a tar archive (ustar, GNU long names, pax paths) member by member, holding one chunk of the
 * source at a time.
 *
 * @param {AsyncIterable<Uint8Array>} source
 * @returns {AsyncGenerator<TarMember, void, void>}
 * @throws {Error} 'tar: ...' when the archive is truncated or a header's checksum is wrong
 */
export async function* readTar(source) {
  const input = new ByteSource(source);
  /** @type {{ name?: string | undefined, linkName?: string | undefined }} */
  let override = {};
  for (;;) {
    const header = await input.readOrEnd(BLOCK);
    if (header === null || header.every((byte) => byte === 0)) return;
    checkHeader(header);
    const sizeBytes = readNumber(header, 124, 12);
    const padding = (BLOCK - (sizeBytes % BLOCK)) % BLOCK;
    const flag = String.fromCharCode(header[156] ?? 0);
    if (flag === 'L' || flag === 'K' || flag === 'x' || flag === 'g') {
      const text = await input.read(sizeBytes);
      await input.read(padding);
      if (flag === 'L') override = { ...override, name: untilNul(text) };
      else if (flag === 'K') override = { ...override, linkName: untilNul(text) };
      else if (flag === 'x') override = { ...override, ...readPax(text) };
      continue;
    }
    let unread = sizeBytes;
    const body = (async function* () {
      while (unread > 0) {
        const chunk = await input.readSome(unread);
        unread -= chunk.length;
        yield chunk;
      }
    })();
    yield {
      name: override.name ?? ustarName(header),
      linkName: override.linkName ?? untilNul(header.subarray(157, 257)),
      type:
        flag === '0' || flag === '\0' ? 'file' : flag === '2' ? 'link' : flag === '5' ? 'folder' : 'other',
      sizeBytes,
      body,
    };
    override = {};
    while (unread > 0) unread -= (await input.readSome(unread)).length;
    await input.read(padding);
  }
}

/** Exact reads from an iterable of chunks of any size. */
class ByteSource {
  /** @param {AsyncIterable<Uint8Array>} source */
  constructor(source) {
    this.iterator = source[Symbol.asyncIterator]();
    /** @type {Buffer} */
    this.chunk = Buffer.alloc(0);
  }

  /**
   * @param {number} maxBytes positive
   * @returns {Promise<Buffer>} 1 to maxBytes bytes
   */
  async readSome(maxBytes) {
    if (!(await this.fill())) throw new Error('tar: the archive ends too early');
    const part = this.chunk.subarray(0, maxBytes);
    this.chunk = this.chunk.subarray(part.length);
    return part;
  }

  /**
   * @param {number} bytes
   * @returns {Promise<Buffer>}
   */
  async read(bytes) {
    const parts = [];
    for (let left = bytes; left > 0;) {
      const part = await this.readSome(left);
      parts.push(part);
      left -= part.length;
    }
    return parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
  }

  /**
   * @param {number} bytes
   * @returns {Promise<Buffer | null>} null at the end of the source
   */
  async readOrEnd(bytes) {
    return (await this.fill()) ? this.read(bytes) : null;
  }

  /** @returns {Promise<boolean>} false at the end of the source */
  async fill() {
    while (this.chunk.length === 0) {
      const { done, value } = await this.iterator.next();
      if (done) return false;
      this.chunk = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    }
    return true;
  }
}

/**
 * @param {Buffer} header
 * @returns {void}
 */
function checkHeader(header) {
  let sum = 0;
  for (let index = 0; index < BLOCK; index += 1)
    sum += index >= 148 && index < 156 ? 32 : (header[index] ?? 0);
  if (sum !== readNumber(header, 148, 8)) throw new Error('tar: a header is damaged');
}

/**
 * @param {Buffer} header
 * @param {number} start
 * @param {number} length
 * @returns {number} from octal digits, or GNU's base 256 for sizes past 8 GiB
 */
function readNumber(header, start, length) {
  const field = header.subarray(start, start + length);
  if (((field[0] ?? 0) & 0x80) !== 0)
    return field.subarray(1).reduce((value, byte) => value * 256 + byte, (field[0] ?? 0) & 0x7f);
  return Number.parseInt(untilNul(field).trim() || '0', 8);
}

/**
 * @param {Buffer} bytes
 * @returns {string}
 */
function untilNul(bytes) {
  const end = bytes.indexOf(0);
  return bytes.toString('utf8', 0, end < 0 ? bytes.length : end);
}

/**
 * @param {Buffer} header
 * @returns {string}
 */
function ustarName(header) {
  const name = untilNul(header.subarray(0, 100));
  // GNU archives ('ustar ' with a space) keep times where POSIX ones keep the prefix.
  const prefix = header.toString('latin1', 257, 263) === 'ustar\0' ? untilNul(header.subarray(345, 500)) : '';
  return prefix === '' ? name : `${prefix}/${name}`;
}

/**
 * @param {Buffer} text records of the form 'LENGTH KEY=VALUE\n', LENGTH in bytes
 * @returns {{ name?: string, linkName?: string }}
 */
function readPax(text) {
  /** @type {{ name?: string, linkName?: string }} */
  const found = {};
  for (let start = 0; start < text.length;) {
    const space = text.indexOf(32, start);
    const length = Number(text.toString('latin1', start, space));
    if (!(length > 0)) break;
    const [key = '', ...value] = text.toString('utf8', space + 1, start + length - 1).split('=');
    if (key === 'path') found.name = value.join('=');
    if (key === 'linkpath') found.linkName = value.join('=');
    start += length;
  }
  return found;
}
