/** The bytes of a Standard MIDI File of type 1. */
import { utf8Bytes } from '../std/utf8.ts';

export type TimedEvent = {
  /** Whole, >= 0, below 2^28. */
  readonly tick: number;
  /** Of events at one tick the lowest comes first. */
  readonly order: number;
  /** Status and data, without delta time. */
  readonly bytes: readonly number[];
};

/** Events need no order. Cost O(events log events). @throws Error for ticks out of range. */
export function smfBytes(ticksPerQuarter: number, tracks: readonly (readonly TimedEvent[])[]): Uint8Array {
  const chunks = tracks.map(encodeTrack);
  const header = [
    ...ascii('MThd'),
    ...uint32(6),
    ...uint16(1),
    ...uint16(chunks.length),
    ...uint16(ticksPerQuarter),
  ];
  const file = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, header.length));
  file.set(header);
  let position = header.length;
  for (const chunk of chunks) {
    file.set(chunk, position);
    position += chunk.length;
  }
  return file;
}

/** A text event, UTF-8: 3 is a track's name, 6 a marker. */
export function textEvent(tick: number, kind: 1 | 3 | 6, text: string): TimedEvent {
  const bytes = [...utf8Bytes(text)];
  return { tick, order: 0, bytes: [0xff, kind, ...variableLength(bytes.length), ...bytes] };
}

export function tempoEvent(tick: number, microsPerQuarter: number): TimedEvent {
  const micros = [(microsPerQuarter >> 16) & 0xff, (microsPerQuarter >> 8) & 0xff, microsPerQuarter & 0xff];
  return { tick, order: 0, bytes: [0xff, 0x51, 3, ...micros] };
}

/** @param denominator a power of two */
export function timeSignatureEvent(tick: number, numerator: number, denominator: number): TimedEvent {
  return { tick, order: 1, bytes: [0xff, 0x58, 4, numerator, Math.log2(denominator), 24, 8] };
}

export function keySignatureEvent(tick: number, fifths: number, minor: boolean): TimedEvent {
  return { tick, order: 2, bytes: [0xff, 0x59, 2, fifths & 0xff, minor ? 1 : 0] };
}

function encodeTrack(events: readonly TimedEvent[]): Uint8Array {
  const sorted = [...events].sort((a, b) => a.tick - b.tick || a.order - b.order);
  const body: number[] = [];
  let tick = 0;
  for (const event of sorted) {
    for (const byte of variableLength(event.tick - tick)) body.push(byte);
    for (const byte of event.bytes) body.push(byte);
    tick = event.tick;
  }
  body.push(0, 0xff, 0x2f, 0);
  return Uint8Array.from([...ascii('MTrk'), ...uint32(body.length)].concat(body));
}

/** @throws when the number does not fit into four bytes of seven bits. */
function variableLength(value: number): number[] {
  if (!Number.isInteger(value) || value < 0 || value > 0x0fff_ffff) {
    throw new Error(`expected a delta time in [0, 2^28), got ${value}`);
  }
  const bytes = [value & 0x7f];
  for (let rest = value >> 7; rest > 0; rest >>= 7) bytes.unshift((rest & 0x7f) | 0x80);
  return bytes;
}

function ascii(text: string): number[] {
  return [...text].map((character) => character.charCodeAt(0));
}

function uint16(value: number): number[] {
  return [(value >> 8) & 0xff, value & 0xff];
}

function uint32(value: number): number[] {
  return [(value >>> 24) & 0xff, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff];
}
