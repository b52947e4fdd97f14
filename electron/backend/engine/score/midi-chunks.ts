/**
 * The outer structure of a Standard MIDI File, checked before any library sees the bytes: header,
 * division, and chunks that lie within the file. Foreign chunks are skipped, as the standard asks;
 * bytes after the last track are counted and left out.
 *
 * @source Standard MIDI Files 1.0, "Chunks" and "Header Chunks".
 */
import { MidiDamage } from './midi-damage.ts';
import { midiLimits } from './midi-limits.ts';

export type MidiChunks = {
  readonly format: 0 | 1;
  readonly ticksPerQuarter: number;
  /** Bodies of the MTrk chunks, without their 8-byte heads; views into the file. */
  readonly tracks: readonly Uint8Array[];
  /** Bytes that belong to nothing, after the last track. */
  readonly trailingBytes: number;
};

const headBytes = 8;

/** @throws {MidiDamage} saying what is wrong with the file. */
export function readMidiChunks(bytes: Uint8Array): MidiChunks {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length === 0) throw new MidiDamage('is empty');
  if (chunkId(bytes, 0) !== 'MThd') {
    const wrapped = chunkId(bytes, 0) === 'RIFF' && chunkId(bytes, 8) === 'RMID';
    throw new MidiDamage(wrapped ? 'is MIDI inside a RIFF file (.rmi)' : 'does not begin as a MIDI file');
  }
  if (bytes.length < headBytes + 6) throw new MidiDamage('ends in the middle of its header');
  const headerLength = view.getUint32(4);
  if (headerLength < 6) throw new MidiDamage(`has a header of ${headerLength} bytes instead of 6`);
  const format = readFormat(view.getUint16(8));
  const declaredTracks = view.getUint16(10);
  const ticksPerQuarter = readDivision(view.getUint16(12));
  if (declaredTracks > midiLimits.tracks) throw new MidiDamage(`declares ${declaredTracks} tracks`);

  const tracks: Uint8Array[] = [];
  let position = headBytes + headerLength;
  while (tracks.length < declaredTracks) {
    if (position + headBytes > bytes.length) {
      throw new MidiDamage(`ends early: ${tracks.length} of ${declaredTracks} tracks are there`);
    }
    const id = chunkId(bytes, position);
    const end = position + headBytes + view.getUint32(position + 4);
    if (end > bytes.length) {
      const what = id === 'MTrk' ? `track ${tracks.length + 1}` : `a block "${printable(id)}"`;
      throw new MidiDamage(`ends early, in the middle of ${what}`);
    }
    if (id === 'MTrk') tracks.push(bytes.subarray(position + headBytes, end));
    position = end;
  }
  if (tracks.length === 0) throw new MidiDamage('has no tracks');
  return { format, ticksPerQuarter, tracks, trailingBytes: bytes.length - position };
}

function readFormat(format: number): 0 | 1 {
  if (format === 0 || format === 1) return format;
  if (format === 2) throw new MidiDamage('is of type 2 (separate patterns without a common time)');
  throw new MidiDamage(`says that it is of type ${format}, which does not exist`);
}

function readDivision(division: number): number {
  if ((division & 0x8000) !== 0) {
    const framesPerSec = 0x100 - (division >> 8);
    throw new MidiDamage(`counts time in film frames (SMPTE, ${framesPerSec} a second), not in beats`);
  }
  if (division === 0) throw new MidiDamage('has 0 ticks per quarter note');
  return division;
}

function chunkId(bytes: Uint8Array, position: number): string {
  return String.fromCharCode(...bytes.subarray(position, position + 4));
}

function printable(id: string): string {
  return id.replace(/[^\x20-\x7e]/g, '?');
}
