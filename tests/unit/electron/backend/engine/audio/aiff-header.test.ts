import { describe, expect, it } from 'vitest';
import { openBytes, readWhole, refusalOf } from '../../../../../support/open-bytes.ts';
import { useTempFolder } from '../../../../../support/temp-folder.ts';
import { joinBytes, text } from '../../../../../support/wav-bytes.ts';

const inFolder = useTempFolder();

const be16 = (value: number): Uint8Array => Uint8Array.of(value >> 8, value & 255);
const be32 = (value: number): Uint8Array => joinBytes([be16(value >>> 16), be16(value & 0xffff)]);

/** 44100 Hz as an 80-bit float. */
const rate44100 = Uint8Array.of(0x40, 0x0e, 0xac, 0x44, 0, 0, 0, 0, 0, 0);

type AiffParts = {
  readonly frames: number;
  readonly bits: number;
  readonly data: readonly number[];
  readonly type?: string;
  readonly channels?: number;
  readonly rate?: Uint8Array;
  readonly dataOffset?: number;
};

function aiff({
  frames,
  bits,
  data,
  type,
  channels = 1,
  rate = rate44100,
  dataOffset = 0,
}: AiffParts): Uint8Array {
  const common = joinBytes([
    be16(channels),
    be32(frames),
    be16(bits),
    rate,
    ...(type === undefined ? [] : [text(type), Uint8Array.of(0, 0)]),
  ]);
  const sound = joinBytes([be32(dataOffset), be32(0), new Uint8Array(dataOffset), Uint8Array.from(data)]);
  const chunks = joinBytes([
    text('NAME'),
    be32(3),
    text('abc\0'),
    text('COMM'),
    be32(common.length),
    common,
    text('SSND'),
    be32(sound.length),
    sound,
  ]);
  return joinBytes([
    text('FORM'),
    be32(chunks.length + 4),
    text(type === undefined ? 'AIFF' : 'AIFC'),
    chunks,
  ]);
}

describe('AIFF in', () => {
  it.each<[string, AiffParts, number[]]>([
    ['8-bit PCM', { frames: 2, bits: 8, data: [64, 128] }, [0.5, -1]],
    ['16-bit PCM', { frames: 2, bits: 16, data: [0x40, 0, 0x80, 0] }, [0.5, -1]],
    ['24-bit PCM', { frames: 2, bits: 24, data: [0x40, 0, 0, 255, 255, 255] }, [0.5, -(2 ** -23)]],
    ['32-bit PCM', { frames: 1, bits: 32, data: [0xc0, 0, 0, 0] }, [-0.5]],
    ['16-bit PCM', { frames: 1, bits: 16, data: [0, 0x40], type: 'sowt' }, [0.5]],
    ['24-bit PCM', { frames: 1, bits: 24, data: [0, 0, 0x40], type: 'sowt' }, [0.5]],
    ['32-bit float', { frames: 1, bits: 32, data: [0x3f, 0x80, 0, 0], type: 'fl32' }, [1]],
    ['64-bit float', { frames: 1, bits: 64, data: [0xc0, 0, 0, 0, 0, 0, 0, 0], type: 'fl64' }, [-2]],
    ['12-bit PCM', { frames: 1, bits: 12, data: [0x40, 0] }, [0.5]],
    ['16-bit PCM', { frames: 1, bits: 16, data: [0x40, 0], dataOffset: 6 }, [0.5]],
  ])('[A17] reads %s %o', async (encoding, parts, expected) => {
    const recording = await openBytes(aiff(parts), inFolder('x.aif'));
    expect(recording).toMatchObject({ format: 'aiff', encoding, sampleRate: 44100, channels: 1 });
    expect((await readWhole(recording)).map((samples) => [...samples])).toEqual([expected]);
  });

  it('[A17] takes channels apart', async () => {
    const bytes = aiff({ frames: 2, bits: 16, channels: 2, data: [0x40, 0, 0x20, 0, 0, 0, 0x10, 0] });
    const samples = await readWhole(await openBytes(bytes, inFolder('stereo.aif')));
    expect(samples.map((channel) => [...channel])).toEqual([
      [0.5, 0],
      [0.25, 0.125],
    ]);
  });

  it('[A4] refuses a file that is cut off', async () => {
    const refusal = await refusalOf(
      aiff({ frames: 44100, bits: 16, data: new Array<number>(44100).fill(1) }),
      inFolder('cut.aif'),
    );
    expect(refusal.code).toBe('audio-damaged');
    expect(refusal.message).toMatch(/promises 1\.00 s.*holds 0\.50 s/);
  });

  it('[A5] [A6] [A7] refuses no samples, absurd headers and compressed types', async () => {
    const codeOf = async (parts: AiffParts): Promise<string> =>
      (await refusalOf(aiff(parts), inFolder('bad.aif'))).code;
    expect(await codeOf({ frames: 0, bits: 16, data: [] })).toBe('audio-empty');
    expect(await codeOf({ frames: 1, bits: 16, data: [0, 0], rate: new Uint8Array(10) })).toBe(
      'audio-damaged',
    );
    expect(await codeOf({ frames: 1, bits: 16, data: [0, 0], channels: 0 })).toBe('audio-damaged');
    expect(await codeOf({ frames: 1, bits: 0, data: [0, 0] })).toBe('audio-damaged');
    expect(await codeOf({ frames: 1, bits: 16, data: [0, 0], type: 'ima4' })).toBe('audio-format');
    const refusal = await refusalOf(joinBytes([text('FORM'), be32(4), text('AIFF')]), inFolder('bare.aif'));
    expect(refusal.code).toBe('audio-damaged');
  });
});
