/**
 * The coarse path: for every pooled frame of a recording the place in the score that it comes from, or none.
 * Dynamic time warping in which the path may also jump (a section played again or left out) and may leave the
 * score (a lead-in, applause), each at a price that many frames of better agreement must pay for.
 * @source Fremerey, Mueller & Clausen, "Handling repeats and jumps in score-performance synchronization",
 * ISMIR 2010: jumps within dynamic time warping. Here any place may be jumped from and to, at one price, so that a
 * row needs only the best place of the row before.
 */
import { pooledWidth } from './pooled-bands.ts';
import type { PooledBands } from './pooled-bands.ts';

/** A place where no part of the score sounds. */
export const outside = -1;

export type CoarsePath = {
  /** The first recording frame that the path covers. */
  readonly fromRow: number;
  /** [rows] index of the score frame, or `outside`. */
  readonly places: Int32Array;
  /** [rows] 1 where the path has jumped since the frame before. */
  readonly jumped: Uint8Array;
  /** Mean cost of all frames, 0 for the same, 1 for nothing in common; `outsideCost` for those outside. */
  readonly meanCost: number;
};

export type CoarseLimits = {
  /** Recording frames [from, to) that the path covers. */
  readonly fromRow: number;
  readonly toRow: number;
  /** Place of the first frame and of the last, or null where the score begins and ends of itself. */
  readonly startPlace: number | null;
  readonly endPlace: number | null;
  /** [recording frames] 1 where the path must lie outside the score. */
  readonly barred: Uint8Array | null;
};

const pathDefaults = Object.freeze({
  /** Cost of a frame outside: between agreement (about 0.6) and chance (1). */
  outsideCost: 0.85,
  /** A jump costs as much as this long a mismatch. */
  jumpSec: 3,
  /** What a frame of mismatch costs above one of agreement. */
  contrast: 0.35,
  /** For standing still, one, two and three score frames a recording frame: mean tempo is one. */
  stepCosts: [0.03, 0, 0.05, 0.25] as const,
});

const jumpCode = 4;
const enterCode = 5;

/**
 * Time O(rows x score frames), memory one byte for each: choose hops so that both stay within a few thousand.
 * @param recording as `poolRecording`, @param score as `poolScore`; both kept.
 */
export function coarsePath(recording: PooledBands, score: PooledBands, limits: CoarseLimits): CoarsePath {
  const rows = limits.toRow - limits.fromRow;
  const columns = score.frames;
  const jumpCost = (pathDefaults.jumpSec / recording.hopSec) * pathDefaults.contrast;
  const [stay, one, two, three] = pathDefaults.stepCosts;
  const codes = new Uint8Array(rows * columns);
  const jumpFrom = new Int32Array(rows);
  const leftFrom = new Int32Array(rows).fill(outside);
  const costs = new Float32Array(columns);
  let previous = new Float64Array(columns).fill(Infinity);
  let current = new Float64Array(columns);
  // Total cost of lying outside the score, and whether the cheapest way to do so was ever inside.
  let out = 0;
  let hasBegun = false;
  let bestPrevious = Infinity;
  let bestPlace = 0;
  if (limits.startPlace !== null) {
    previous[limits.startPlace] = 0;
    bestPrevious = 0;
    bestPlace = limits.startPlace;
    out = Infinity;
    hasBegun = true;
  }
  for (let t = 0; t < rows; t++) {
    const row = limits.fromRow + t;
    const isBarred = limits.barred?.[row] === 1;
    if (!isBarred) placeCosts(recording, row, score, costs, 0, columns);
    jumpFrom[t] = bestPlace;
    const jump = bestPrevious + jumpCost;
    // From outside the score begins at its beginning; anywhere else is a jump. Leaving it before its end and
    // coming back is a jump in two halves.
    const enterAnywhere = out + (hasBegun ? jumpCost / 2 : jumpCost);
    const enterStart = hasBegun ? enterAnywhere : out;
    let best = Infinity;
    let bestColumn = 0;
    for (let s = 0; s < columns; s++) {
      let value = previous[s]! + stay;
      let code = 0;
      if (s > 0 && previous[s - 1]! + one < value) {
        value = previous[s - 1]! + one;
        code = 1;
      }
      if (s > 1 && previous[s - 2]! + two < value) {
        value = previous[s - 2]! + two;
        code = 2;
      }
      if (s > 2 && previous[s - 3]! + three < value) {
        value = previous[s - 3]! + three;
        code = 3;
      }
      if (jump < value) {
        value = jump;
        code = jumpCode;
      }
      const enter = s === 0 ? enterStart : enterAnywhere;
      if (enter < value) {
        value = enter;
        code = enterCode;
      }
      value += isBarred ? Infinity : costs[s]!;
      codes[t * columns + s] = code;
      current[s] = value;
      if (value < best) {
        best = value;
        bestColumn = s;
      }
    }
    const atEnd = previous[columns - 1]!;
    const early = bestPrevious + jumpCost / 2;
    const leave = Math.min(atEnd, early);
    if (leave < out) {
      leftFrom[t] = atEnd <= early ? columns - 1 : bestPlace;
      out = leave;
      hasBegun = true;
    }
    out += pathDefaults.outsideCost;
    [previous, current] = [current, previous];
    bestPrevious = best;
    bestPlace = bestColumn;
  }
  let last = columns - 1;
  if (limits.endPlace !== null) {
    last = limits.endPlace;
  } else {
    // The score ends at its end; anywhere else is a jump.
    let least = previous[last]!;
    if (bestPrevious + jumpCost < least) {
      last = bestPlace;
      least = bestPrevious + jumpCost;
    }
    if (out < least) last = outside;
  }
  return traceBack(recording, score, limits.fromRow, { codes, jumpFrom, leftFrom }, last);
}

type Steps = { readonly codes: Uint8Array; readonly jumpFrom: Int32Array; readonly leftFrom: Int32Array };

function traceBack(
  recording: PooledBands,
  score: PooledBands,
  fromRow: number,
  { codes, jumpFrom, leftFrom }: Steps,
  last: number,
): CoarsePath {
  const rows = jumpFrom.length;
  const places = new Int32Array(rows);
  const jumped = new Uint8Array(rows);
  const costs = new Float32Array(score.frames);
  let sum = 0;
  let place = last;
  for (let t = rows - 1; t >= 0; t--) {
    places[t] = place;
    if (place === outside) {
      sum += pathDefaults.outsideCost;
      place = leftFrom[t]!;
      continue;
    }
    placeCosts(recording, fromRow + t, score, costs, place, place + 1);
    sum += costs[place]!;
    const code = codes[t * score.frames + place]!;
    if (code < jumpCode) {
      place -= code;
    } else {
      jumped[t] = 1;
      place = code === jumpCode ? jumpFrom[t]! : outside;
    }
  }
  return { fromRow, places, jumped, meanCost: rows > 0 ? sum / rows : 1 };
}

/** 1 minus the weighted correlation of a recording's frame with score frames [from, to). */
function placeCosts(
  recording: PooledBands,
  t: number,
  score: PooledBands,
  costs: Float32Array,
  from: number,
  to: number,
): void {
  const row = t * pooledWidth;
  const a = recording.values;
  const b = score.values;
  const half = pooledWidth / 2;
  const quarter = pooledWidth / 4;
  for (let s = from; s < to; s++) {
    const column = s * pooledWidth;
    // Four sums that do not wait for each other.
    let low = 0;
    let high = 0;
    let lowBegins = 0;
    let highBegins = 0;
    for (let i = 0; i < quarter; i++) {
      low += a[row + i]! * b[column + i]!;
      high += a[row + quarter + i]! * b[column + quarter + i]!;
      lowBegins += a[row + half + i]! * b[column + half + i]!;
      highBegins += a[row + half + quarter + i]! * b[column + half + quarter + i]!;
    }
    costs[s] = 1 - 0.75 * (low + high) - 0.25 * (lowBegins + highBegins);
  }
}
