/**
 * Decodes FLAC, from its own container or from packets of Ogg.
 * @source RFC 9639.
 */
import { decoder as createFlacDecoder } from '@audio/decode-flac';
import { cutOffError } from './audio-limits.ts';
import type { ByteSource } from './byte-source.ts';
import { ByteWindow } from './byte-window.ts';
import { damage, guardDecoder } from './compressed-stream.ts';
import type { CompressedStream, DecodedBlock } from './compressed-stream.ts';
import { RecordingFailure } from './file-failure.ts';
import { FlacFrameReader } from './flac-frames.ts';
import type { FlacFrame } from './flac-frames.ts';
import { parseStreamInfo, streamInfoBytes } from './flac-info.ts';
import type { FlacInfo } from './flac-info.ts';
import { joinBytes } from './join-bytes.ts';

/** Frames are decoded in batches of about this many samples: large enough to be fast, small enough for memory. */
const batchSamples = 32_768;

/** @param offset where 'fLaC' stands. @throws RecordingFailure */
export async function openFlacStream(source: ByteSource, offset: number): Promise<CompressedStream> {
  const { path } = source;
  let position = offset + 4;
  let info: FlacInfo | undefined;
  for (let isLast = false; !isLast;) {
    const header = await source.read(position, 4);
    if (header.length < 4) throw damage(path, 'is cut off inside the header of its FLAC stream.');
    isLast = (header[0]! & 0x80) !== 0;
    const type = header[0]! & 0x7f;
    const size = (header[1]! << 16) | (header[2]! << 8) | header[3]!;
    if (type === 0 && size >= streamInfoBytes && info === undefined) {
      info = parseStreamInfo(path, await source.read(position + 4, streamInfoBytes));
    }
    if (info === undefined) throw damage(path, 'is a FLAC file that does not begin with STREAMINFO.');
    position += 4 + size;
  }
  if (info === undefined) throw damage(path, 'is a FLAC file without a STREAMINFO block.');
  return flacStreamOf(path, info, framesOf(source, position, info));
}

async function* framesOf(
  source: ByteSource,
  position: number,
  info: FlacInfo,
): AsyncGenerator<FlacFrame & { position: number }, void> {
  const window = new ByteWindow(source, position);
  const reader = new FlacFrameReader(window, source.path, info);
  for (let frame = await reader.next(); frame !== undefined; frame = await reader.next()) {
    yield { ...frame, position: window.position };
  }
}

export function flacStreamOf(
  path: string,
  info: FlacInfo,
  frames: AsyncIterable<FlacFrame & { readonly position: number }>,
): CompressedStream {
  return {
    format: 'flac',
    encoding: `${info.bits}-bit FLAC`,
    sampleRate: info.sampleRate,
    channels: info.channels,
    blocks: () => decodeFrames(path, info, frames),
  };
}

async function* decodeFrames(
  path: string,
  info: FlacInfo,
  frames: AsyncIterable<FlacFrame & { readonly position: number }>,
): AsyncGenerator<DecodedBlock, void> {
  const decoder = await createFlacDecoder();
  try {
    guardDecoder(path, 'FLAC', () => decoder.decode(streamHead(info)));
    let promised = 0;
    let decoded = 0;
    let batch: Uint8Array[] = [];
    let batched = 0;
    let position = 0;
    const take = (isEnd: boolean): DecodedBlock[] => {
      const results = guardDecoder(path, 'FLAC', () => {
        const fed = batch.length > 0 ? [decoder.decode(joinBytes(batch))] : [];
        return isEnd ? [...fed, decoder.flush()] : fed;
      });
      batch = [];
      batched = 0;
      const blocks: DecodedBlock[] = [];
      for (const { channelData } of results) {
        const length = channelData[0]?.length ?? 0;
        if (length === 0) continue;
        if (channelData.length !== info.channels)
          throw damage(path, 'changes its number of channels on the way.');
        decoded += length;
        blocks.push({ channels: channelData.map((samples) => toFullScale(samples, info.bits)), position });
      }
      return blocks;
    };
    for await (const frame of frames) {
      batch.push(frame.bytes);
      batched += frame.samples;
      promised += frame.samples;
      position = frame.position;
      if (batched >= batchSamples) yield* take(false);
    }
    yield* take(true);
    if (decoded !== promised) throw damage(path, 'has FLAC frames that cannot be decoded.');
    if (decoded < info.totalSamples) {
      throw new RecordingFailure(cutOffError(path, info.totalSamples, decoded, info.sampleRate));
    }
  } finally {
    decoder.free();
  }
}

/** 'fLaC' and STREAMINFO as the only metadata block. */
function streamHead(info: FlacInfo): Uint8Array {
  const head = new Uint8Array(8 + streamInfoBytes);
  head.set([0x66, 0x4c, 0x61, 0x43, 0x80, 0, 0, streamInfoBytes]);
  head.set(info.block, 8);
  return head;
}

/**
 * The decoder divides by 2^(bits - 1) - 1; WAV and everything else here by 2^(bits - 1). The integers are found
 * again exactly, since float32 resolves them up to 24 bits. In place.
 */
function toFullScale(samples: Float32Array, bits: number): Float32Array {
  const scale = 2 ** (bits - 1);
  if (bits > 24) {
    for (let i = 0; i < samples.length; i++) samples[i] = (samples[i]! * (scale - 1)) / scale;
    return samples;
  }
  for (let i = 0; i < samples.length; i++) samples[i] = Math.round(samples[i]! * (scale - 1)) / scale;
  return samples;
}
