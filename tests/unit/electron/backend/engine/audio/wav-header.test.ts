import { truncate, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { openRecording } from '../../../../../../electron/backend/engine/audio/open-recording.ts';
import type { Recording } from '../../../../../../electron/backend/engine/audio/recording.ts';
import { useTempFolder } from '../../../../../support/temp-folder.ts';
import {
  dataChunk,
  extensibleChunk,
  formatChunk,
  int16s,
  joinBytes,
  riff,
  text,
  u32,
  u64,
} from '../../../../../support/wav-bytes.ts';

const inFolder = useTempFolder();

async function openBytes(bytes: Uint8Array): Promise<Recording> {
  const result = await openRecording(await store(bytes));
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

async function refusalOf(bytes: Uint8Array): Promise<{ code: string; message: string }> {
  const result = await openRecording(await store(bytes));
  if (result.ok) throw new Error('expected a refusal');
  return result.error;
}

let stored = 0;
async function store(bytes: Uint8Array): Promise<string> {
  const path = inFolder(`${stored++}.wav`);
  await writeFile(path, bytes);
  return path;
}

async function samplesOf(recording: Recording): Promise<number[][]> {
  const blocks = await recording.read(0, recording.lengthSamples);
  await recording.close();
  return blocks.map((block) => [...block]);
}

describe('WAV in', () => {
  it.each([
    ['8-bit PCM', 1, 8, [128, 255, 0], [0, 127 / 128, -1]],
    ['16-bit PCM', 1, 16, [0, 0, 0xff, 0x7f, 0, 0x80], [0, 32767 / 32768, -1]],
    ['24-bit PCM', 1, 24, [1, 0, 0, 255, 255, 127, 0, 0, 128], [2 ** -23, 1 - 2 ** -23, -1]],
    ['32-bit PCM', 1, 32, [0, 0, 0, 64, 0, 0, 0, 128], [0.5, -1]],
    ['32-bit float', 3, 32, [0, 0, 128, 63, 0, 0, 0, 192], [1, -2]],
    ['64-bit float', 3, 64, [0, 0, 0, 0, 0, 0, 240, 63], [1]],
  ])('[A1] reads %s exactly', async (encoding, tag, bits, bytes, expected) => {
    const recording = await openBytes(
      riff([formatChunk(tag, 1, 44100, bits), dataChunk(Uint8Array.from(bytes))]),
    );
    expect(recording).toMatchObject({
      format: 'wav',
      encoding,
      sampleRate: 44100,
      channels: 1,
      lengthSamples: expected.length,
    });
    expect(await samplesOf(recording)).toEqual([expected]);
  });

  it('[A1] reads WAVE_FORMAT_EXTENSIBLE, 20 bits in a 24-bit container, several channels', async () => {
    const body = Uint8Array.from([0, 0, 64, 0, 0, 32, 0, 0, 192]);
    const recording = await openBytes(riff([extensibleChunk(1, 3, 48000, 20, 24), dataChunk(body)]));
    expect(recording.channels).toBe(3);
    expect(await samplesOf(recording)).toEqual([[0.5], [0.25], [-0.5]]);
  });

  it('[A1] steps over other chunks, odd ones with their padding byte, before and after the samples', async () => {
    const bytes = riff([
      { id: 'JUNK', body: new Uint8Array(7) },
      formatChunk(1, 1, 44100, 16),
      { id: 'LIST', body: new Uint8Array(3) },
      dataChunk(int16s([16384, -16384])),
      { id: 'id3 ', body: new Uint8Array(11) },
    ]);
    expect(await samplesOf(await openBytes(bytes))).toEqual([[0.5, -0.5]]);
  });

  it('[A1] finds a format chunk that follows the samples', async () => {
    const bytes = riff([dataChunk(int16s([16384])), formatChunk(1, 1, 44100, 16)]);
    expect(await samplesOf(await openBytes(bytes))).toEqual([[0.5]]);
  });

  it.each(['RF64', 'BW64'])('[A2] reads %s with its sizes in ds64', async (form) => {
    const ds64 = { id: 'ds64', body: joinBytes([u64(0), u64(4), u64(2), u32(0)]) };
    const bytes = riff(
      [ds64, formatChunk(1, 1, 44100, 16), dataChunk(int16s([16384, -16384, 99]), 0xffffffff)],
      form,
      0xffffffff,
    );
    const recording = await openBytes(bytes);
    expect(recording.format).toBe('rf64');
    expect(await samplesOf(recording)).toEqual([[0.5, -0.5]]);
  });

  it('[A2] reads at any position of a file beyond 4 GiB without reading the rest', async () => {
    const dataBytes = 5 * 2 ** 30;
    const ds64 = { id: 'ds64', body: joinBytes([u64(0), u64(dataBytes), u64(dataBytes / 2), u32(0)]) };
    const head = riff(
      [ds64, formatChunk(1, 1, 44100, 16), dataChunk(new Uint8Array(0), 0xffffffff)],
      'RF64',
      0xffffffff,
    );
    const path = await store(head);
    await truncate(path, head.length + dataBytes);
    const result = await openRecording(path);
    if (!result.ok) throw new Error(result.error.message);
    expect(result.value.lengthSamples).toBe(dataBytes / 2);
    expect([...(await result.value.read(dataBytes / 2 - 2, 4))[0]!]).toEqual([0, 0, 0, 0]);
    await result.value.close();
    await truncate(path, 0);
  });

  it.each([
    ['0xFFFFFFFF', 0xffffffff, 0xffffffff],
    ['0', 0, 0],
    ['0 with a RIFF size of the bare header', 0, 36],
    ["SoX's 0x7FFFF000", 0x7ffff000, 0x7ffff024],
  ])('[A3] takes a streamed file with a data size of %s up to its end', async (_name, dataSize, riffSize) => {
    const bytes = riff(
      [formatChunk(1, 1, 44100, 16), dataChunk(int16s([16384, -16384]), dataSize)],
      'RIFF',
      riffSize,
    );
    expect(await samplesOf(await openBytes(bytes))).toEqual([[0.5, -0.5]]);
  });

  it('[A4] refuses a file that is cut off and says how much is there', async () => {
    const bytes = riff([formatChunk(1, 1, 1000, 16), dataChunk(new Uint8Array(5000), 20000)]);
    const refusal = await refusalOf(bytes);
    expect(refusal.code).toBe('audio-damaged');
    expect(refusal.message).toContain('10.00 s');
    expect(refusal.message).toContain('2.50 s');
  });

  it('[A5] refuses a file without samples', async () => {
    const bytes = riff([formatChunk(1, 1, 44100, 16), dataChunk(new Uint8Array(0))]);
    expect((await refusalOf(bytes)).code).toBe('audio-empty');
    const withList = riff([
      formatChunk(1, 1, 44100, 16),
      dataChunk(new Uint8Array(0)),
      { id: 'LIST', body: text('INFO') },
    ]);
    expect((await refusalOf(withList)).code).toBe('audio-empty');
  });

  it.each([
    ['0 Hz', 1, 0, 16],
    ['a rate of 4 GHz', 1, 4_000_000_000, 16],
    ['no channels', 0, 44100, 16],
    ['65 channels', 65, 44100, 16],
    ['0 bits', 1, 44100, 0],
  ])('[A6] refuses %s', async (_name, channels, sampleRate, bits) => {
    const bytes = riff([formatChunk(1, channels, sampleRate, bits), dataChunk(new Uint8Array(1000))]);
    expect((await refusalOf(bytes)).code).toBe('audio-damaged');
  });

  it('[A7] names the codec of a compressed WAV and says what to do', async () => {
    const refusal = await refusalOf(
      riff([formatChunk(0x11, 1, 44100, 4, 256), dataChunk(new Uint8Array(512))]),
    );
    expect(refusal.code).toBe('audio-format');
    expect(refusal.message).toMatch(/IMA ADPCM.*Convert/);
  });

  it('[A6] refuses a file without format or data', async () => {
    expect((await refusalOf(riff([dataChunk(int16s([1, 2]))]))).message).toContain('fmt');
    expect((await refusalOf(riff([formatChunk(1, 1, 44100, 16)]))).message).toContain('data');
  });

  it('[A8] gives silence outside the file and the same samples for any block', async () => {
    const recording = await openBytes(
      riff([formatChunk(1, 2, 44100, 16), dataChunk(int16s([1, 2, 3, 4, 5, 6]))]),
    );
    const read = async (start: number, count: number): Promise<number[][]> =>
      (await recording.read(start, count)).map((block) => [...block].map((sample) => sample * 32768));
    expect(await read(-2, 7)).toEqual([
      [0, 0, 1, 3, 5, 0, 0],
      [0, 0, 2, 4, 6, 0, 0],
    ]);
    expect(await read(1, 1)).toEqual([[3], [4]]);
    expect(await read(50, 2)).toEqual([
      [0, 0],
      [0, 0],
    ]);
    expect(await read(-9, 2)).toEqual([
      [0, 0],
      [0, 0],
    ]);
    expect(await read(2, 0)).toEqual([[], []]);
    await expect(recording.read(0.5, 1)).rejects.toThrow(RangeError);
    await recording.close();
  });
});
