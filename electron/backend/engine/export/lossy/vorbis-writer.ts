/** Writes Ogg Vorbis files with tags. */
import { ByteWriter } from '../../../../../shared/std/byte-writer.ts';
import type { Result } from '../../../../../shared/std/result.ts';
import { joinBytes } from '../../audio/join-bytes.ts';
import { pageChecksum } from '../../audio/ogg-pages.ts';
import { createSampleFile } from '../../audio/sample-file.ts';
import type { SampleEncoder, SampleFileWriter } from '../../audio/sample-file.ts';
import { emptyTally } from '../../audio/wav-encoding.ts';
import { vorbisComment } from '../vorbis-comment.ts';
import type { SoundTags } from '../vorbis-comment.ts';
import { finiteSamples } from './finite-samples.ts';
import { loadVorbisEncoder } from './load-encoder.ts';
import type { LossyEncoder } from './load-encoder.ts';
import type { LossyWriterOptions } from './lossy-options.ts';

/** Names the stream within the file; there is only one. */
const streamSerial = 0x4469_7669;
const pageHeadBytes = 27;

/** Fails with 'output-unwritable' or 'disk-full'. */
export async function createVorbisWriter(
  finalPath: string,
  options: LossyWriterOptions,
): Promise<Result<SampleFileWriter>> {
  const encoder = await loadVorbisEncoder(options, streamSerial);
  return createSampleFile(finalPath, options, new VorbisStream(encoder, options.tags), options.fileSystem);
}

class VorbisStream implements SampleEncoder {
  readonly tally = emptyTally();
  readonly #encoder: LossyEncoder;
  readonly #tags: SoundTags;
  /** The pages of the headers, until they are complete and carry our tags. */
  #head: Uint8Array | undefined = new Uint8Array(0);

  constructor(encoder: LossyEncoder, tags: SoundTags) {
    this.#encoder = encoder;
    this.#tags = tags;
  }

  start(): Uint8Array {
    return new Uint8Array(0);
  }

  encode(channels: readonly Float32Array[]): Uint8Array {
    return this.#pass(this.#encoder.encode(finiteSamples(channels, this.tally)).slice());
  }

  end(): ReturnType<SampleEncoder['end']> {
    const tail = this.#pass(this.#encoder.finalize().slice());
    return { tail: this.#head === undefined ? tail : joinBytes([this.#head, tail]), patches: [] };
  }

  #pass(bytes: Uint8Array): Uint8Array {
    if (this.#head === undefined) return bytes;
    const all = joinBytes([this.#head, bytes]);
    const tagged = withTags(all, this.#tags);
    this.#head = tagged === undefined ? all : undefined;
    return tagged ?? new Uint8Array(0);
  }
}

/**
 * Replaces the encoder's own comment packet. The three headers lie on two pages, the second and third together on
 * the second page, as libogg lays out headers of this size.
 * @returns undefined while the second page is not whole
 */
function withTags(stream: Uint8Array, tags: SoundTags): Uint8Array | undefined {
  const first = pageEnd(stream, 0);
  const second = first === undefined ? undefined : pageEnd(stream, first);
  if (first === undefined || second === undefined) return undefined;
  const segments = stream.subarray(first + pageHeadBytes, first + pageHeadBytes + stream[first + 26]!);
  let commentBytes = 0;
  for (const size of segments) {
    commentBytes += size;
    if (size < 255) break;
  }
  const body = first + pageHeadBytes + segments.length;
  const setup = stream.subarray(body + commentBytes, second);
  const comment = new ByteWriter().u8(3).latin1('vorbis').raw(vorbisComment(tags, 'Divisi')).u8(1).bytes();
  const lacing = [...laced(comment.length), ...laced(setup.length)];
  if (lacing.length > 255)
    throw new RangeError(`expected tags that fit on a page, got ${comment.length} bytes`);
  const page = new ByteWriter()
    .raw(stream.subarray(first, first + 22))
    .u32(0)
    .u8(lacing.length)
    .raw(lacing)
    .raw(comment)
    .raw(setup)
    .bytes();
  new DataView(page.buffer).setUint32(22, pageChecksum(page), true);
  return joinBytes([stream.subarray(0, first), page, stream.subarray(second)]);
}

function pageEnd(stream: Uint8Array, start: number): number | undefined {
  if (stream.length < start + pageHeadBytes) return undefined;
  const count = stream[start + 26]!;
  const body = start + pageHeadBytes + count;
  if (stream.length < body) return undefined;
  const end = stream.subarray(start + pageHeadBytes, body).reduce((sum, size) => sum + size, body);
  return stream.length < end ? undefined : end;
}

function laced(bytes: number): number[] {
  return [...Array.from({ length: Math.floor(bytes / 255) }, () => 255), bytes % 255];
}
