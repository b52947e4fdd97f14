/** Scores separated files against the true ones, in the memory of one block of each. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { divisiError } from '../../../../shared/contract/errors.ts';
import { err, ok } from '../../../../shared/std/result.ts';
import type { Result } from '../../../../shared/std/result.ts';
import { RecordingFailure } from '../audio/file-failure.ts';
import { openRecording } from '../audio/open-recording.ts';
import type { Recording } from '../audio/recording.ts';
import { bssEvalTaps, SourceScorer } from './bss-eval.ts';
import type { BssScore } from './bss-eval.ts';
import { LaggedCorrelations } from './lagged-correlations.ts';

/** All in dB. NSDR = SDR of the estimate - SDR of the mix, both for the same reference. */
export type Scores = BssScore & { readonly nsdr: number };

export type EvaluationReport = {
  /** One entry per reference, paths as they were given. */
  readonly sources: readonly (Scores & { readonly ref: string; readonly est: string })[];
  readonly mean: Scores;
};

export type EvaluationRequest = {
  readonly mixPath: string;
  readonly referencePaths: readonly string[];
  /** The estimate of each reference, in the same order. */
  readonly estimatePaths: readonly string[];
  readonly signal?: AbortSignal;
  /** Share of the work that is done, 0 to 1. */
  readonly onProgress?: (fraction: number) => void;
  /** What was put right, in plain words, for people. */
  readonly onRemark?: (text: string) => void;
};

/** Other programs pad or cut a file's end by a block or so; more than this is another recording. */
const endToleranceSec = 0.1;
const blockSamples = 1 << 18;
/** Share of the progress that reading and correlating stand for. */
const readingShare = 0.7;

/**
 * BSS Eval 3 of every (reference, estimate) pair and of the mix. Channels are scored together, see
 * bss-eval.ts. Ends that differ by at most 0.1 s are cut to the shortest file, with a remark.
 *
 * Fails with 'bad-usage' (counts of files differ), 'audio-mismatch' (rates, channels or lengths differ),
 * 'audio-empty' (a silent reference or estimate has no defined score), 'audio-damaged' (NaN), 'cancelled',
 * and with whatever opening a file fails with.
 */
export async function evaluateFiles(request: EvaluationRequest): Promise<Result<EvaluationReport>> {
  const { mixPath, referencePaths, estimatePaths } = request;
  if (referencePaths.length === 0 || referencePaths.length !== estimatePaths.length) {
    const counts = `${referencePaths.length} references and ${estimatePaths.length} estimates`;
    return err(divisiError('bad-usage', `Expected one estimate for every reference, got ${counts}.`));
  }
  const opened: Recording[] = [];
  try {
    for (const path of [...referencePaths, ...estimatePaths, mixPath]) {
      const result = await openRecording(
        path,
        request.signal === undefined ? {} : { signal: request.signal },
      );
      if (!result.ok) return result;
      opened.push(result.value);
    }
    return await evaluateRecordings(opened, request);
  } catch (cause) {
    if (cause instanceof RecordingFailure) return err(cause.error);
    throw cause;
  } finally {
    for (const recording of opened) await recording.close();
  }
}

/** `recordings` are the references, the estimates and the mix. */
async function evaluateRecordings(
  recordings: readonly Recording[],
  request: EvaluationRequest,
): Promise<Result<EvaluationReport>> {
  const count = request.referencePaths.length;
  const length = commonLength(recordings, request.onRemark);
  if (!length.ok) return length;
  const correlations = new LaggedCorrelations(count, recordings.length, bssEvalTaps);
  for (let start = 0; start < length.value; start += blockSamples) {
    if (request.signal?.aborted === true) return err(divisiError('cancelled', 'Stopped.'));
    await addBlock(correlations, recordings, start, length.value);
    request.onProgress?.((readingShare * Math.min(start + blockSamples, length.value)) / length.value);
  }
  const finished = correlations.finish();
  for (const [s, recording] of recordings.entries()) {
    const energy = finished.energies[s] ?? 0;
    if (!Number.isFinite(energy)) {
      return err(divisiError('audio-damaged', `"${recording.path}" holds samples that are not numbers.`));
    }
    if (energy === 0) {
      return err(divisiError('audio-empty', `"${recording.path}" is silent: its score is not defined.`));
    }
  }
  await nextTurn();
  const scorer = new SourceScorer(finished, count);
  request.onProgress?.(0.9);
  await nextTurn();
  if (request.signal?.aborted === true) return err(divisiError('cancelled', 'Stopped.'));
  const scores = scorer.scores(request.referencePaths.map((_, j) => count + j));
  const sources = scores.map((score, j) => ({
    ref: request.referencePaths[j] ?? '',
    est: request.estimatePaths[j] ?? '',
    ...score,
    nsdr: score.sdr - scorer.sdr(2 * count, j),
  }));
  request.onProgress?.(1);
  return ok({ sources, mean: meanScores(sources) });
}

/** Adds the samples from `start` on, with the filter's length of look-ahead, channel by channel. */
async function addBlock(
  correlations: LaggedCorrelations,
  recordings: readonly Recording[],
  start: number,
  lengthSamples: number,
): Promise<void> {
  const newSamples = Math.min(blockSamples, lengthSamples - start);
  const readSamples = Math.min(newSamples + bssEvalTaps - 1, lengthSamples - start);
  const blocks = await Promise.all(recordings.map((recording) => recording.read(start, readSamples)));
  for (let channel = 0; channel < (recordings[0]?.channels ?? 0); channel++) {
    correlations.addBlock(
      blocks.map((channels) => channels[channel] as Float32Array),
      newSamples,
    );
  }
}

function commonLength(recordings: readonly Recording[], onRemark?: (text: string) => void): Result<number> {
  const mix = recordings.at(-1) as Recording;
  const shortest = recordings.reduce((a, b) => (b.lengthSamples < a.lengthSamples ? b : a));
  for (const recording of recordings) {
    if (recording.sampleRate !== mix.sampleRate) {
      return mismatch(recording, mix, `${recording.sampleRate} Hz`, `${mix.sampleRate} Hz`);
    }
    if (recording.channels !== mix.channels) {
      return mismatch(recording, mix, `${recording.channels} channel(s)`, `${mix.channels}`);
    }
    if (recording.lengthSamples - shortest.lengthSamples > endToleranceSec * mix.sampleRate) {
      const [a, b] = [recording, shortest].map(
        (r) => `${(r.lengthSamples / r.sampleRate).toFixed(3)} s long`,
      );
      return mismatch(recording, shortest, a ?? '', b ?? '');
    }
  }
  if (recordings.some((recording) => recording.lengthSamples !== shortest.lengthSamples)) {
    onRemark?.(`The files end at slightly different times: compared up to the end of "${shortest.path}".`);
  }
  return ok(shortest.lengthSamples);
}

function mismatch(a: Recording, b: Recording, aIs: string, bIs: string): Result<never> {
  return err(divisiError('audio-mismatch', `"${a.path}" is ${aIs}, "${b.path}" is ${bIs}.`));
}

function meanScores(sources: readonly Scores[]): Scores {
  const mean = (key: keyof Scores): number => sources.reduce((sum, s) => sum + s[key], 0) / sources.length;
  return { sdr: mean('sdr'), sir: mean('sir'), sar: mean('sar'), nsdr: mean('nsdr') };
}
