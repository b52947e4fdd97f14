import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RunJob } from '../../../../../electron/backend/cli/command-io.ts';
import { demoPieces } from '../../../../../electron/backend/demo/demo-pieces.ts';
import { renderDemoSummary } from '../../../../../electron/backend/demo/demo-summary.ts';
import { demoSampleRate } from '../../../../../electron/backend/demo/record-piece.ts';
import { runDemo } from '../../../../../electron/backend/demo/run-demo.ts';
import type { DemoOptions } from '../../../../../electron/backend/demo/run-demo.ts';
import { openRecording } from '../../../../../electron/backend/engine/audio/open-recording.ts';
import { createWavWriter } from '../../../../../electron/backend/engine/audio/wav-writer.ts';
import { planSeparation } from '../../../../../electron/backend/engine/plan-separation.ts';
import type { SeparationReport } from '../../../../../electron/backend/engine/separation-report.ts';
import type { SeparationRequest } from '../../../../../electron/backend/engine/separation-request.ts';
import type { AlignJobRequest } from '../../../../../electron/backend/engine/align-files.ts';
import { readScore } from '../../../../../electron/backend/engine/score/read-score.ts';
import type { WarpPoint } from '../../../../../shared/music/alignment.ts';
import { alignmentReport } from '../../../../../shared/music/alignment-report.ts';
import type { AlignmentReport } from '../../../../../shared/music/alignment-report.ts';
import { divisiError } from '../../../../../shared/contract/errors.ts';
import { err, ok } from '../../../../../shared/std/result.ts';
import type { Result } from '../../../../../shared/std/result.ts';
import { steadyTones } from '../../../../support/steady-tones.ts';
import { useTempFolder } from '../../../../support/temp-folder.ts';
import { methodSettings } from '../../../../../electron/backend/engine/model/method-settings.ts';

const inFolder = useTempFolder();

async function readAll(path: string): Promise<Float32Array[]> {
  const opened = await openRecording(path);
  if (!opened.ok) throw new Error(opened.error.message);
  const samples = await opened.value.read(0, opened.value.lengthSamples);
  await opened.value.close();
  return samples;
}

/** The first bars of both pieces. */
const pieces = demoPieces.map((piece) => ({
  ...piece,
  written: { ...piece.written, bars: piece.written.bars.slice(0, 2), pedal: [] },
}));

/** An engine that knows the answer: its stems are the true hands. */
async function separatePerfectly(request: SeparationRequest): Promise<Result<SeparationReport>> {
  const plan = await planSeparation(request);
  if (!plan.ok) return plan;
  const truth = join(dirname(request.recordingPath), 'truth');
  for (const { group, file } of plan.value.stems) {
    const hand = await readAll(join(truth, group === 'residual' ? 'left.wav' : `${group}.wav`));
    const channels = group === 'residual' ? hand.map((samples) => samples.fill(0)) : hand;
    const lengthSamples = channels[0]?.length ?? 0;
    const shape = { sampleRate: demoSampleRate, channels: 2, encoding: 'pcm24', lengthSamples } as const;
    const writer = await createWavWriter(file, { ...shape, ditherSeed: 0, dither: 'none' });
    if (!writer.ok) return writer;
    await writer.value.write(channels);
    await writer.value.commit();
  }
  return ok({
    recording: request.recordingPath,
    score: request.scorePath,
    method: request.method,
    backend: 'native',
    sampleRate: demoSampleRate,
    channels: 2,
    durationSec: 40,
    alignment: null,
    stems: plan.value.stems.map(({ group, kind, file, noteIds }) => ({
      group,
      kind,
      file,
      notes: noteIds.length,
    })),
    nullDepthDb: -135.4,
    seconds: { decode: 1, align: 0, labels: 1, train: 20, separate: 5, write: 1, total: 28 },
    realTimeFactor: 0.7,
    peakRssMb: 500,
    epochs: 25,
    seed: request.seed,
    settings: methodSettings(request.method, {}),
    lossCurve: [],
    remarks: [],
    activity: null,
  });
}

const scores = { sdr: 13, sir: 20, sar: 14, nsdr: 12.5 };
const runJob = (async (job) => {
  switch (job.kind) {
    case 'separate':
      return separatePerfectly(job.request);
    case 'align':
      return alignAsWritten(job.request);
    case 'evaluate': {
      const { estimatePaths, referencePaths } = job.request;
      const sources = estimatePaths.map((est, j) => ({ ref: referencePaths[j] ?? '', est, ...scores }));
      return ok({ sources, mean: scores });
    }
    default:
      throw new Error(`expected no job "${job.kind}"`);
  }
}) as RunJob;

/** An aligner that leaves every note at its time in the score. */
async function alignAsWritten(request: AlignJobRequest): Promise<Result<AlignmentReport>> {
  const score = await readScore(request.scorePath);
  if (!score.ok) return score;
  const notes = score.value.notes.map((note) => ({ ...note, visit: 1, confidence: 0.9 }));
  const warp: WarpPoint[] = [[0, 0]];
  const exact = { tuningCents: 0, transposeSemitones: 0, musicFromSec: 0, musicToSec: 9, doubtful: [] };
  const context = {
    recording: request.recordingPath,
    score: request.scorePath,
    aligner: 'chords',
    seconds: 1,
  };
  return ok(alignmentReport(score.value, { notes, unplayed: [], warp, ...exact }, context));
}

function options(outputFolder: string, job = runJob): DemoOptions {
  return {
    pieces,
    outputFolder,
    runJob: job,
    hooks: { signal: new AbortController().signal, onProgress: () => {}, warn: () => {} },
    loadTones: () => Promise.resolve(ok(steadyTones(demoSampleRate))),
    onStep: () => {},
  };
}

describe('runDemo', () => {
  it('[O7] records, separates, measures and reports both pieces', async () => {
    const done = await runDemo(options(inFolder('out')));
    if (!done.ok) throw new Error(done.error.message);
    const { report, reportPath } = done.value;
    expect(report.pieces.map(({ slug }) => slug)).toEqual(['bach-invention-1', 'chopin-prelude-7']);
    for (const piece of report.pieces) {
      const read = (path: string): Promise<Float32Array[]> =>
        readAll(inFolder(join('out', piece.slug, path)));
      const [mix, right, left] = await Promise.all(
        ['recording.wav', 'truth/right.wav', 'truth/left.wav'].map(read),
      );
      // Kept aside before mixing, the hands are exactly what the recording is made of.
      expect(mix?.[1]?.every((value, n) => value === (right?.[1]?.[n] ?? 0) + (left?.[1]?.[n] ?? 0))).toBe(
        true,
      );
      expect(piece.stems.map(({ label }) => label)).toEqual(['Right hand', 'Left hand', 'Residual']);
      for (const { source } of piece.stems) {
        expect(await readAll(inFolder(join('out', decodeURIComponent(source))))).toHaveLength(2);
      }
      expect(await readAll(inFolder(join('out', piece.recordingSource)))).toHaveLength(2);
    }
    const page = readFileSync(reportPath, 'utf8');
    expect(page).toContain('Alexander Holm, CC BY 3.0');
    expect(readFileSync(inFolder('out/ATTRIBUTION.txt'), 'utf8')).toContain('Alexander Holm, CC BY 3.0');
    const summary = renderDemoSummary(report, reportPath);
    expect(summary).toMatch(/aligned +half of the onsets within \d+ ms/);
    expect(summary).toMatch(/right hand +NSDR +\+12\.5/);
    expect(summary).toContain('CC BY 3.0');
    expect(summary).toContain(reportPath);
  }, 120_000);

  it('[O7] ends with the first failure, and when it is stopped', async () => {
    const broken: RunJob = () => Promise.resolve(err(divisiError('lost', 'The engine ended.')));
    expect(await runDemo(options(inFolder('broken'), broken))).toMatchObject({ error: { code: 'lost' } });
    const stopped = options(inFolder('stopped'));
    const hooks = { ...stopped.hooks, signal: AbortSignal.abort() };
    expect(await runDemo({ ...stopped, hooks })).toMatchObject({ error: { code: 'cancelled' } });
  }, 120_000);
});
