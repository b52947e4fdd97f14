/**
 * The aligner of the paper that this project follows: chroma and onset features, compared by multi-scale
 * dynamic time warping. It knows no repeats, no cuts and no noise between notes.
 * @source Ewert, Mueller & Grosche, "High resolution audio synchronization using chroma onset features",
 * ICASSP 2009. Differences: energies per pitch come from two Fourier windows instead of a filter bank, and the
 * score's time axis is stretched to the recording's length first.
 */
import { divisiError } from '../../../../../shared/contract/errors.ts';
import type {
  AlignedNote,
  Alignment,
  AlignmentPins,
  WarpPoint,
} from '../../../../../shared/music/alignment.ts';
import type { Score } from '../../../../../shared/music/score.ts';
import { err, ok } from '../../../../../shared/std/result.ts';
import type { Result } from '../../../../../shared/std/result.ts';
import { RecordingFailure } from '../../audio/file-failure.ts';
import type { Recording } from '../../audio/recording.ts';
import { DecimatedReader } from '../features/decimated-reader.ts';
import { estimateTuning } from '../features/estimate-tuning.ts';
import { audioFeatures } from './audio-features.ts';
import type { AudioFeatures } from './audio-features.ts';
import { findRotation, rotate } from './find-rotation.ts';
import { scoreFeatures } from './score-features.ts';
import { warpBetween } from './warp-between.ts';
import type { CostedPoint } from './warp-between.ts';
import { boundariesOf } from './boundaries.ts';
import { doubtfulByCost } from './path-doubt.ts';

export type DtwRequest = {
  readonly score: Score;
  readonly pins: AlignmentPins;
  readonly previous: Alignment | null;
  /** Stretches of the recording in which `previous` stays. */
  readonly lockedSec: readonly { readonly fromSec: number; readonly toSec: number }[];
};

export type DtwHooks = { readonly signal: AbortSignal; onProgress(fraction: number): void };

const settings = Object.freeze({
  /** Share of the work that the features take. */
  featureShare: 0.7,
  /** No note is shorter. */
  leastNoteSec: 0.03,
  /** Mean cost of the path, over that of pairs drawn at random, above which the two do not belong together. */
  mostRelativeCost: 0.8,
});

/**
 * Anchors cut the piece into stretches that are warped by themselves, so that one more changes nothing beyond
 * its neighbours. Memory: features [frames, 12], one byte per cell of the band.
 * Fails with 'score-mismatch', 'cancelled', and what reading fails with.
 */
export async function alignByDtw(
  recording: Recording,
  request: DtwRequest,
  hooks: DtwHooks,
): Promise<Result<Alignment>> {
  const { score, pins } = request;
  const tuned = await tuningOf(recording);
  if (!tuned.ok) return tuned;
  const tuningCents = tuned.value;
  const analysed = await audioFeatures(recording, tuningCents / 100, {
    signal: hooks.signal,
    onProgress: (fraction) => hooks.onProgress(settings.featureShare * fraction),
  });
  if (!analysed.ok) return analysed;
  const audio = analysed.value;
  const heard = scoreFeatures(score.notes, 0, score.durationSec, audio.frames);
  const transposeSemitones = findRotation(heard, audio);
  rotate(audio.chroma, transposeSemitones);
  rotate(audio.onsets, transposeSemitones);
  const boundaries = boundariesOf(score, audio, request);
  const points: CostedPoint[] = [];
  let relativeCost = 0;
  for (let i = 0; i + 1 < boundaries.length; i++) {
    await new Promise(setImmediate);
    if (hooks.signal.aborted) return err(divisiError('cancelled', 'Stopped.'));
    const from = boundaries[i]!;
    const to = boundaries[i + 1]!;
    const warped = warpBetween(score.notes, audio, from, to, pins.skips);
    points.push(...(i === 0 ? warped.points : warped.points.slice(1)));
    relativeCost += (warped.relativeCost * (to[1] - from[1])) / (boundaries.at(-1)![1] - boundaries[0]![1]);
    const { featureShare } = settings;
    hooks.onProgress(featureShare + (1 - featureShare) * ((i + 1) / (boundaries.length - 1)));
  }
  if (relativeCost > settings.mostRelativeCost) {
    const message = `What the score has and what "${recording.path}" sounds like do not belong together (path cost ${relativeCost.toFixed(2)} of chance).`;
    return err(divisiError('score-mismatch', message, { relativeCost }));
  }
  return ok(toAlignment(score, { tuningCents, transposeSemitones }, audio, points));
}

async function tuningOf(recording: Recording): Promise<Result<number>> {
  try {
    return ok(await estimateTuning(new DecimatedReader(recording)));
  } catch (cause) {
    if (cause instanceof RecordingFailure) return err(cause.error);
    throw cause;
  }
}

function toAlignment(
  score: Score,
  { tuningCents, transposeSemitones }: Pick<Alignment, 'tuningCents' | 'transposeSemitones'>,
  audio: AudioFeatures,
  points: readonly CostedPoint[],
): Alignment {
  const at = interpolator(points);
  const notes = score.notes
    .map(({ id, onsetSec, offsetSec }): AlignedNote => {
      const { audioSec, confidence } = at(onsetSec);
      const offset = Math.max(at(offsetSec).audioSec, audioSec + settings.leastNoteSec);
      return { id, visit: 1, onsetSec: audioSec, offsetSec: offset, confidence };
    })
    .sort((a, b) => a.onsetSec - b.onsetSec);
  return {
    notes,
    unplayed: [],
    warp: points.map(({ scoreSec, audioSec }): WarpPoint => [scoreSec, audioSec]),
    tuningCents,
    transposeSemitones,
    musicFromSec: notes[0]?.onsetSec ?? 0,
    musicToSec: Math.min(
      notes.reduce((latest, { offsetSec }) => Math.max(latest, offsetSec), 0),
      audio.frames * audio.frameSec,
    ),
    doubtful: doubtfulByCost(points),
  };
}

/** Piecewise linear; outside, at one second per second. */
function interpolator(
  points: readonly CostedPoint[],
): (scoreSec: number) => { audioSec: number; confidence: number } {
  return (scoreSec) => {
    let low = 0;
    let high = points.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (points[middle]!.scoreSec <= scoreSec) low = middle + 1;
      else high = middle;
    }
    const before = points[low - 1];
    const after = points[low];
    if (before === undefined || after === undefined) {
      const edge = (before ?? after)!;
      return { audioSec: Math.max(0, edge.audioSec + scoreSec - edge.scoreSec), confidence: edge.confidence };
    }
    const share = (scoreSec - before.scoreSec) / (after.scoreSec - before.scoreSec);
    return {
      audioSec: before.audioSec + share * (after.audioSec - before.audioSec),
      confidence: before.confidence + share * (after.confidence - before.confidence),
    };
  };
}
