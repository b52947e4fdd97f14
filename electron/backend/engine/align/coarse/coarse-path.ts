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

/** Where no part of the score sounds. */
export const outside = -1;

export type CoarsePath = {
  /** [recording frames] index of the score frame, or `outside`. */
  readonly places: Int32Array;
  /** [recording frames] 1 where the path has jumped since the frame before. */
  readonly jumped: Uint8Array;
  /** Mean cost of the frames inside the score, 0 for the same, 1 for nothing in common. */
  readonly meanCost: number;
};

export type CoarseLimits = {
  /** [recording frames] 1 where the path must lie outside the score. */
  readonly barred?: Uint8Array;
  /** [recording frames] place + 1 that the path must pass through, 0 for any. */
  readonly pinned?: Int32Array;
  /** Whether sections may be repeated, left out, or interrupted. */
  readonly mayJump: boolean;
};

const pathDefaults = Object.freeze({
  /** Cost of a frame outside: between agreement (about 0.6) and chance (1). */
  outsideCost: 0.85,
  /** A jump costs as much as this long a mismatch. */
  jumpSec: 4,
  /** What a frame of mismatch costs above one of agreement. */
  contrast: 0.35,
  /** For standing still, one, two and three score frames a recording frame: mean tempo is one. */
  stepCosts: [0.03, 0, 0.03, 0.1] as const,
});

const jumpCode = 4;
const enterCode = 5;

/**
 * Time O(recording frames x score frames), memory one byte for each: choose hops so that both stay within a few
 * thousand.
 * @param recording as `poolRecording`, @param score as `poolScore`; both kept.
 */
export function coarsePath(recording: PooledBands, score: PooledBands, limits: CoarseLimits): CoarsePath {
  const rows = recording.frames;
  const columns = score.frames;
  const jumpCost = limits.mayJump
    ? (pathDefaults.jumpSec / recording.hopSec) * pathDefaults.contrast
    : Infinity;
  const [stay, one, two, three] = pathDefaults.stepCosts;
  const codes = new Uint8Array(rows * columns);
  const jumpFrom = new Int32Array(rows);
  const outsideFrom = new Int32Array(rows);
  const costs = new Float32Array(columns);
  let previous = new Float64Array(columns).fill(Infinity);
  let current = new Float64Array(columns);
  /** Total cost of lying outside after the frame before; at first, before the score has begun. */
  let out = 0;
  let hasBegun = false;
  let bestPrevious = Infinity;
  let bestPlace = 0;
  for (let t = 0; t < rows; t++) {
    placeCosts(recording, t, score, costs);
    const isBarred = limits.barred?.[t] === 1;
    const pin = (limits.pinned?.[t] ?? 0) - 1;
    jumpFrom[t] = bestPlace;
    const jump = bestPrevious + jumpCost;
    const enter = out + (hasBegun ? jumpCost : 0);
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
      // From outside the score begins at its beginning; anywhere else is a jump too.
      const fromOutside = t === 0 || out < Infinity ? enter + (s === 0 ? 0 : jumpCost) : Infinity;
      if (fromOutside < value) {
        value = fromOutside;
        code = enterCode;
      }
      value += isBarred || (pin >= 0 && pin !== s) ? Infinity : costs[s]!;
      codes[t * columns + s] = code;
      current[s] = value;
      if (value < best) {
        best = value;
        bestColumn = s;
      }
    }
    // Leaving the score before its end is a jump.
    const leave = Math.min(previous[columns - 1]!, jump);
    const stayOut = out;
    if (leave < stayOut) {
      outsideFrom[t] = 1 + (previous[columns - 1]! <= jump ? columns - 1 : bestPlace);
      out = leave;
      hasBegun = true;
    } else {
      outsideFrom[t] = 0;
      out = stayOut;
    }
    out += pin >= 0 ? Infinity : pathDefaults.outsideCost;
    const spare = previous;
    previous = current;
    current = spare;
    bestPrevious = best;
    bestPlace = bestColumn;
  }
  return traceBack(recording, score, codes, jumpFrom, outsideFrom, previous, out, bestPlace, jumpCost);
}

function traceBack(
  recording: PooledBands,
  score: PooledBands,
  codes: Uint8Array,
  jumpFrom: Int32Array,
  outsideFrom: Int32Array,
  last: Float64Array,
  out: number,
  bestPlace: number,
  jumpCost: number,
): CoarsePath {
  const rows = recording.frames;
  const columns = score.frames;
  const places = new Int32Array(rows);
  const jumped = new Uint8Array(rows);
  // The score ends at its end; anywhere else is a jump.
  let place = columns - 1;
  let least = last[columns - 1]!;
  if (last[bestPlace]! + jumpCost < least) {
    place = bestPlace;
    least = last[bestPlace]! + jumpCost;
  }
  if (out < least) place = outside;
  let sum = 0;
  let inside = 0;
  const costs = new Float32Array(columns);
  for (let t = rows - 1; t >= 0; t--) {
    places[t] = place;
    if (place === outside) {
      const from = outsideFrom[t]!;
      if (from > 0) {
        place = from - 1;
      }
      continue;
    }
    placeCosts(recording, t, score, costs, place);
    sum += costs[place]!;
    inside += 1;
    const code = codes[t * columns + place]!;
    if (code === jumpCode) {
      jumped[t] = 1;
      place = jumpFrom[t]!;
    } else if (code === enterCode) {
      jumped[t] = 1;
      place = outside;
    } else {
      place -= code;
    }
  }
  return { places, jumped, meanCost: inside > 0 ? sum / inside : 1 };
}

/** 1 minus the weighted correlation of a recording's frame with every score frame, or with `only` one. */
function placeCosts(
  recording: PooledBands,
  t: number,
  score: PooledBands,
  costs: Float32Array,
  only?: number,
): void {
  const row = t * pooledWidth;
  const from = only ?? 0;
  const to = only === undefined ? score.frames : only + 1;
  const a = recording.values;
  const b = score.values;
  const half = pooledWidth / 2;
  for (let s = from; s < to; s++) {
    const column = s * pooledWidth;
    let sounding = 0;
    let beginning = 0;
    for (let i = 0; i < half; i++) {
      sounding += a[row + i]! * b[column + i]!;
      beginning += a[row + half + i]! * b[column + half + i]!;
    }
    costs[s] = 1 - 0.75 * sounding - 0.25 * beginning;
  }
}
