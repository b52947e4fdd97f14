/** Decodes MP3, gapless where the encoder left word of its delay and padding. */
import { decoder as createMp3Decoder } from '@audio/decode-mp3';
import { cutOffError } from './audio-limits.ts';
import type { ByteSource } from './byte-source.ts';
import { ByteWindow } from './byte-window.ts';
import { damage } from './compressed-stream.ts';
import type { CompressedStream, DecodedBlock } from './compressed-stream.ts';
import { RecordingFailure } from './file-failure.ts';
import { findMp3Frame, isSameStream, parseMp3Header, promisedFrames } from './mp3-frames.ts';
import type { Mp3Frame } from './mp3-frames.ts';
import { isTrailingTag } from './trailing-tag.ts';

/** The longest frame: 320 kbit/s at 32 kHz, padded, is 1441 bytes; the next header must be seen too. */
const lookahead = 4096;
/** Bytes that are searched for the next frame at a time after junk. */
const searchBytes = 65_536;
/** Share of a file that may be junk or undecodable before it counts as damaged. */
const tolerableShare = 0.01;

/** @param offset where the first frame stands. @throws RecordingFailure */
export async function openMp3Stream(source: ByteSource, offset: number): Promise<CompressedStream> {
  const head = await source.read(offset, lookahead);
  const first = parseMp3Header(head, 0);
  if (first === undefined) throw damage(source.path, 'has no MP3 frame where one was expected.');
  return {
    format: 'mp3',
    encoding: 'MP3',
    sampleRate: first.sampleRate,
    channels: first.channels,
    blocks: () => decodeFrames(source, offset, first, promisedFrames(head, first)),
  };
}

async function* decodeFrames(
  source: ByteSource,
  offset: number,
  first: Mp3Frame,
  promised: number | undefined,
): AsyncGenerator<DecodedBlock, void> {
  const { path } = source;
  const decoder = await createGuardedDecoder();
  try {
    const window = new ByteWindow(source, offset);
    let frames = 0;
    let failed = 0;
    let junkBytes = 0;
    for (;;) {
      await window.fill(lookahead);
      const frame = parseMp3Header(window.bytes, 0);
      if (frame === undefined || !isSameStream(first, frame)) {
        const skipped = await skipJunk(window, path);
        if (skipped === undefined) break;
        junkBytes += skipped;
        continue;
      }
      if (window.bytes.length < frame.bytes) break;
      const bytes = window.bytes.slice(0, frame.bytes);
      window.advance(frame.bytes);
      frames++;
      const decoded = decoder.decode(bytes);
      if (decoded === undefined) {
        failed++;
      } else if (decoded.length > 0 && decoded[0]!.length > 0) {
        // Mono comes out twice.
        yield { channels: decoded.slice(0, first.channels), position: window.position };
      }
    }
    if (failed > frames * tolerableShare) {
      throw damage(path, `is damaged: ${failed} of its ${frames} MP3 frames cannot be decoded.`);
    }
    if (junkBytes > source.size * tolerableShare) {
      throw damage(path, `is damaged: ${junkBytes} bytes between its MP3 frames are no sound.`);
    }
    // The frame with the promise is one more, and holds no sound.
    if (promised !== undefined && frames - 1 < promised - 1) {
      const present = Math.max(0, frames - 1) * first.samples;
      throw new RecordingFailure(cutOffError(path, promised * first.samples, present, first.sampleRate));
    }
  } finally {
    decoder.free();
  }
}

/** Moves to the next run of frames. @returns the bytes passed over, undefined where no run follows. */
async function skipJunk(window: ByteWindow, path: string): Promise<number | undefined> {
  const start = window.position;
  for (;;) {
    await window.fill(searchBytes);
    if (window.bytes.length === 0 || isTrailingTag(window.bytes, 0)) return undefined;
    const next = findMp3Frame(window.bytes, window.isAtEnd);
    if (next === 0) throw damage(path, 'changes its sample rate or number of channels on the way.');
    if (next !== undefined) {
      window.advance(next);
      return window.position - start;
    }
    if (window.isAtEnd) return undefined;
    window.advance(Math.max(1, window.bytes.length - lookahead));
  }
}

type GuardedDecoder = {
  /** [2][samples], possibly none; undefined where the frame cannot be decoded. */
  decode(frame: Uint8Array): readonly Float32Array[] | undefined;
  free(): void;
};

/**
 * The library repeats a failing step for ever, printing each time, unless the step that words the message throws.
 */
async function createGuardedDecoder(): Promise<GuardedDecoder> {
  const decoder = await createMp3Decoder();
  Object.assign(decoder, {
    _getErrorMessage(code: number): never {
      throw new Error(`mpg123 error ${code}`);
    },
  });
  return {
    decode(frame) {
      try {
        return decoder.decode(frame).channelData;
      } catch {
        return undefined;
      }
    },
    free: () => decoder.free(),
  };
}
