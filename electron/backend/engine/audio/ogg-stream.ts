/**
 * Decodes the first sound stream of an Ogg file: Vorbis, Opus or FLAC. Files that were joined end to end (chained)
 * are read through as long as rate and channels stay.
 * @source RFC 3533 (Ogg), Vorbis I section 4.2.2, RFC 7845 (Opus), the Ogg mapping of RFC 9639 (FLAC).
 */
import { decoder as createOpusDecoder } from '@audio/decode-opus';
import { decoder as createVorbisDecoder } from '@audio/decode-vorbis';
import { divisiError } from '../../../../shared/contract/errors.ts';
import { checkShape } from './audio-limits.ts';
import type { ByteSource } from './byte-source.ts';
import { damage, guardDecoder } from './compressed-stream.ts';
import type { CompressedStream, DecodedBlock } from './compressed-stream.ts';
import { RecordingFailure } from './file-failure.ts';
import { flacStreamOf } from './flac-stream.ts';
import { joinBytes } from './join-bytes.ts';
import { flacFramesOfOgg, oggFlacInfo } from './ogg-flac.ts';
import { readOggPages } from './ogg-pages.ts';
import type { OggPage } from './ogg-pages.ts';

type Codec = 'vorbis' | 'opus' | 'flac';
type StreamShape = { readonly codec: Codec; readonly sampleRate: number; readonly channels: number };
type Chosen = StreamShape & { readonly serial: number };

/** The decoder is fed at least this much at a time. */
const batchBytes = 16_384;

/** @throws RecordingFailure; with 'audio-format' where no stream is one of the three. */
export async function openOggStream(source: ByteSource): Promise<CompressedStream> {
  const { path } = source;
  const foreign: string[] = [];
  let chosen: Chosen | undefined;
  let flacHead: Uint8Array | undefined;
  for await (const page of readOggPages(source)) {
    // All first pages stand together at the start.
    if (!page.isFirst) break;
    const shape = shapeOf(path, page.body);
    if (shape === undefined) foreign.push(foreignName(page.body));
    else if (chosen === undefined) {
      chosen = { ...shape, serial: page.serial };
      flacHead = page.body;
    }
  }
  if (chosen === undefined) {
    const held = foreign.length > 0 ? foreign.join(', ') : 'no stream';
    throw new RecordingFailure(
      divisiError(
        'audio-format',
        `"${path}" is an Ogg file with ${held}, which Divisi does not read. Convert it to WAV or FLAC first.`,
      ),
    );
  }
  if (chosen.codec === 'flac') {
    return flacStreamOf(path, oggFlacInfo(path, flacHead!), flacFramesOfOgg(source, chosen.serial));
  }
  const stream = chosen;
  return {
    format: chosen.codec,
    encoding: chosen.codec === 'opus' ? 'Opus' : 'Vorbis',
    sampleRate: chosen.sampleRate,
    channels: chosen.channels,
    blocks: () => decodePages(source, stream),
  };
}

/** Link by link, each with a decoder of its own. */
async function* decodePages(source: ByteSource, stream: Chosen): AsyncGenerator<DecodedBlock, void> {
  const { path } = source;
  let link: LinkDecoder | undefined;
  let serial = stream.serial;
  let nextSequence: number | undefined;
  try {
    for await (const page of readOggPages(source)) {
      if (page.isFirst && (link === undefined || link.hasAudioPages)) {
        const shape = page.serial === stream.serial && link === undefined ? stream : shapeOf(path, page.body);
        if (shape !== undefined) {
          if (link !== undefined) {
            assertSameShape(path, stream, shape);
            yield* link.end(page.end);
          }
          link = await LinkDecoder.create(path, shape);
          serial = page.serial;
          nextSequence = undefined;
        }
      }
      if (page.serial !== serial || link === undefined) continue;
      if (nextSequence !== undefined && page.sequence !== nextSequence) {
        throw damage(path, `is damaged: pages are missing before byte ${page.end}.`);
      }
      nextSequence = (page.sequence + 1) >>> 0;
      yield* link.push(page);
    }
    if (link !== undefined) yield* link.end(source.size);
  } finally {
    link?.free();
  }
}

type PageDecoder = {
  decode(bytes: Uint8Array): { readonly channelData: readonly Float32Array[] };
  flush(): { readonly channelData: readonly Float32Array[] };
  free(): void;
};

class LinkDecoder {
  readonly #path: string;
  readonly #shape: StreamShape;
  readonly #decoder: PageDecoder;
  #batch: Uint8Array[] = [];
  #batchedBytes = 0;
  #isFreed = false;
  hasAudioPages = false;

  private constructor(path: string, shape: StreamShape, decoder: PageDecoder) {
    this.#path = path;
    this.#shape = shape;
    this.#decoder = decoder;
  }

  static async create(path: string, shape: StreamShape): Promise<LinkDecoder> {
    const decoder = await (shape.codec === 'opus' ? createOpusDecoder() : createVorbisDecoder());
    return new LinkDecoder(path, shape, decoder);
  }

  *push(page: OggPage): Generator<DecodedBlock> {
    if (!page.isFirst) this.hasAudioPages = true;
    this.#batch.push(page.bytes);
    this.#batchedBytes += page.bytes.length;
    if (this.#batchedBytes >= batchBytes) yield* this.#decode(page.end, false);
  }

  *end(position: number): Generator<DecodedBlock> {
    yield* this.#decode(position, true);
    this.free();
  }

  free(): void {
    if (this.#isFreed) return;
    this.#isFreed = true;
    this.#decoder.free();
  }

  *#decode(position: number, isEnd: boolean): Generator<DecodedBlock> {
    const bytes = joinBytes(this.#batch);
    this.#batch = [];
    this.#batchedBytes = 0;
    const name = this.#shape.codec === 'opus' ? 'Opus' : 'Ogg Vorbis';
    const results = guardDecoder(this.#path, name, () => {
      const fed = bytes.length > 0 ? [this.#decoder.decode(bytes)] : [];
      return isEnd ? [...fed, this.#decoder.flush()] : fed;
    });
    for (const { channelData } of results) {
      if ((channelData[0]?.length ?? 0) === 0) continue;
      if (channelData.length !== this.#shape.channels) {
        throw damage(this.#path, `cannot be decoded as ${name}: the channels do not match its header.`);
      }
      yield { channels: channelData, position };
    }
  }
}

/** What the first packet of a stream says; undefined for a codec that is not read. @throws RecordingFailure */
function shapeOf(path: string, packet: Uint8Array): StreamShape | undefined {
  const view = new DataView(packet.buffer, packet.byteOffset, packet.byteLength);
  let shape: StreamShape | undefined;
  if (startsWith(packet, '\x01vorbis') && packet.length >= 30) {
    shape = { codec: 'vorbis', channels: packet[11]!, sampleRate: view.getUint32(12, true) };
  } else if (startsWith(packet, 'OpusHead') && packet.length >= 19) {
    // Opus always decodes at 48 kHz; the header's rate is that of the encoder's input.
    shape = { codec: 'opus', channels: packet[9]!, sampleRate: 48_000 };
  } else if (startsWith(packet, '\x7fFLAC')) {
    const info = oggFlacInfo(path, packet);
    shape = { codec: 'flac', channels: info.channels, sampleRate: info.sampleRate };
  }
  if (shape === undefined) return undefined;
  const refused = checkShape(path, shape.sampleRate, shape.channels);
  if (refused !== undefined) throw new RecordingFailure(refused);
  return shape;
}

function assertSameShape(path: string, first: StreamShape, next: StreamShape): void {
  const isSame =
    first.codec === next.codec && first.channels === next.channels && first.sampleRate === next.sampleRate;
  if (!isSame) {
    throw new RecordingFailure(
      divisiError(
        'audio-format',
        `"${path}" is a chain of recordings that differ in codec, rate or channels. Split it, or convert it to WAV first.`,
      ),
    );
  }
}

function foreignName(packet: Uint8Array): string {
  const known: readonly (readonly [string, string])[] = [
    ['Speex', 'Speex'],
    ['\x80theora', 'Theora video'],
    ['fishead', 'Skeleton'],
    ['BBCD', 'Dirac video'],
    ['PCM ', 'PCM'],
  ];
  return known.find(([start]) => startsWith(packet, start))?.[1] ?? 'an unknown codec';
}

function startsWith(bytes: Uint8Array, text: string): boolean {
  return Array.from(text).every((character, i) => bytes[i] === character.charCodeAt(0));
}
