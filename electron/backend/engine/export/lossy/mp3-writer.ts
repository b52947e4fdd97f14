/** Writes MP3 files with tags, exact length and gapless playback. */
import type { Result } from '../../../../../shared/std/result.ts';
import { parseMp3Header } from '../../audio/mp3-frames.ts';
import { createSampleFile } from '../../audio/sample-file.ts';
import type { SampleEncoder, SampleFileWriter } from '../../audio/sample-file.ts';
import { joinBytes } from '../../audio/join-bytes.ts';
import { emptyTally } from '../../audio/wav-encoding.ts';
import { id3Tag } from './id3-tag.ts';
import { loadMp3Encoder, mp3Rates } from './load-encoder.ts';
import type { LossyEncoder, Mp3Rate } from './load-encoder.ts';
import { finiteSamples } from './finite-samples.ts';
import type { LossyWriterOptions } from './lossy-options.ts';
import { XingFrame } from './xing-frame.ts';

/** Fails with 'output-unwritable' or 'disk-full'. Rates that MP3 does not have become 44.1 or 48 kHz. */
export async function createMp3Writer(
  finalPath: string,
  options: LossyWriterOptions,
): Promise<Result<SampleFileWriter>> {
  const { channels, sampleRate } = options;
  const outputSampleRate = mp3RateFor(sampleRate);
  const encoder = await loadMp3Encoder({ channels, sampleRate, outputSampleRate });
  const stream = new Mp3Stream(encoder, options, outputSampleRate);
  return createSampleFile(finalPath, options, stream, options.fileSystem);
}

/** The rate itself, or one that divides it, or the higher of the usual ones. */
export function mp3RateFor(sampleRate: number): Mp3Rate {
  const same = mp3Rates.find((rate) => rate === sampleRate);
  if (same !== undefined) return same;
  return sampleRate % 44_100 === 0
    ? 44_100
    : sampleRate < 44_100
      ? (mp3Rates.find((rate) => rate > sampleRate) ?? 44_100)
      : 48_000;
}

class Mp3Stream implements SampleEncoder {
  readonly tally = emptyTally();
  readonly #encoder: LossyEncoder;
  readonly #options: LossyWriterOptions;
  readonly #rate: number;
  readonly #tag: Uint8Array;
  readonly #info: XingFrame;
  readonly #frameBytes: number[] = [];
  /** Bytes behind the last whole frame. */
  #rest: Uint8Array = new Uint8Array(0);

  constructor(encoder: LossyEncoder, options: LossyWriterOptions, rate: number) {
    this.#encoder = encoder;
    this.#options = options;
    this.#rate = rate;
    this.#tag = id3Tag(options.tags);
    this.#info = new XingFrame(rate, options.channels);
  }

  start(): Uint8Array {
    return joinBytes([this.#tag, new Uint8Array(this.#info.bytes)]);
  }

  encode(channels: readonly Float32Array[]): Uint8Array {
    return this.#count(this.#encoder.encode(finiteSamples(channels, this.tally)).slice());
  }

  end(): ReturnType<SampleEncoder['end']> {
    const tail = this.#count(this.#encoder.finalize().slice());
    const { lengthSamples, sampleRate } = this.#options;
    const info = this.#info.render({
      frameBytes: this.#frameBytes,
      lengthSamples: Math.round((lengthSamples * this.#rate) / sampleRate),
    });
    return { tail, patches: [{ position: this.#tag.length, bytes: info }] };
  }

  #count(bytes: Uint8Array): Uint8Array {
    const seen = joinBytes([this.#rest, bytes]);
    let position = 0;
    for (;;) {
      const frame = parseMp3Header(seen, position);
      if (frame === undefined || position + frame.bytes > seen.length) break;
      this.#frameBytes.push(frame.bytes);
      position += frame.bytes;
    }
    this.#rest = seen.slice(position);
    return bytes;
  }
}
