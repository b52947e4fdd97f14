/** Reads a file from front to back through a buffer of which the first bytes are what comes next. */
import type { ByteSource } from './byte-source.ts';

const chunkBytes = 131_072;

export class ByteWindow {
  readonly #source: ByteSource;
  #buffer = new Uint8Array(0);
  #start = 0;
  /** File position of the first byte of the window. */
  position: number;

  constructor(source: ByteSource, position: number) {
    this.#source = source;
    this.position = position;
  }

  /** What has been read and not yet passed; valid until the next `fill`. */
  get bytes(): Uint8Array {
    return this.#buffer.subarray(this.#start);
  }

  /** Whether the window reaches to the end of the file. */
  get isAtEnd(): boolean {
    return this.position + this.bytes.length >= this.#source.size;
  }

  /** Reads on until the window holds `count` bytes. @returns false where the file ends before. */
  async fill(count: number): Promise<boolean> {
    const held = this.#buffer.length - this.#start;
    if (held >= count) return true;
    if (!this.isAtEnd) {
      const wanted = Math.max(count - held, chunkBytes);
      const more = await this.#source.read(this.position + held, wanted);
      const joined = new Uint8Array(held + more.length);
      joined.set(this.bytes);
      joined.set(more, held);
      this.#buffer = joined;
      this.#start = 0;
    }
    return this.bytes.length >= count;
  }

  /** Passes over `count` bytes of the window. */
  advance(count: number): void {
    this.#start += count;
    this.position += count;
  }
}
