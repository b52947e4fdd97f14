/**
 * Finds the frames of an MP3 stream by their headers, so that the decoder is only ever given whole frames.
 * @source ISO/IEC 11172-3, section 2.4.1.3, and 13818-3 for the half rates; the Xing/Info tag as LAME writes it.
 */
import { isTrailingTag } from './trailing-tag.ts';

export type Mp3Frame = {
  readonly bytes: number;
  readonly samples: number;
  readonly sampleRate: number;
  readonly channels: 1 | 2;
  /** Distance from the start of the frame to its main data, where a Xing/Info tag would be. */
  readonly sideBytes: number;
};

/** kbit/s of Layer III by the index in the header; 0 stands for free format, which nobody writes. */
const bitratesFull = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const bitratesHalf = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const ratesFull = [44100, 48000, 32000];

/** @returns the Layer III frame whose header stands at `position`, undefined where none does. */
export function parseMp3Header(bytes: Uint8Array, position: number): Mp3Frame | undefined {
  if (position + 4 > bytes.length) return undefined;
  const [b0, b1, b2, b3] = [
    bytes[position]!,
    bytes[position + 1]!,
    bytes[position + 2]!,
    bytes[position + 3]!,
  ];
  const isSync = b0 === 0xff && (b1 & 0xe0) === 0xe0;
  const version = (b1 >> 3) & 3;
  const isLayer3 = ((b1 >> 1) & 3) === 1;
  if (!isSync || version === 1 || !isLayer3) return undefined;
  const isFull = version === 3;
  const kbits = (isFull ? bitratesFull : bitratesHalf)[b2 >> 4];
  const fullRate = ratesFull[(b2 >> 2) & 3];
  if (kbits === undefined || kbits === 0 || fullRate === undefined || (b3 & 3) === 2) return undefined;
  const sampleRate = isFull ? fullRate : version === 2 ? fullRate / 2 : fullRate / 4;
  const samples = isFull ? 1152 : 576;
  const padding = (b2 >> 1) & 1;
  const isMono = b3 >> 6 === 3;
  const checksumBytes = (b1 & 1) === 0 ? 2 : 0;
  const sideInfoBytes = isFull ? (isMono ? 17 : 32) : isMono ? 9 : 17;
  return {
    bytes: Math.floor((samples * kbits * 125) / sampleRate) + padding,
    samples,
    sampleRate,
    channels: isMono ? 1 : 2,
    sideBytes: 4 + checksumBytes + sideInfoBytes,
  };
}

/** Whether two frames can belong to one stream. */
export function isSameStream(a: Mp3Frame, b: Mp3Frame): boolean {
  return a.sampleRate === b.sampleRate && a.channels === b.channels;
}

/** Frames in a row that make a stream where the file does not end before. */
const convincingFrames = 3;

/**
 * The first position from `from` on at which three frames of one stream follow each other, or as many as `bytes`
 * holds if it is the end of the file.
 */
export function findMp3Frame(bytes: Uint8Array, isEnd: boolean, from = 0): number | undefined {
  for (let start = from; start + 4 <= bytes.length; start++) {
    if (bytes[start] !== 0xff) continue;
    const first = parseMp3Header(bytes, start);
    if (first === undefined) continue;
    let position = start + first.bytes;
    let count = 1;
    while (count < convincingFrames) {
      const next = parseMp3Header(bytes, position);
      if (next === undefined || !isSameStream(first, next)) break;
      position += next.bytes;
      count++;
    }
    if (count === convincingFrames) return start;
    // Fewer frames make a stream only where the file has nothing else.
    const endsHere = position >= bytes.length || isTrailingTag(bytes, position);
    if (isEnd && endsHere && start === from) return start;
  }
  return undefined;
}

/** The number of frames that the Xing/Info tag in a stream's first frame promises, without itself. */
export function promisedFrames(frameBytes: Uint8Array, frame: Mp3Frame): number | undefined {
  const at = frame.sideBytes;
  if (frameBytes.length < at + 12) return undefined;
  const view = new DataView(frameBytes.buffer, frameBytes.byteOffset + at);
  const tag = String.fromCharCode(...frameBytes.subarray(at, at + 4));
  if (tag !== 'Xing' && tag !== 'Info') return undefined;
  const hasCount = (view.getUint32(4) & 1) !== 0;
  return hasCount ? view.getUint32(8) : undefined;
}
