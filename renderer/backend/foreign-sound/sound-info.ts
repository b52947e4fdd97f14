/** At which rate a file's sound was made: a browser that is not told converts it to that of the loudspeakers. */
import { boxHead, mp4Sound } from './mp4-sound.ts';

export type SoundInfo = {
  readonly sampleRate: number;
  /** Null where the file does not say. */
  readonly lengthSec: number | null;
};

/** Enough for hours of music. */
const mostMoovBytes = 2 ** 26;
/** @source ISO/IEC 14496-3, table 1.18 */
const adtsRates = [96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350];

/** MP4 and its kin, and bare AAC. @returns null for anything else. Reads heads only. */
export async function soundInfo(file: Blob): Promise<SoundInfo | null> {
  const start = new DataView(await file.slice(0, 16).arrayBuffer());
  if (start.byteLength < 16) return null;
  if (start.getUint32(4) === 0x66747970) return mp4Info(file);
  // ADTS: twelve bits set, then layer 0.
  const isAdts = (start.getUint16(0) & 0xfff6) === 0xfff0;
  const sampleRate = isAdts ? adtsRates[(start.getUint8(2) >> 2) & 15] : undefined;
  return sampleRate === undefined ? null : { sampleRate, lengthSec: null };
}

async function mp4Info(file: Blob): Promise<SoundInfo | null> {
  for (let at = 0; at < file.size;) {
    const head = new DataView(await file.slice(at, at + 16).arrayBuffer());
    const box = boxHead(head, 0, file.size - at);
    if (box === null) return null;
    if (box.type === 'moov') {
      if (box.size > mostMoovBytes) return null;
      return mp4Sound(new DataView(await file.slice(at + box.head, at + box.size).arrayBuffer()));
    }
    at += box.size;
  }
  return null;
}
