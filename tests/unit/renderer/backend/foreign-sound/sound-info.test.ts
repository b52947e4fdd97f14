import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { soundInfo } from '../../../../../renderer/backend/foreign-sound/sound-info.ts';

const u16 = (value: number): number[] => [(value >> 8) & 255, value & 255];
const u32 = (value: number): number[] => [...u16(value >>> 16), ...u16(value & 65_535)];
const zeros = (count: number): number[] => new Array<number>(count).fill(0);
const letters = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0));
const box = (type: string, ...content: number[][]): number[] => {
  const bytes = content.flat();
  return [...u32(8 + bytes.length), ...letters(type), ...bytes];
};
/** With its size behind its type, as boxes beyond 4 GiB have it. */
const longBox = (type: string, bytes: number[]): number[] => [
  ...u32(1),
  ...letters(type),
  ...u32(0),
  ...u32(16 + bytes.length),
  ...bytes,
];

type Track = { handler: string; scale: number; stated: number; isLong?: boolean; sec?: number };

function track({ handler, scale, stated, isLong = false, sec = 5 }: Track): number[] {
  const times = isLong
    ? [[1, 0, 0, 0], zeros(16), u32(scale), u32(0), u32(sec * scale)]
    : [zeros(4), zeros(8), u32(scale), u32(sec * scale)];
  const entry = box(
    'mp4a',
    zeros(6),
    u16(1),
    zeros(8),
    u16(2),
    u16(16),
    zeros(4),
    u16(stated),
    u16(0),
    box('esds'),
  );
  return box(
    'trak',
    box('tkhd', zeros(20)),
    box(
      'mdia',
      box('mdhd', ...times, zeros(4)),
      box('hdlr', zeros(8), letters(handler), zeros(12)),
      box('minf', box('smhd', zeros(8)), box('stbl', box('stsd', zeros(4), u32(1), entry))),
    ),
  );
}

const video: Track = { handler: 'vide', scale: 600, stated: 0 };
const start = box('ftyp', letters('M4A '), zeros(4));
const file = (...parts: number[][]): Blob => new Blob([Uint8Array.from(parts.flat())]);

describe('at which rate a file’s sound was made', () => {
  it('[U99] is read from its track of sound, wherever the heads stand', async () => {
    const sound = track({ handler: 'soun', scale: 44_100, stated: 44_100 });
    const answer = { coding: 'mp4a', sampleRate: 44_100, lengthSec: 5 };
    const moov = box('moov', box('mvhd', zeros(20)), track(video), sound);
    expect(await soundInfo(file(start, moov, box('mdat', zeros(50))))).toEqual(answer);
    expect(await soundInfo(file(start, longBox('mdat', zeros(500)), moov))).toEqual(answer);
  });

  it('[U99] times of 64 bits, half rates that sound at the full one, and rates that are not told count', async () => {
    const rateOf = async (changes: Partial<Track>): Promise<number | undefined> => {
      const sound = { handler: 'soun', scale: 48_000, stated: 48_000, ...changes };
      return (await soundInfo(file(start, box('moov', track(sound)))))?.sampleRate;
    };
    expect(await rateOf({ isLong: true })).toBe(48_000);
    expect(await rateOf({ stated: 24_000 })).toBe(48_000);
    expect(await rateOf({ stated: 0 })).toBe(48_000);
    expect(await rateOf({ scale: 1000 })).toBe(48_000);
  });

  it('[U99] bare AAC tells its rate in every block', async () => {
    expect(await soundInfo(file([0xff, 0xf1, 0x50, 0x80], zeros(20)))).toEqual({
      sampleRate: 44_100,
      lengthSec: null,
    });
    expect(await soundInfo(file([0xff, 0xf1, 0x7c, 0x80], zeros(20)))).toBeNull();
  });

  it('[U99] what is something else, or is cut off, has none', async () => {
    expect(await soundInfo(file(letters('RIFF....WAVEfmt ....')))).toBeNull();
    expect(await soundInfo(file(zeros(3)))).toBeNull();
    expect(await soundInfo(file(start, box('moov', track(video))))).toBeNull();
    const whole = [...start, ...box('moov', track({ handler: 'soun', scale: 44_100, stated: 44_100 }))];
    for (let length = 0; length < whole.length; length++) {
      expect(await soundInfo(file(whole.slice(0, length)))).toBeNull();
    }
  });

  it('[U99] no bytes make it fail', async () => {
    const moov = box('moov', track({ handler: 'soun', scale: 44_100, stated: 44_100 }));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(moov.length - 1), fc.nat(255)), { maxLength: 6 }),
        async (damages) => {
          const bytes = [...moov];
          for (const [at, value] of damages) bytes[at] = value;
          const info = await soundInfo(file(start, bytes));
          expect(info === null || info.sampleRate > 0).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
});
