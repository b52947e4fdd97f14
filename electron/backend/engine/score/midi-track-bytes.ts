/**
 * Walks the events of one MTrk chunk and copies it in a form that `midi-file` reads without surprise.
 * `midi-file` does not check that an event lies within its track (it would read undefined values),
 * throws on meta events of unusual length, and overflows the stack on long texts.
 *
 * @source Standard MIDI Files 1.0, "MTrk events".
 */
import { MidiDamage } from './midi-damage.ts';
import { midiLimits } from './midi-limits.ts';

export type CheckedTrack = {
  /** The events up to and with the end of the track; a new array. */
  readonly bytes: Uint8Array;
  readonly events: number;
};

/** Lengths that the standard fixes, by meta type. */
const fixedMetaLengths: ReadonlyMap<number, readonly number[]> = new Map([
  [0x00, [2]],
  [0x20, [1]],
  [0x21, [1]],
  [0x51, [3]],
  [0x54, [5]],
  [0x58, [2, 4]],
  [0x59, [2]],
]);
const endOfTrack = 0x2f;
const lastTextType = 0x0f;
/** A meta type that no standard uses: its data are skipped by every reader. */
const unusedMetaType = 0x6f;

/**
 * Meta events of a wrong length, and texts that are too long, are renamed to a type that readers skip.
 *
 * @param number of the track, from 1, for messages.
 * @throws {MidiDamage} where an event breaks off or makes no sense.
 */
export function checkTrackBytes(body: Uint8Array, number: number): CheckedTrack {
  const bytes = body.slice();
  let position = 0;
  let status = 0;
  let events = 0;

  const fail = (what: string): never => {
    throw new MidiDamage(`${what} in track ${number} (byte ${position} of ${bytes.length})`);
  };
  const byte = (): number => {
    const value = bytes[position];
    if (value === undefined) return fail('breaks off');
    position += 1;
    return value;
  };
  const variableLength = (): number => {
    let value = 0;
    for (let digits = 0; digits < 4; digits += 1) {
      const digit = byte();
      value = value * 128 + (digit & 0x7f);
      if ((digit & 0x80) === 0) return value;
    }
    return fail('has a number of more than four bytes');
  };
  const skip = (count: number): void => {
    if (position + count > bytes.length) fail('breaks off');
    position += count;
  };
  const dataByte = (): void => {
    if ((byte() & 0x80) !== 0) {
      position -= 1;
      fail('has a broken event');
    }
  };

  while (position < bytes.length) {
    variableLength();
    events += 1;
    const first = byte();
    if (first === 0xff) {
      const typePosition = position;
      const type = byte();
      const length = variableLength();
      if (type === endOfTrack) {
        if (length !== 0) fail('has an end mark that is not empty');
        return { bytes: bytes.subarray(0, position), events };
      }
      const expected = fixedMetaLengths.get(type);
      const odd = expected !== undefined && !expected.includes(length);
      if (odd || (type <= lastTextType && length > midiLimits.textBytes))
        bytes[typePosition] = unusedMetaType;
      skip(length);
    } else if (first === 0xf0 || first === 0xf7) {
      skip(variableLength());
    } else if (first > 0xf0) {
      position -= 1;
      fail(`has a byte 0x${first.toString(16)}, which belongs in cables and not in files,`);
    } else {
      if (first >= 0x80) status = first;
      else if (status === 0) fail('begins with half an event');
      if (first >= 0x80) dataByte();
      const kind = status >> 4;
      if (kind !== 0xc && kind !== 0xd) dataByte();
    }
  }
  return { bytes, events };
}
