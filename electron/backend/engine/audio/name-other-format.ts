/** Puts a name to files that are not read, so that the message can say what to do. */
import { basename } from 'node:path';
import { chunkId, viewOf } from './chunk-walk.ts';

export type OtherFormat = {
  readonly name: string;
  readonly advice: string;
  /** Whether a signature was found; guesses (text, unknown) are not certain. */
  readonly isCertain: boolean;
};

type Signature = {
  readonly at: number;
  readonly bytes: string;
  readonly name: string;
  readonly isAudio?: false;
};

/** The first match counts. Bytes as Latin-1. */
const signatures: readonly Signature[] = Object.freeze([
  { at: 4, bytes: 'ftypM4A', name: 'AAC or Apple Lossless audio (M4A)' },
  { at: 4, bytes: 'ftyp', name: 'an MP4 or QuickTime file (AAC, or video)' },
  { at: 0, bytes: 'ADIF', name: 'AAC audio' },
  { at: 0, bytes: '\x30\x26\xb2\x75\x8e\x66\xcf\x11', name: 'Windows Media audio or video' },
  { at: 0, bytes: '.snd', name: 'Sun/NeXT audio (AU)' },
  { at: 0, bytes: 'caff', name: 'Core Audio (CAF)' },
  { at: 0, bytes: 'wvpk', name: 'WavPack audio' },
  { at: 0, bytes: 'MAC ', name: "Monkey's Audio (APE)" },
  { at: 0, bytes: 'TTA1', name: 'True Audio (TTA)' },
  { at: 0, bytes: 'DSD ', name: 'DSD audio' },
  { at: 0, bytes: 'FRM8', name: 'DSD audio' },
  { at: 0, bytes: 'RIFX', name: 'a big-endian WAV file (RIFX)' },
  { at: 0, bytes: 'riff\x2e\x91', name: 'Sony Wave64 audio' },
  { at: 0, bytes: '\x1a\x45\xdf\xa3', name: 'a Matroska or WebM file' },
  { at: 8, bytes: 'AVI ', name: 'an AVI video' },
  { at: 0, bytes: 'MThd', name: 'a MIDI file', isAudio: false },
  { at: 8, bytes: 'RMID', name: 'a MIDI file', isAudio: false },
  { at: 0, bytes: 'PK\x03\x04', name: 'a ZIP archive (or a document in one)', isAudio: false },
  { at: 0, bytes: '\x1f\x8b', name: 'a gzip archive', isAudio: false },
  { at: 0, bytes: '%PDF', name: 'a PDF document', isAudio: false },
  { at: 0, bytes: '\x89PNG', name: 'a PNG picture', isAudio: false },
  { at: 0, bytes: '\xff\xd8\xff', name: 'a JPEG picture', isAudio: false },
  { at: 0, bytes: '\x7fELF', name: 'a program', isAudio: false },
  { at: 0, bytes: '<?xml', name: 'an XML file (perhaps MusicXML)', isAudio: false },
]);

/**
 * @param head the first kilobytes of the content.
 * @param hasTag whether an ID3 tag came before it, which only sound files carry.
 */
export function nameOther(head: Uint8Array, path: string, hasTag: boolean): OtherFormat {
  const file = basename(path);
  const stem = file.replace(/\.[^.]*$/, '');
  const convert = `Convert it to WAV first, for example with: ffmpeg -i "${file}" "${stem}-converted.wav".`;
  const choose = 'Choose a recording.';
  const found = signatures.find(({ at, bytes }) => startsWith(head, at, bytes));
  if (found !== undefined) {
    const isScore = found.name === 'a MIDI file';
    const advice = isScore
      ? 'It is a score: name the recording first and the MIDI file second.'
      : found.isAudio === false
        ? choose
        : convert;
    return { name: found.name, advice, isCertain: true };
  }
  if (head[0] === 0xff && (head[1]! & 0xf6) === 0xf0) {
    return { name: 'AAC audio', advice: convert, isCertain: true };
  }
  if (hasTag) return { name: 'a tagged sound file of an unknown kind', advice: convert, isCertain: false };
  if (head.every((byte) => byte === 0)) {
    return { name: 'a file that holds nothing but zeros', advice: choose, isCertain: false };
  }
  if (isText(head)) return { name: 'a text file', advice: choose, isCertain: false };
  return {
    name: `of a kind that Divisi does not know (it begins with ${hexOf(head)})`,
    advice: choose,
    isCertain: false,
  };
}

function startsWith(head: Uint8Array, at: number, bytes: string): boolean {
  if (head.length < at + bytes.length) return false;
  for (let i = 0; i < bytes.length; i++) if (head[at + i] !== bytes.charCodeAt(i)) return false;
  return true;
}

/** Whether the first kilobyte is UTF-8 without control characters other than white space. */
function isText(head: Uint8Array): boolean {
  const start = head.subarray(0, 1024);
  const decoded = new TextDecoder().decode(start);
  // A character that the cut at 1024 bytes splits may come out as one replacement character at the end.
  // eslint-disable-next-line no-control-regex
  return !/[\u0000-\u0008\u000e-\u001f]|\ufffd(?=.)/su.test(decoded);
}

function hexOf(head: Uint8Array): string {
  const text = chunkId(viewOf(head), 0);
  if (/^[\x20-\x7e]{4}$/.test(text)) return `"${text}"`;
  return Array.from(head.subarray(0, 4), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
}
