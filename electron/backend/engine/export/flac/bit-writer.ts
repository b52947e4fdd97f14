/** Bits, most significant first, into a buffer that grows. */
export class BitWriter {
  #bytes = new Uint8Array(16_384);
  #length = 0;
  /** Bits that do not fill a byte yet, and how many. */
  #held = 0;
  #heldBits = 0;

  /** @param bits 0..24 @param value its lower `bits` bits count */
  write(value: number, bits: number): void {
    if (bits === 0) return;
    this.#held = ((this.#held << bits) | (value & ((1 << bits) - 1))) >>> 0;
    this.#heldBits += bits;
    while (this.#heldBits >= 8) {
      this.#heldBits -= 8;
      this.#push((this.#held >>> this.#heldBits) & 0xff);
    }
    this.#held &= (1 << this.#heldBits) - 1;
  }

  /** @param bits 0..32 */
  writeLong(value: number, bits: number): void {
    if (bits > 16) {
      this.write(value >>> 16, bits - 16);
      this.write(value & 0xffff, 16);
    } else this.write(value, bits);
  }

  /** A quotient by 2^parameter as so many zeros and a one, then the remainder. @param value below 2^31 */
  writeRice(value: number, parameter: number): void {
    let zeros = value >>> parameter;
    if (zeros + 1 + parameter <= 24) {
      this.write((1 << parameter) | (value & ((1 << parameter) - 1)), zeros + 1 + parameter);
      return;
    }
    for (; zeros >= 16; zeros -= 16) this.write(0, 16);
    this.write(1, zeros + 1);
    this.writeLong(value & ((1 << parameter) - 1), parameter);
  }

  alignToByte(): void {
    if (this.#heldBits > 0) this.write(0, 8 - this.#heldBits);
  }

  /** Whole bytes so far, without copying. */
  view(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  /** Starts over, keeping the buffer. */
  clear(): void {
    this.#length = 0;
    this.#held = 0;
    this.#heldBits = 0;
  }

  #push(byte: number): void {
    if (this.#length === this.#bytes.length) {
      const grown = new Uint8Array(this.#bytes.length * 2);
      grown.set(this.#bytes);
      this.#bytes = grown;
    }
    this.#bytes[this.#length++] = byte;
  }
}
