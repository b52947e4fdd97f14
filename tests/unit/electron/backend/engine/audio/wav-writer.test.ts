import { access, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openRecording } from '../../../../../../electron/backend/engine/audio/open-recording.ts';
import type { WavEncoding } from '../../../../../../shared/export/wav-layout.ts';
import { createWavWriter } from '../../../../../../electron/backend/engine/audio/wav-writer.ts';
import type { SampleFileReport } from '../../../../../../electron/backend/engine/audio/sample-file.ts';
import type { WavWriterOptions } from '../../../../../../electron/backend/engine/audio/wav-writer.ts';
import type { Result } from '../../../../../../shared/std/result.ts';
import { failingDisk } from '../../../../../support/failing-disk.ts';
import { musicLike, rms } from '../../../../../support/signals.ts';
import { useTempFolder } from '../../../../../support/temp-folder.ts';

const inFolder = useTempFolder();

function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}

async function writeAll(
  path: string,
  channels: readonly Float32Array[],
  options: Partial<WavWriterOptions> = {},
): Promise<SampleFileReport> {
  const writer = unwrap(
    await createWavWriter(path, {
      sampleRate: 44100,
      channels: channels.length,
      encoding: 'float32',
      lengthSamples: channels[0]!.length,
      ditherSeed: 1,
      ...options,
    }),
  );
  for (let start = 0; start < channels[0]!.length; start += 1000) {
    unwrap(await writer.write(channels.map((channel) => channel.subarray(start, start + 1000))));
  }
  return unwrap(await writer.commit());
}

async function readAll(path: string): Promise<Float32Array[]> {
  const recording = unwrap(await openRecording(path));
  const blocks = await recording.read(0, recording.lengthSamples);
  await recording.close();
  return blocks;
}

describe('WAV out', () => {
  it.each([1, 2, 5])('[W1] float32 comes back bit for bit, %i channels', async (count) => {
    const channels = musicLike(2501, 44100, count);
    const path = inFolder(`float-${count}.wav`);
    const report = await writeAll(path, channels);
    expect(await readAll(path)).toEqual(channels);
    expect(report.rms).toBeCloseTo(rms(channels.flatMap((channel) => [...channel])), 6);
    expect(report).toMatchObject({ clippedSamples: 0, nonFiniteSamples: 0, lengthSamples: 2501 });
  });

  it.each<[WavEncoding, number]>([
    ['pcm16', 2 ** -16],
    ['pcm24', 2 ** -24],
  ])(
    '[W2] %s carries triangular dither: the error is noise of half a step RMS, whatever the signal',
    async (encoding, expected) => {
      for (const level of [0.5, 1e-5 * 3, 0]) {
        const channels = [new Float32Array(60_000).fill(level)];
        const path = inFolder(`${encoding}-${level}.wav`);
        await writeAll(path, channels, { encoding });
        const error = (await readAll(path))[0]!.map((sample, i) => sample - channels[0]![i]!);
        const mean = error.reduce((sum, value) => sum + value, 0) / error.length;
        expect(rms(error) / expected).toBeGreaterThan(0.95);
        expect(rms(error) / expected).toBeLessThan(1.05);
        expect(Math.abs(mean / expected)).toBeLessThan(0.05);
      }
    },
  );

  it('[W2] without dither, samples on the grid come back exactly', async () => {
    const channels = [Float32Array.from({ length: 999 }, (_, i) => (i - 500) / 2 ** 23)];
    const path = inFolder('grid.wav');
    await writeAll(path, channels, { encoding: 'pcm24', dither: 'none' });
    expect(await readAll(path)).toEqual(channels);
  });

  it('[W3] limits to full scale, counts it, and reports the true peak', async () => {
    const channels = [Float32Array.from([0.5, 1.5, -2, 1, -1])];
    const path = inFolder('clip.wav');
    const report = await writeAll(path, channels, { encoding: 'pcm16', dither: 'none' });
    expect(report).toMatchObject({ clippedSamples: 3, peak: 2 });
    expect([...(await readAll(path))[0]!].map((x) => x * 32768)).toEqual([
      16384, 32767, -32768, 32767, -32768,
    ]);
    const asFloat = await writeAll(inFolder('over.wav'), channels);
    expect(asFloat).toMatchObject({ clippedSamples: 0, peak: 2 });
  });

  it('[W3] writes NaN and infinity as silence and counts them', async () => {
    const path = inFolder('nan.wav');
    const report = await writeAll(path, [Float32Array.from([Number.NaN, Infinity, 0.25])]);
    expect(report).toMatchObject({ nonFiniteSamples: 2, peak: 0.25 });
    expect([...(await readAll(path))[0]!]).toEqual([0, 0, 0.25]);
  });

  it('[W4] the same seed writes the same bytes, another seed other ones', async () => {
    const channels = musicLike(3000, 44100, 2);
    const bytes: Buffer[] = [];
    for (const [i, ditherSeed] of [5, 5, 6].entries()) {
      await writeAll(inFolder(`seed-${i}.wav`), channels, { encoding: 'pcm16', ditherSeed });
      bytes.push(await readFile(inFolder(`seed-${i}.wav`)));
    }
    expect(bytes[0]!.equals(bytes[1]!)).toBe(true);
    expect(bytes[0]!.equals(bytes[2]!)).toBe(false);
  });

  it('[W4] the bytes do not depend on how the signal was cut into blocks', async () => {
    const channels = musicLike(3000, 44100, 2);
    const options = {
      sampleRate: 44100,
      channels: 2,
      encoding: 'pcm24',
      lengthSamples: 3000,
      ditherSeed: 5,
    } as const;
    await writeAll(inFolder('blocks.wav'), channels, options);
    const writer = unwrap(await createWavWriter(inFolder('whole.wav'), options));
    unwrap(await writer.write(channels));
    unwrap(await writer.commit());
    expect(await readFile(inFolder('whole.wav'))).toEqual(await readFile(inFolder('blocks.wav')));
  });

  it('[W5] has its final name only after commit, and abort leaves nothing', async () => {
    const folder = inFolder('atomic');
    await mkdir(folder);
    const options = {
      sampleRate: 44100,
      channels: 1,
      encoding: 'pcm24',
      lengthSamples: 3,
      ditherSeed: 1,
    } as const;
    const path = join(folder, 'stem.wav');
    const writer = unwrap(await createWavWriter(path, options));
    unwrap(await writer.write([new Float32Array(3)]));
    expect(await readdir(folder)).toEqual(['stem.wav.partial']);
    unwrap(await writer.finish());
    expect(await readdir(folder)).toEqual(['stem.wav.partial']);
    unwrap(await writer.commit());
    expect(await readdir(folder)).toEqual(['stem.wav']);
    expect((await readFile(path)).length % 2).toBe(0);

    const dropped = unwrap(await createWavWriter(join(folder, 'other.wav'), options));
    unwrap(await dropped.write([new Float32Array(2)]));
    await dropped.abort();
    await dropped.abort();
    expect(await readdir(folder)).toEqual(['stem.wav']);
  });

  it('[W6] refuses to end with another length than it promised', async () => {
    const options = {
      sampleRate: 44100,
      channels: 1,
      encoding: 'pcm16',
      lengthSamples: 4,
      ditherSeed: 1,
    } as const;
    const short = unwrap(await createWavWriter(inFolder('short.wav'), options));
    unwrap(await short.write([new Float32Array(3)]));
    await expect(short.write([new Float32Array(2)])).rejects.toThrow('expected 4 samples in all, got 5');
    await expect(short.write([new Float32Array(1), new Float32Array(1)])).rejects.toThrow(
      'expected [1] channels',
    );
    await expect(short.commit()).rejects.toThrow('expected 4 samples, got 3');
    await expect(access(inFolder('short.wav.partial'))).rejects.toThrow();
  });

  it.each([
    ['open', 'EACCES', 'output-unwritable'],
    ['open', 'EROFS', 'output-unwritable'],
    ['open', 'ENOENT', 'output-unwritable'],
    ['write', 'ENOSPC', 'disk-full'],
    ['sync', 'EDQUOT', 'disk-full'],
    ['rename', 'EPERM', 'output-unwritable'],
  ] as const)('[W7] %s failing with %s is %s and leaves nothing behind', async (step, code, expected) => {
    const folder = inFolder(`fail-${step}-${code}`);
    await mkdir(folder);
    const path = join(folder, 'stem.wav');
    const fileSystem = failingDisk(step, code, { afterBytes: 100 });
    const created = await createWavWriter(path, {
      sampleRate: 44100,
      channels: 1,
      encoding: 'float32',
      lengthSamples: 100,
      ditherSeed: 1,
      fileSystem,
    });
    let failure: Result<unknown> = created;
    if (created.ok) {
      failure = await created.value.write([new Float32Array(100)]);
      if (failure.ok) failure = await created.value.commit();
    }
    expect(failure.ok ? undefined : failure.error.code).toBe(expected);
    expect(failure.ok ? '' : failure.error.message).toContain(path);
    expect(await readdir(folder)).toEqual([]);
  });

  it('[W7] names a folder that does not exist, and a file where a folder should be', async () => {
    await writeFile(inFolder('a-file'), 'x');
    for (const path of [inFolder('nowhere/stem.wav'), inFolder('a-file/stem.wav')]) {
      const result = await createWavWriter(path, {
        sampleRate: 44100,
        channels: 1,
        encoding: 'float32',
        lengthSamples: 1,
        ditherSeed: 1,
      });
      expect(result.ok ? undefined : result.error.code).toBe('output-unwritable');
    }
  });
});
