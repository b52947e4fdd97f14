/** Bars that fill the time before the music: their tempo is chosen so that they are exactly as long. */
import type { TimeSignature } from './score.ts';

export type LeadIn = {
  /** 0 where there is nothing to fill. */
  readonly ticks: number;
  /** That of the filling bars; null where they keep the music's own. */
  readonly timeSignature: Pick<TimeSignature, 'numerator' | 'denominator'> | null;
};

/** Shorter times are left to the first beat. */
const leastSec = 2e-3;
/** Tempos that every sequencer takes, in seconds per quarter: 400 and 20 to the minute. */
const shortestQuarterSec = 0.15;
const longestQuarterSec = 3;

/**
 * Whole bars of the signature where a sensible tempo fills the time; where even one bar would be too fast, a
 * shorter bar with a signature of its own.
 */
export function leadInBar(
  sec: number,
  { numerator, denominator }: Pick<TimeSignature, 'numerator' | 'denominator'>,
  ticksPerQuarter: number,
): LeadIn {
  if (!(sec > leastSec)) return { ticks: 0, timeSignature: null };
  const barQuarters = (4 * numerator) / denominator;
  if (sec / barQuarters >= shortestQuarterSec) {
    const bars = Math.max(1, Math.ceil(sec / (barQuarters * longestQuarterSec)));
    return { ticks: Math.round(bars * barQuarters * ticksPerQuarter), timeSignature: null };
  }
  for (let unit = denominator; unit <= 64; unit *= 2) {
    const count = Math.min(numerator, Math.floor((sec / shortestQuarterSec) * (unit / 4)));
    const ticks = (4 * ticksPerQuarter * count) / unit;
    if (count >= 1 && Number.isInteger(ticks)) {
      return { ticks, timeSignature: { numerator: count, denominator: unit } };
    }
  }
  // A few milliseconds: the shortest bar that notation has.
  const ticks = Math.max(1, Math.round((4 * ticksPerQuarter) / 64));
  return { ticks, timeSignature: { numerator: 1, denominator: 64 } };
}
