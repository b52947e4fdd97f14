/** How far labels reach beyond a note, from how sure its onset is. */
import type { ToleranceSec } from './label-settings.ts';

export type NoteTolerances = {
  readonly toleranceOnsetSec: ToleranceSec;
  readonly toleranceSustainSec: ToleranceSec;
};

/**
 * Onset errors that 95 % of the notes of a confidence stay below, seconds; measured, and straight in between.
 * See "Alignment" in BENCHMARKS.md.
 */
const errorAt: readonly (readonly [confidence: number, errorSec: number])[] = [
  [0, 0.5],
  [0.3, 0.3],
  [0.6, 0.12],
  [0.8, 0.06],
  [1, 0.03],
];

/** What measured best with true times: narrower labels cut off what the window smears. */
const leastSec = 0.15;
/** Nothing is as unsure as to need more: the published methods' tolerance. */
const mostSec = 0.6;

/**
 * The error that a note of this confidence may have, plus half a window, since a frame hears as far as that.
 * Ends of notes are never sure: dampers fall when they like; they get the same.
 * @param confidence 0..1
 * @param windowSec length of the analysis window
 */
export function autoTolerance(confidence: number, windowSec: number): NoteTolerances {
  const width = Math.min(mostSec, Math.max(leastSec, errorOf(confidence) + windowSec / 2));
  const both = { before: width, after: width };
  return { toleranceOnsetSec: both, toleranceSustainSec: both };
}

function errorOf(confidence: number): number {
  const next = errorAt.findIndex(([at]) => at >= confidence);
  const [high, highSec] = errorAt[next === -1 ? errorAt.length - 1 : next]!;
  const [low, lowSec] = errorAt[Math.max(0, (next === -1 ? errorAt.length - 1 : next) - 1)]!;
  return high === low ? highSec : lowSec + ((confidence - low) / (high - low)) * (highSec - lowSec);
}
