import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { openRecording } from '../../../../../electron/backend/engine/audio/open-recording.ts';
import { separate } from '../../../../../electron/backend/engine/separate.ts';
import type { SeparationProgress } from '../../../../../electron/backend/engine/separation-hooks.ts';
import type { SeparationReport } from '../../../../../electron/backend/engine/separation-report.ts';
import type { SeparationRequest } from '../../../../../electron/backend/engine/separation-request.ts';
import type { Tensors } from '../../../../../electron/backend/native/load-tensorflow.ts';
import { errorDb } from '../../../../support/signals.ts';
import { useTempFolder } from '../../../../support/temp-folder.ts';
import { plainTensors, tensorsOn } from '../../../../support/tensors.ts';
import { toyRequest, writeToyPiece } from '../../../../support/toy-piece.ts';
import type { ToyPiece } from '../../../../support/toy-piece.ts';

const place = useTempFolder();
let tensors: Tensors;
let piece: ToyPiece;
beforeAll(async () => {
  tensors = await plainTensors();
  piece = await writeToyPiece(place);
});

async function run(
  name: string,
  changes: Partial<SeparationRequest> = {},
  on: Tensors = tensors,
): Promise<{ report: SeparationReport; warnings: string[]; progress: SeparationProgress[] }> {
  const warnings: string[] = [];
  const progress: SeparationProgress[] = [];
  const result = await separate(toyRequest(piece, place(name), changes), {
    tensors: on,
    signal: new AbortController().signal,
    onProgress: (step) => void progress.push(step),
    warn: (text) => void warnings.push(text),
  });
  if (!result.ok) throw new Error(result.error.message);
  return { report: result.value, warnings, progress };
}

async function samplesOf(path: string): Promise<Float32Array[]> {
  const opened = await openRecording(path);
  if (!opened.ok) throw new Error(opened.error.message);
  const samples = await opened.value.read(0, opened.value.lengthSamples);
  await opened.value.close();
  return samples;
}

describe('separate', () => {
  it.each(['A', 'A+', 'divisi'] as const)('[X15] two hands of a toy, method %s', async (method) => {
    // A small network and few epochs: the plain backend takes a hundred times as long as the native one.
    const overrides = method === 'divisi' ? { epochs: 6, hiddenUnits: 32 } : {};
    const { report, progress } = await run(`toy-${method}`, { method, overrides });
    expect(report.stems.map(({ group, notes }) => [group, notes]).slice(0, 2)).toEqual([
      ['right', 2],
      ['left', 2],
    ]);
    const [right, left] = await Promise.all(report.stems.slice(0, 2).map(({ file }) => samplesOf(file)));
    expect(errorDb(right![0]!, piece.right)).toBeLessThan(-12);
    expect(errorDb(left![0]!, piece.left)).toBeLessThan(-12);
    expect(report.nullDepthDb).toBeLessThan(-120);
    const fractions = progress.map(({ fraction }) => fraction);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(report.seconds.train).toBeGreaterThan(0);
    expect(report.lossCurve.length).toBe(report.epochs);
  });

  it('[X5] [X6] the same seed gives the same files, and no tensor stays behind', async () => {
    const before = tensors.tf.memory().numTensors;
    const first = await run('first', { bits: '16' });
    const again = await run('again', { bits: '16' });
    expect(tensors.tf.memory().numTensors).toBe(before);
    for (const [index, { file }] of first.report.stems.entries()) {
      expect((await readFile(file)).equals(await readFile(again.report.stems[index]!.file))).toBe(true);
    }
  });

  it('[K6] the set sums to the recording in every format', async () => {
    for (const [bits, limit] of [
      ['16', -60],
      ['24', -110],
      ['32f', -120],
    ] as const) {
      expect((await run(`null-${bits}`, { bits })).report.nullDepthDb).toBeLessThan(limit);
    }
  });

  it('[X12] stereo of opposite phase is separated like mono', async () => {
    const opposed = await writeToyPiece(place, { channelGains: [1, -1], name: 'opposed' });
    const { report } = await run('opposed', { ...opposed });
    const [first, second] = (await samplesOf(report.stems[0]!.file)) as [Float32Array, Float32Array];
    expect(errorDb(first, opposed.right)).toBeLessThan(-12);
    expect(
      errorDb(
        second.map((sample) => -sample),
        first,
      ),
    ).toBeLessThan(-100);
  });

  it.each([48_000, 96_000])('[X16] keeps a rate of %i Hz', async (sampleRate) => {
    const fast = await writeToyPiece(place, { sampleRate, name: `at-${sampleRate}` });
    const excerptSec = { start: 0.5, end: 1.5 };
    const { report } = await run(`at-${sampleRate}`, { ...fast, excerptSec, overrides: { epochs: 5 } });
    expect(report.sampleRate).toBe(sampleRate);
    expect((await samplesOf(report.stems[0]!.file))[0]!.length).toBe(sampleRate);
  });

  it("[C14] in an excerpt the score's times stay those of the recording", async () => {
    const { report, warnings } = await run('excerpt', { excerptSec: { start: 1.25, end: 1.95 } });
    const [right] = await samplesOf(report.stems[0]!.file);
    const truth = piece.right.subarray(10_000, 15_600);
    expect(right!.length).toBe(5600);
    expect(errorDb(right!, truth)).toBeLessThan(-10);
    expect(warnings).toEqual([]);
  });

  it('[C14] a group without notes in the excerpt keeps its stem', async () => {
    const { report, warnings } = await run('gap', { excerptSec: { start: 0.82, end: 0.88 } });
    expect(report.stems.slice(0, 2).map(({ group, notes }) => [group, notes])).toEqual([
      ['right', 0],
      ['left', 1],
    ]);
    expect(warnings.join()).toMatch(/"right" has no note/);
  });

  it('[X17] a kept model serves other groups without training; a damaged one is trained again', async () => {
    const cache = { modelCacheFolder: place('kept') };
    const first = await run('kept-1', cache);
    expect(first.report.remarks).toEqual([]);
    const other = await run('kept-2', { ...cache, groups: { kind: 'hands', splitPitch: 78 } });
    expect(other.report.remarks.join()).toMatch(/not trained again/);
    expect(other.report.stems[0]!.notes).toBe(1);
    const same = await run('kept-3', cache);
    const bytes = await readFile(first.report.stems[0]!.file);
    expect(bytes.equals(await readFile(same.report.stems[0]!.file))).toBe(true);
    expect((await run('kept-4', { ...cache, seed: 2 })).report.remarks).toEqual([]);
    for (const file of await readdir(place('kept'))) await writeFile(place(`kept/${file}`), 'nonsense');
    const again = await run('kept-5', cache);
    expect(again.warnings.join()).toMatch(/damaged; training again/);
    expect(again.report.remarks).toEqual([]);
    expect((await readdir(place('kept'))).some((file) => file.endsWith('.partial'))).toBe(false);
  });

  it('[X17] a cache that cannot be written costs a warning', async () => {
    await writeFile(place('a-file'), '');
    const { warnings } = await run('unkept', { modelCacheFolder: place('a-file') });
    expect(warnings.join()).toMatch(/not kept/);
  });

  it('[X19] native and plain tensors give the same stems', async (context) => {
    const native = await tensorsOn('native');
    // The only tensors that may be missing: their set-up needs a download.
    if (native === null) return context.skip('native TensorFlow is not set up on this machine');
    const onNative = await run('native', {}, native);
    await tensorsOn('cpu');
    const onPlain = await run('plain');
    expect(onNative.report.backend).toBe('native');
    for (const index of [0, 1]) {
      const [expected] = await samplesOf(onPlain.report.stems[index]!.file);
      const [actual] = await samplesOf(onNative.report.stems[index]!.file);
      expect(errorDb(actual!, expected!)).toBeLessThan(-50);
    }
    return undefined;
  });
});

describe('separate, stopped', () => {
  it.each(['train', 'separate', 'check'] as const)('[C15] during %s: no files, no tensors', async (phase) => {
    const before = tensors.tf.memory().numTensors;
    const stop = new AbortController();
    const folder = place(`stopped-${phase}`);
    await mkdir(folder);
    const activityPath = place(`stopped-${phase}/activity.csv`);
    const result = await separate(toyRequest(piece, folder, { activityPath }), {
      tensors,
      signal: stop.signal,
      onProgress: (progress) => progress.phase === phase && stop.abort(),
      warn: () => {},
    });
    expect(result.ok ? '' : result.error.code).toBe('cancelled');
    expect(await readdir(folder)).toEqual([]);
    expect(tensors.tf.memory().numTensors).toBe(before);
  });
});
