/** How loud each stem is, from what the strips of the mixer say. */
import { isHeard, linearGain } from '../../shared/export/mixer-gains.ts';
import type { FaderState } from '../../shared/export/export-session.ts';

/** Linear gain of every strip, mute and solo included. */
export function mixLevels(strips: readonly FaderState[]): number[] {
  return strips.map((strip) => (isHeard(strip, strips) ? linearGain(strip.gainDb) : 0));
}

export function decibels(level: number): number {
  return level <= 0 ? -Infinity : 20 * Math.log10(level);
}
