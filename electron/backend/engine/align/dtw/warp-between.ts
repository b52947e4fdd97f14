/** Warps one stretch of the score onto one of the recording. */
import type { WarpPoint } from '../../../../../shared/music/alignment.ts';
import type { AudioFeatures } from './audio-features.ts';
import { pickFrames } from './chroma-features.ts';
import { localCost, multiScalePath } from './multi-scale-path.ts';
import { scoreFeatures } from './score-features.ts';
import type { PitchedNote } from './score-features.ts';

/** A point of the warp, and how well score and sound agree around it. */
export type CostedPoint = {
  readonly scoreSec: number;
  readonly audioSec: number;
  /** 0..1 */
  readonly confidence: number;
};

/** Frames to both sides over which a point's cost is averaged. */
const lookFrames = 10;
/** Costs of a good and of a hopeless match, between which confidence falls from 1 to 0. */
const goodCost = 0.3;
const hopelessCost = 1.5;
/** Pairs of frames drawn to know what chance costs. */
const chancePairs = 4000;

/**
 * @param from belongs to the result exactly, and so does `to`
 * @param skips stretches of the recording that are left out
 * @returns points at the score's onsets between the two, and the path's mean cost over that of chance
 */
export function warpBetween(
  notes: readonly PitchedNote[],
  audio: AudioFeatures,
  from: WarpPoint,
  to: WarpPoint,
  skips: readonly { readonly fromSec: number; readonly toSec: number }[],
): { points: CostedPoint[]; relativeCost: number } {
  const frames = framesBetween(audio, from[1], to[1], skips);
  const ends = [from, to].map(([scoreSec, audioSec]) => ({ scoreSec, audioSec, confidence: 1 }));
  if (frames.length < 3) return { points: ends, relativeCost: 0 };
  const score = scoreFeatures(notes, from[0], to[0], frames.length);
  const sound = pickFrames(audio, frames);
  const { rows, columns } = multiScalePath(score, sound);
  const costOf = localCost(score, sound);
  const costs = Float64Array.from(rows, (row, i) => costOf(row, columns[i]!));
  const smooth = movingMean(costs, lookFrames);
  const scoreFrameSec = (to[0] - from[0]) / frames.length;
  const points: CostedPoint[] = [{ ...ends[0]!, confidence: confidenceOf(smooth[0]!) }];
  const end = ends[1]!;
  const onsets = distinctOnsets(notes, from[0], to[0]);
  let at = 0;
  for (const onsetSec of onsets) {
    const row = Math.min(frames.length - 1, Math.round((onsetSec - from[0]) / scoreFrameSec));
    while (at + 1 < rows.length && rows[at]! < row) at++;
    // Where the row spans several columns, its onset belongs to the best match among them.
    let best = at;
    for (let i = at; i < rows.length && rows[i] === row; i++) if (costs[i]! < costs[best]!) best = i;
    const audioSec = frames[columns[best]!]! * audio.frameSec;
    const last = points.at(-1)!;
    if (onsetSec <= last.scoreSec || audioSec <= last.audioSec || audioSec >= end.audioSec) continue;
    points.push({ scoreSec: onsetSec, audioSec, confidence: confidenceOf(smooth[best]!) });
  }
  points.push({ ...end, confidence: confidenceOf(smooth.at(-1)!) });
  const mean = costs.reduce((sum, cost) => sum + cost, 0) / costs.length;
  return { points, relativeCost: mean / chanceCost(costOf, frames.length) };
}

function framesBetween(
  { frameSec, frames }: AudioFeatures,
  fromSec: number,
  toSec: number,
  skips: readonly { readonly fromSec: number; readonly toSec: number }[],
): Int32Array {
  const kept: number[] = [];
  const last = Math.min(frames - 1, Math.floor(toSec / frameSec));
  for (let frame = Math.max(0, Math.ceil(fromSec / frameSec)); frame <= last; frame++) {
    const sec = frame * frameSec;
    if (!skips.some((skip) => sec >= skip.fromSec && sec <= skip.toSec)) kept.push(frame);
  }
  return Int32Array.from(kept);
}

function distinctOnsets(notes: readonly PitchedNote[], fromSec: number, toSec: number): number[] {
  const inside = notes.map(({ onsetSec }) => onsetSec).filter((sec) => sec > fromSec && sec < toSec);
  return [...new Set(inside)].sort((a, b) => a - b);
}

function confidenceOf(cost: number): number {
  return Math.min(1, Math.max(0, (hopelessCost - cost) / (hopelessCost - goodCost)));
}

/** Mean cost of frames that lie anywhere: a fixed lattice of pairs, so that results repeat. */
function chanceCost(costOf: (row: number, column: number) => number, frames: number): number {
  const step = Math.max(1, Math.floor((frames * 0.618) | 0));
  let sum = 0;
  for (let i = 0; i < chancePairs; i++) {
    const row = Math.floor((i * frames) / chancePairs);
    sum += costOf(row, (row + i * step + Math.floor(frames / 3)) % frames);
  }
  return sum / chancePairs;
}

function movingMean(values: Float64Array, reach: number): Float64Array {
  const sums = new Float64Array(values.length + 1);
  values.forEach((value, i) => (sums[i + 1] = sums[i]! + value));
  return values.map((_, i) => {
    const from = Math.max(0, i - reach);
    const to = Math.min(values.length, i + reach + 1);
    return (sums[to]! - sums[from]!) / (to - from);
  });
}
