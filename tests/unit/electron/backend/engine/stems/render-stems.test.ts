import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openRecording } from '../../../../../../electron/backend/engine/audio/open-recording.ts';
import type { Recording } from '../../../../../../electron/backend/engine/audio/recording.ts';
import type { WavEncoding } from '../../../../../../shared/export/wav-layout.ts';
import {
  deepestNullDb,
  measureNullDepth,
} from '../../../../../../electron/backend/engine/stems/null-depth.ts';
import { renderStems } from '../../../../../../electron/backend/engine/stems/render-stems.ts';
import type {
  RenderReport,
  RenderRequest,
} from '../../../../../../electron/backend/engine/stems/render-stems.ts';
import type { Result } from '../../../../../../shared/std/result.ts';
import { failingDisk } from '../../../../../support/failing-disk.ts';
import { memoryRecording } from '../../../../../support/memory-recording.ts';
import { errorDb, musicLike, noise } from '../../../../../support/signals.ts';
import { useTempFolder } from '../../../../../support/temp-folder.ts';
import { maskLayer } from '../../../../../support/test-masks.ts';

const inFolder = useTempFolder();
const settings = { windowSamples: 1024, hopSamples: 256 };
const length = 90_000;

/** Shares that jump from bin to bin, summing to 0.9 for two groups. */
function jumpy(group: number, frame: number, bin: number): number {
  const share = ((frame * 31 + bin * 17) % 10) / 10;
  return group === 0 ? share : 0.9 - Math.min(share, 0.9);
}

let runs = 0;
async function requestFor(
  recording: Recording,
  change: Partial<RenderRequest> = {},
): Promise<RenderRequest & { readonly folder: string }> {
  const folder = inFolder(`run-${runs++}`);
  await mkdir(folder);
  const range = change.range ?? { startSample: 0, lengthSamples: recording.lengthSamples };
  return {
    folder,
    recording,
    range,
    layers: [maskLayer(settings, range.lengthSamples, 2, jumpy)],
    outputs: {
      groups: [join(folder, 'a.wav'), join(folder, 'b.wav')],
      residual: join(folder, 'residual.wav'),
    },
    encoding: 'float32',
    ditherSeed: 1,
    ...change,
  };
}

function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}

function pathsOf(report: RenderReport): string[] {
  return [...report.groups, ...(report.residual === undefined ? [] : [report.residual])].map(
    (stem) => stem.path,
  );
}

async function readAll(path: string): Promise<Float32Array[]> {
  const recording = unwrap(await openRecording(path));
  const blocks = await recording.read(0, recording.lengthSamples);
  await recording.close();
  return blocks;
}

describe('renderStems', () => {
  it.each<[WavEncoding, number]>([
    ['float32', -140],
    ['pcm24', -110],
    ['pcm16', -60],
  ])('[S1] the complete set in %s sums to the recording below %i dB', async (encoding, limitDb) => {
    const recording = memoryRecording(musicLike(length, 44100, 2));
    const request = await requestFor(recording, { encoding });
    const report = unwrap(await renderStems(request));
    const depth = unwrap(await measureNullDepth(recording, request.range, pathsOf(report)));
    expect(depth.depthDb).toBeLessThan(limitDb);
    expect(report.residual).toBeDefined();
    expect((await readdir(request.folder)).sort()).toEqual(['a.wav', 'b.wav', 'residual.wav']);
  });

  it('[S5] a recording of 16 or 24 bits nulls exactly against stems of as many bits', async () => {
    const channels = musicLike(20_000, 44100, 2).map((samples) =>
      samples.map((sample) => Math.round(sample * 32768) / 32768),
    );
    const recording = memoryRecording(channels);
    for (const encoding of ['pcm16', 'pcm24'] as const) {
      const request = await requestFor(recording, { encoding });
      const report = unwrap(await renderStems(request));
      const depth = unwrap(await measureNullDepth(recording, request.range, pathsOf(report)));
      expect(depth).toEqual({ depthDb: deepestNullDb, peakDifference: 0 });
    }
  });

  it('[S2] leaves the residual out where the masks sum to one, and the set still nulls', async () => {
    const recording = memoryRecording(musicLike(length, 44100, 2));
    const share = (group: number, frame: number, bin: number): number =>
      group === 0 ? jumpy(0, frame, bin) : 1 - Math.fround(jumpy(0, frame, bin));
    const request = await requestFor(recording, { layers: [maskLayer(settings, length, 2, share)] });
    const report = unwrap(await renderStems(request));
    expect(report.residual).toBeUndefined();
    expect(report.residualDb).toBeLessThan(-135);
    expect((await readdir(request.folder)).sort()).toEqual(['a.wav', 'b.wav']);
    const depth = unwrap(await measureNullDepth(recording, request.range, pathsOf(report)));
    expect(depth.depthDb).toBeLessThan(-120);
  });

  it('[S3] a mask of one gives the recording, a mask of zero silence and everything to the residual', async () => {
    const channels = musicLike(length, 44100, 2);
    const request = await requestFor(memoryRecording(channels), {
      layers: [maskLayer(settings, length, 2, (group) => (group === 0 ? 0.25 : 0))],
    });
    const report = unwrap(await renderStems(request));
    expect(report.groups.map((stem) => stem.isSilent)).toEqual([false, true]);
    const quarter = await readAll(report.groups[0]!.path);
    const residual = await readAll(report.residual!.path);
    channels.forEach((samples, channel) => {
      expect(
        errorDb(
          quarter[channel]!,
          samples.map((sample) => sample / 4),
        ),
      ).toBeLessThan(-135);
      expect(
        errorDb(
          residual[channel]!,
          samples.map((sample) => sample * 0.75),
        ),
      ).toBeLessThan(-135);
    });
    expect(report.residualDb).toBeCloseTo(20 * Math.log10(0.75), 3);
  });

  it('[S3] layers of different windows add up by weight', async () => {
    const samples = noise(length, 9);
    const long = { windowSamples: 4096, hopSamples: 512 };
    const request = await requestFor(memoryRecording([samples]), {
      layers: [
        maskLayer(settings, length, 2, (group) => (group === 0 ? 1 : 0), 0.25),
        maskLayer(long, length, 2, (group) => (group === 0 ? 0.2 : 0.8), 0.75),
      ],
    });
    const report = unwrap(await renderStems(request));
    const [first] = await readAll(report.groups[0]!.path);
    const [second] = await readAll(report.groups[1]!.path);
    expect(
      errorDb(
        first!,
        samples.map((sample) => sample * 0.4),
      ),
    ).toBeLessThan(-130);
    expect(
      errorDb(
        second!,
        samples.map((sample) => sample * 0.6),
      ),
    ).toBeLessThan(-130);
    expect(report.residual).toBeUndefined();
  });

  it('[S4] an excerpt gives stems of its own length, rate and channels, in anti-phase too', async () => {
    const [left] = musicLike(length, 48000);
    const recording = memoryRecording([left!, left!.map((sample) => -sample)], 48000);
    const range = { startSample: 12_345, lengthSamples: 30_001 };
    const request = await requestFor(recording, { range });
    const report = unwrap(await renderStems(request));
    for (const path of pathsOf(report)) {
      const stem = unwrap(await openRecording(path));
      expect(stem).toMatchObject({ lengthSamples: 30_001, sampleRate: 48000, channels: 2 });
      await stem.close();
    }
    const depth = unwrap(await measureNullDepth(recording, range, pathsOf(report)));
    expect(depth.depthDb).toBeLessThan(-140);
  });

  it('[S4] separates a recording of one sample', async () => {
    const recording = memoryRecording([Float32Array.of(0.5)]);
    const request = await requestFor(recording);
    const report = unwrap(await renderStems(request));
    const depth = unwrap(await measureNullDepth(recording, request.range, pathsOf(report)));
    expect(depth.depthDb).toBeLessThan(-120);
  });

  it('[S6] the same seed gives the same bytes', async () => {
    const recording = memoryRecording(musicLike(20_000, 44100));
    const bytes: Buffer[] = [];
    for (const ditherSeed of [3, 3, 4]) {
      const request = await requestFor(recording, { encoding: 'pcm16', ditherSeed });
      unwrap(await renderStems(request));
      bytes.push(await readFile(request.outputs.groups[0]!));
    }
    expect(bytes[0]!.equals(bytes[1]!)).toBe(true);
    expect(bytes[0]!.equals(bytes[2]!)).toBe(false);
  });

  it('[S7] a stop leaves nothing, and old files as they were', async () => {
    const stop = new AbortController();
    const recording = memoryRecording(musicLike(300_000, 44100));
    const fractions: number[] = [];
    const request = await requestFor(recording, {
      signal: stop.signal,
      onProgress(fraction) {
        fractions.push(fraction);
        stop.abort();
      },
    });
    await writeFile(request.outputs.groups[0]!, 'old');
    const result = await renderStems(request);
    expect(result.ok ? '' : result.error.code).toBe('cancelled');
    expect(fractions).toHaveLength(1);
    expect(await readdir(request.folder)).toEqual(['a.wav']);
    expect(await readFile(request.outputs.groups[0]!, 'utf8')).toBe('old');
  });

  it.each([
    [
      'a disk that fills up',
      failingDisk('write', 'ENOSPC', { matches: 'b.wav', afterBytes: 100_000 }),
      'disk-full',
    ],
    ['a disk that fills up at the end', failingDisk('sync', 'ENOSPC', { matches: 'residual' }), 'disk-full'],
    [
      'a name that may not be used',
      failingDisk('rename', 'EACCES', { matches: 'b.wav' }),
      'output-unwritable',
    ],
    [
      'a file that cannot be made',
      failingDisk('open', 'EROFS', { matches: 'residual' }),
      'output-unwritable',
    ],
  ] as const)('[S7] %s leaves nothing', async (_name, fileSystem, code) => {
    const request = await requestFor(memoryRecording(musicLike(length, 44100)), { fileSystem });
    const result = await renderStems(request);
    expect(result.ok ? '' : result.error.code).toBe(code);
    expect(await readdir(request.folder)).toEqual([]);
  });

  it('[S8] masks that are not numbers end the run and write nothing', async () => {
    const request = await requestFor(memoryRecording(musicLike(length, 44100)), {
      layers: [
        maskLayer(settings, length, 2, (_group, frame, bin) =>
          frame === 300 && bin === 7 ? Number.NaN : 0.5,
        ),
      ],
    });
    const result = await renderStems(request);
    expect(result.ok ? '' : result.error.code).toBe('training-diverged');
    expect(await readdir(request.folder)).toEqual([]);
  });

  it('refuses masks of another shape', async () => {
    const recording = memoryRecording(musicLike(length, 44100));
    const other = await requestFor(recording, { layers: [maskLayer(settings, length / 2, 2, jumpy)] });
    await expect(renderStems(other)).rejects.toThrow(
      'expected masks [groups, 353, 513], got [groups, 177, 513]',
    );
    const one = await requestFor(recording, { layers: [maskLayer(settings, length, 1, jumpy)] });
    await expect(renderStems(one)).rejects.toThrow('expected masks of 2 groups, got 1');
  });
});
