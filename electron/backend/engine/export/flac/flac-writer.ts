/** Writes FLAC files, 16 or 24 bits, streaming. */
import { createHash } from 'node:crypto';
import { ByteWriter } from '../../../../../shared/std/byte-writer.ts';
import { createRng } from '../../../../../shared/std/rng.ts';
import type { Result } from '../../../../../shared/std/result.ts';
import type { OutputFileSystem } from '../../audio/output-file.ts';
import { createSampleFile } from '../../audio/sample-file.ts';
import type { SampleEncoder, SampleFileWriter } from '../../audio/sample-file.ts';
import { emptyTally, encodeSamples } from '../../audio/wav-encoding.ts';
import { flacBlockSize, FlacFrameEncoder } from './flac-frame.ts';
import { vorbisComment } from '../vorbis-comment.ts';
import type { SoundTags } from '../vorbis-comment.ts';

export type FlacWriterOptions = {
  readonly sampleRate: number;
  readonly channels: number;
  readonly lengthSamples: number;
  readonly encoding: 'pcm16' | 'pcm24';
  readonly ditherSeed: number;
  readonly dither: 'tpdf' | 'none';
  readonly tags: SoundTags;
  readonly fileSystem?: OutputFileSystem;
};

/** What the format can hold. */
export const flacLimits = Object.freeze({ channels: 8, sampleRate: 655_350, lengthSamples: 2 ** 36 - 1 });

/** Position of STREAMINFO's body, behind 'fLaC' and its own head. */
const streamInfoOffset = 8;

/**
 * Fails with 'output-unwritable' or 'disk-full'.
 * @throws RangeError beyond {@link flacLimits}.
 */
export async function createFlacWriter(
  finalPath: string,
  options: FlacWriterOptions,
): Promise<Result<SampleFileWriter>> {
  const { channels, sampleRate, lengthSamples } = options;
  if (channels > flacLimits.channels || sampleRate > flacLimits.sampleRate) {
    throw new RangeError(`expected what FLAC can hold, got ${channels} channels at ${sampleRate} Hz`);
  }
  if (lengthSamples > flacLimits.lengthSamples)
    throw new RangeError(`expected fewer than ${lengthSamples} samples`);
  return createSampleFile(finalPath, options, new FlacEncoder(options), options.fileSystem);
}

class FlacEncoder implements SampleEncoder {
  readonly tally = emptyTally();
  readonly #options: FlacWriterOptions;
  readonly #bits: 16 | 24;
  readonly #dither;
  readonly #frames: FlacFrameEncoder;
  readonly #hash = createHash('md5');
  /** Samples that do not fill a block yet. */
  readonly #block: readonly Int32Array[];
  #filled = 0;
  #leastFrameBytes = Infinity;
  #mostFrameBytes = 0;

  constructor(options: FlacWriterOptions) {
    const { channels, sampleRate, encoding, dither, ditherSeed } = options;
    this.#options = options;
    this.#bits = encoding === 'pcm16' ? 16 : 24;
    this.#dither =
      dither === 'none' ? undefined : Array.from({ length: channels }, (_, i) => createRng(ditherSeed, i));
    this.#frames = new FlacFrameEncoder({ sampleRate, channels, bits: this.#bits });
    this.#block = Array.from({ length: channels }, () => new Int32Array(flacBlockSize));
  }

  start(): Uint8Array {
    const comment = vorbisComment(this.#options.tags, 'Divisi');
    return new ByteWriter()
      .latin1('fLaC')
      .u32be(34)
      .raw(this.#streamInfo(new Uint8Array(16)))
      .u8(0x84)
      .u8(comment.length >>> 16)
      .u16be(comment.length)
      .raw(comment)
      .bytes();
  }

  encode(channels: readonly Float32Array[]): Uint8Array {
    const bytes = encodeSamples(channels, this.#options.encoding, this.#dither, this.tally);
    this.#hash.update(bytes);
    const length = channels[0]?.length ?? 0;
    const out = new ByteWriter();
    for (let start = 0; start < length;) {
      const count = Math.min(flacBlockSize - this.#filled, length - start);
      this.#take(bytes, start, count);
      start += count;
      if (this.#filled === flacBlockSize) this.#writeFrame(out);
    }
    return out.bytes();
  }

  end(): ReturnType<SampleEncoder['end']> {
    const out = new ByteWriter();
    if (this.#filled > 0) this.#writeFrame(out);
    const info = this.#streamInfo(this.#hash.digest());
    return { tail: out.bytes(), patches: [{ position: streamInfoOffset, bytes: info }] };
  }

  /** Moves samples [start, start + count) of interleaved little-endian bytes into the block. */
  #take(bytes: Uint8Array, start: number, count: number): void {
    const width = this.#bits / 8;
    const stride = width * this.#block.length;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#block.forEach((samples, channel) => {
      let position = start * stride + channel * width;
      for (let i = 0; i < count; i++, position += stride) {
        samples[this.#filled + i] =
          width === 2
            ? view.getInt16(position, true)
            : (view.getInt8(position + 2) << 16) | view.getUint16(position, true);
      }
    });
    this.#filled += count;
  }

  #writeFrame(out: ByteWriter): void {
    const frame = this.#frames.encode(this.#block.map((samples) => samples.subarray(0, this.#filled)));
    this.#filled = 0;
    this.#leastFrameBytes = Math.min(this.#leastFrameBytes, frame.length);
    this.#mostFrameBytes = Math.max(this.#mostFrameBytes, frame.length);
    out.raw(frame);
  }

  /** RFC 9639, section 8.2. */
  #streamInfo(md5: Uint8Array): Uint8Array {
    const { sampleRate, channels, lengthSamples } = this.#options;
    const least = Number.isFinite(this.#leastFrameBytes) ? this.#leastFrameBytes : 0;
    const rateAndShape = sampleRate * 4096 + (channels - 1) * 512 + (this.#bits - 1) * 16;
    return new ByteWriter()
      .u16be(flacBlockSize)
      .u16be(flacBlockSize)
      .u8(least >>> 16)
      .u16be(least)
      .u8(this.#mostFrameBytes >>> 16)
      .u16be(this.#mostFrameBytes)
      .u32be(rateAndShape + Math.floor(lengthSamples / 2 ** 32))
      .u32be(lengthSamples % 2 ** 32)
      .raw(md5)
      .bytes();
  }
}
