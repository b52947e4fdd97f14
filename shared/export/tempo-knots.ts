/** From pairs of ticks and seconds to tempo changes that reach every pair. */
import type { TempoChange } from '../music/score.ts';

export type Knot = { readonly tick: number; readonly sec: number };

/** How far a knot that is left out may lie from the line between its neighbours. */
const straightSec = 2e-4;
/** Beyond, programs refuse a tempo; the slower limit is what 24 bits of microseconds hold. */
const fastestQuarterSec = 60 / 960;
export const slowestQuarterSec = 60 / 4;

/**
 * Leaves out knots that hardly bend the line, and those that no tempo could reach: chords that follow each other
 * faster than {@link fastestQuarterSec} allows.
 * @param knots ticks and seconds rising, at least one; the first and the last stay
 */
export function thinKnots(knots: readonly Knot[], ticksPerQuarter: number): Knot[] {
  const reachable = dropUnreachable(knots, ticksPerQuarter);
  const kept: Knot[] = reachable.slice(0, 1);
  let low = -Infinity;
  let high = Infinity;
  for (let i = 1; i < reachable.length; i++) {
    const from = kept.at(-1)!;
    const knot = reachable[i]!;
    const ticks = knot.tick - from.tick;
    const slope = (knot.sec - from.sec) / ticks;
    if (slope < low || slope > high) {
      kept.push(reachable[i - 1]!);
      low = -Infinity;
      high = Infinity;
      i--;
      continue;
    }
    low = Math.max(low, slope - straightSec / ticks);
    high = Math.min(high, slope + straightSec / ticks);
  }
  const last = reachable.at(-1);
  if (last !== undefined && kept.at(-1) !== last) kept.push(last);
  return kept;
}

function dropUnreachable(knots: readonly Knot[], ticksPerQuarter: number): Knot[] {
  const kept: Knot[] = [];
  const isReachable = (from: Knot, to: Knot): boolean =>
    to.tick > from.tick && (to.sec - from.sec) * ticksPerQuarter >= (to.tick - from.tick) * fastestQuarterSec;
  knots.forEach((knot, index) => {
    const isLast = index === knots.length - 1;
    // The end must be met: what stands in its way gives way, but for the start.
    while (isLast && kept.length > 1 && !isReachable(kept.at(-1)!, knot)) kept.pop();
    const from = kept.at(-1);
    if (from === undefined || isReachable(from, knot) || (isLast && knot.tick > from.tick)) kept.push(knot);
  });
  return kept;
}

/**
 * Tempos in whole microseconds. Each is computed from where those before it really lead, so that rounding does
 * not add up.
 * @param knots the first at tick 0 and second 0; ticks rising
 * @param lastQuarterSec tempo behind the last knot
 */
export function temposThrough(
  knots: readonly Knot[],
  ticksPerQuarter: number,
  lastQuarterSec: number,
): TempoChange[] {
  const changes: TempoChange[] = [];
  let reachedSec = 0;
  knots.forEach(({ tick }, index) => {
    const next = knots[index + 1];
    const quarterSec =
      next === undefined ? lastQuarterSec : ((next.sec - reachedSec) * ticksPerQuarter) / (next.tick - tick);
    const microsPerQuarter = Math.min(0xff_ffff, Math.max(1, Math.round(quarterSec * 1e6)));
    if (changes.at(-1)?.microsPerQuarter !== microsPerQuarter) {
      changes.push({ tick, sec: reachedSec, microsPerQuarter });
    }
    if (next !== undefined) reachedSec += ((next.tick - tick) * microsPerQuarter) / (ticksPerQuarter * 1e6);
  });
  return changes;
}
