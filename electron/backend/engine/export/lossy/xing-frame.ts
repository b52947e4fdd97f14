/**
 * The silent first frame of an MP3 that tells how long it is, where to find a moment in it, and how many samples
 * the encoder put before and behind the sound.
 * @source the Xing header as LAME writes it ("Mp3 info tag" revision 1).
 */
import { ByteWriter } from '../../../../../shared/std/byte-writer.ts';
import { parseMp3Header } from '../../audio/mp3-frames.ts';
import type { Mp3Frame } from '../../audio/mp3-frames.ts';

/** Samples that LAME puts before the sound. */
const encoderDelaySamples = 576;

/** 'Xing' to the end of LAME's part. */
const infoBytes = 156;

export type XingFields = {
  /** Bytes of each frame of the stream, in order. */
  readonly frameBytes: readonly number[];
  /** Samples of the sound at the stream's rate. */
  readonly lengthSamples: number;
};

export class XingFrame {
  readonly #header: readonly number[];
  readonly #frame: Mp3Frame;

  /** @param sampleRate of the stream, one that MP3 has */
  constructor(sampleRate: number, channels: 1 | 2) {
    const { header, frame } = smallestFrame(sampleRate, channels);
    this.#header = header;
    this.#frame = frame;
  }

  get bytes(): number {
    return this.#frame.bytes;
  }

  render({ frameBytes, lengthSamples }: XingFields): Uint8Array {
    const total = frameBytes.reduce((sum, bytes) => sum + bytes, this.bytes);
    const samples = frameBytes.length * this.#frame.samples;
    const padding = Math.min(0xfff, Math.max(0, samples - encoderDelaySamples - lengthSamples));
    const out = new ByteWriter()
      .raw(this.#header)
      .zeros(this.#frame.sideBytes - 4)
      .latin1('Xing')
      .u32be(0xf)
      .u32be(frameBytes.length)
      .u32be(total)
      .raw(contents(frameBytes, total))
      .u32be(80)
      .latin1('LAME3.100')
      // Variable rate, nothing known of low-pass, peak and gains.
      .u8(0x04)
      .zeros(1 + 4 + 2 + 2 + 1 + 1)
      .u8(encoderDelaySamples >>> 4)
      .u8(((encoderDelaySamples & 0xf) << 4) | (padding >>> 8))
      .u8(padding & 0xff)
      .zeros(1 + 1 + 2)
      .u32be(total)
      .zeros(2 + 2);
    return out.zeros(this.bytes - out.length).bytes();
  }
}

/** For each per cent of the time, the place in the file, in 256ths. */
function contents(frameBytes: readonly number[], total: number): Uint8Array {
  const table = new Uint8Array(100);
  let position = total - frameBytes.reduce((sum, bytes) => sum + bytes, 0);
  let next = 0;
  frameBytes.forEach((bytes, index) => {
    while (next < 100 && index * 100 >= next * frameBytes.length) {
      table[next++] = Math.min(255, Math.floor((position * 256) / total));
    }
    position += bytes;
  });
  return table.fill(255, next);
}

function smallestFrame(sampleRate: number, channels: 1 | 2): { header: readonly number[]; frame: Mp3Frame } {
  const full = [44_100, 48_000, 32_000];
  for (const [divisor, version] of [
    [1, 3],
    [2, 2],
    [4, 0],
  ] as const) {
    const rate = full.indexOf(sampleRate * divisor);
    if (rate < 0) continue;
    for (let kbits = 1; kbits < 15; kbits++) {
      // No checksum; stereo goes as joint stereo, as in the frames that follow.
      const header = [0xff, 0xe3 | (version << 3), (kbits << 4) | (rate << 2), channels === 1 ? 0xc0 : 0x40];
      const frame = parseMp3Header(Uint8Array.from(header), 0);
      if (frame !== undefined && frame.bytes >= frame.sideBytes + infoBytes) return { header, frame };
    }
  }
  throw new RangeError(`expected a rate of MP3, got ${sampleRate} Hz`);
}
