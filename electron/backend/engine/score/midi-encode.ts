/** Writes Standard MIDI Files of type 1. */

export type EncodableNote = {
  readonly onsetTick: number;
  readonly keyUpTick: number;
  readonly pitchMidi: number;
  /** 1..127 */
  readonly velocity: number;
};

export type EncodableTrack = {
  /** 0..15 */
  readonly channel: number;
  /** 0..127 */
  readonly program: number;
  readonly notes: readonly EncodableNote[];
};

export type EncodableConductor = {
  readonly tempos: readonly { readonly tick: number; readonly microsPerQuarter: number }[];
  readonly timeSignatures: readonly {
    readonly tick: number;
    readonly numerator: number;
    readonly denominator: number;
  }[];
  readonly keySignatures: readonly {
    readonly tick: number;
    readonly fifths: number;
    readonly minor: boolean;
  }[];
};

type TimedBytes = { readonly tick: number; readonly order: number; readonly bytes: readonly number[] };

/** Track 0 conducts; ticks must be whole, >= 0 and below 2^28. Cost O(notes log notes). */
export function encodeMidi(
  ticksPerQuarter: number,
  conductor: EncodableConductor,
  tracks: readonly EncodableTrack[],
): Uint8Array {
  const chunks = [encodeTrack(conductorEvents(conductor)), ...tracks.map((t) => encodeTrack(trackEvents(t)))];
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

function conductorEvents(conductor: EncodableConductor): TimedBytes[] {
  return [
    ...conductor.tempos.map(({ tick, microsPerQuarter }) => ({
      tick,
      order: 0,
      bytes: [
        0xff,
        0x51,
        3,
        (microsPerQuarter >> 16) & 0xff,
        (microsPerQuarter >> 8) & 0xff,
        microsPerQuarter & 0xff,
      ],
    })),
    ...conductor.timeSignatures.map(({ tick, numerator, denominator }) => ({
      tick,
      order: 1,
      bytes: [0xff, 0x58, 4, numerator, Math.log2(denominator), 24, 8],
    })),
    ...conductor.keySignatures.map(({ tick, fifths, minor }) => ({
      tick,
      order: 2,
      bytes: [0xff, 0x59, 2, fifths & 0xff, minor ? 1 : 0],
    })),
  ];
}

function trackEvents({ channel, program, notes }: EncodableTrack): TimedBytes[] {
  const events: TimedBytes[] = [{ tick: 0, order: 0, bytes: [0xc0 | channel, program] }];
  for (const { onsetTick, keyUpTick, pitchMidi, velocity } of notes) {
    // At one tick releases come before strikes, so that a repeated note is not cut to nothing.
    events.push({ tick: keyUpTick, order: 1, bytes: [0x80 | channel, pitchMidi, 64] });
    events.push({ tick: onsetTick, order: 2, bytes: [0x90 | channel, pitchMidi, velocity] });
  }
  return events;
}

function encodeTrack(events: readonly TimedBytes[]): Uint8Array {
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
