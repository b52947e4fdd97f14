/**
 * FLAC frames of a fixed block size.
 * @source RFC 9639, section 9.1 (frame header) and 9.3 (footer).
 */
import { BitWriter } from './bit-writer.ts';
import { fixedSums } from './fixed-prediction.ts';
import { estimateBits, planSubframe, writeSubframe } from './flac-subframe.ts';
import type { SubframePlan } from './flac-subframe.ts';

export const flacBlockSize = 4096;

const rateCodes: Readonly<Record<number, number>> = Object.freeze({
  88200: 1,
  176400: 2,
  192000: 3,
  8000: 4,
  16000: 5,
  22050: 6,
  24000: 7,
  32000: 8,
  44100: 9,
  48000: 10,
  96000: 11,
});

/** So that a frame can be played without what stands at the start of the file. */
function codedRate(sampleRate: number): { code: number; extra?: number } {
  const code = rateCodes[sampleRate];
  if (code !== undefined) return { code };
  if (sampleRate <= 0xffff) return { code: 13, extra: sampleRate };
  return sampleRate % 10 === 0 ? { code: 14, extra: sampleRate / 10 } : { code: 0 };
}

export type FlacFormat = { readonly sampleRate: number; readonly channels: number; readonly bits: 16 | 24 };

export class FlacFrameEncoder {
  readonly #format: FlacFormat;
  readonly #out = new BitWriter();
  #frameNumber = 0;

  constructor(format: FlacFormat) {
    this.#format = format;
  }

  /** @param channels [channels][1..4096] whole numbers of `bits` bits @returns a view that the next call reuses */
  encode(channels: readonly Int32Array[]): Uint8Array {
    const { sampleRate, bits } = this.#format;
    const blockSize = channels[0]!.length;
    const { code, subframes } = arrange(channels, bits);
    const out = this.#out;
    out.clear();
    out.write(0xfff8, 16);
    const isWhole = blockSize === flacBlockSize;
    out.write(isWhole ? 12 : 7, 4);
    const rate = codedRate(sampleRate);
    out.write(rate.code, 4);
    out.write(code, 4);
    out.write(bits === 16 ? 4 : 6, 3);
    out.write(0, 1);
    for (const byte of codedNumber(this.#frameNumber++)) out.write(byte, 8);
    if (!isWhole) out.write(blockSize - 1, 16);
    if (rate.extra !== undefined) out.write(rate.extra, 16);
    out.write(crc8(out.view()), 8);
    for (const subframe of subframes) writeSubframe(out, subframe);
    out.alignToByte();
    out.write(crc16(out.view()), 16);
    return out.view();
  }
}

type MeasuredChannel = {
  readonly samples: Int32Array;
  readonly width: number;
  /** See `fixedSums`. */
  readonly sums: readonly number[];
  readonly cost: number;
};

/** Stereo goes as left and right, left or right with the side, or middle with the side. */
function arrange(
  channels: readonly Int32Array[],
  bits: number,
): { code: number; subframes: readonly SubframePlan[] } {
  const [left, right] = channels;
  if (channels.length !== 2 || left === undefined || right === undefined) {
    return {
      code: channels.length - 1,
      subframes: channels.map((samples) => planSubframe(samples, bits, fixedSums(samples))),
    };
  }
  const side = new Int32Array(left.length);
  const middle = new Int32Array(left.length);
  for (let i = 0; i < side.length; i++) {
    side[i] = left[i]! - right[i]!;
    middle[i] = (left[i]! + right[i]!) >> 1;
  }
  const measured = (samples: Int32Array, width: number): MeasuredChannel => {
    const sums = fixedSums(samples);
    return { samples, width, sums, cost: estimateBits(sums, samples.length) };
  };
  const [l, r] = [measured(left, bits), measured(right, bits)];
  const [s, m] = [measured(side, bits + 1), measured(middle, bits)];
  const choices = [
    { code: 1, pair: [l, r] },
    { code: 8, pair: [l, s] },
    { code: 9, pair: [s, r] },
    { code: 10, pair: [m, s] },
  ] as const;
  const costOf = ({ pair: [one, other] }: (typeof choices)[number]): number => one.cost + other.cost;
  const { code, pair } = choices.reduce((best, choice) => (costOf(choice) < costOf(best) ? choice : best));
  return { code, subframes: pair.map(({ samples, width, sums }) => planSubframe(samples, width, sums)) };
}

/** A frame's number in the extended UTF-8 of the format, below 2^36. */
function codedNumber(value: number): number[] {
  if (value < 0x80) return [value];
  const rest: number[] = [];
  let left = value;
  // The first byte of n bytes has room for 7 - n bits.
  while (left >= 2 ** (6 - rest.length)) {
    rest.unshift(0x80 | (left % 64));
    left = Math.floor(left / 64);
  }
  const lead = (0xff << (7 - rest.length)) & 0xff;
  return [(lead & 0xff) | left, ...rest];
}

const crc8Table = crcTable(8, 0x07);
const crc16Table = crcTable(16, 0x8005);

function crc8(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) crc = crc8Table[crc ^ byte]!;
  return crc;
}

function crc16(bytes: Uint8Array): number {
  let crc = 0;
  // By index: an iterator costs more here than the sum itself.
  for (let i = 0; i < bytes.length; i++) crc = ((crc << 8) & 0xffff) ^ crc16Table[(crc >>> 8) ^ bytes[i]!]!;
  return crc;
}

function crcTable(width: 8 | 16, polynomial: number): Uint16Array {
  const top = 1 << (width - 1);
  const mask = 2 * top - 1;
  return Uint16Array.from({ length: 256 }, (_, byte) => {
    let crc = byte << (width - 8);
    for (let bit = 0; bit < 8; bit++) crc = ((crc << 1) ^ ((crc & top) !== 0 ? polynomial : 0)) & mask;
    return crc;
  });
}
