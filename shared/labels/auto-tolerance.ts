/** How far labels reach beyond a note, from how sure its onset is. */
import type { ToleranceSec } from './label-settings.ts';

export type NoteTolerances = {
  readonly toleranceOnsetSec: ToleranceSec;
  readonly toleranceSustainSec: ToleranceSec;
};

/**
 * Onset errors that 95 % of the notes of a confidence stay below, seconds; straight in between. Measured with the
 * default aligner, see "Alignment" in BENCHMARKS.md.
 */
const errorAt: readonly (readonly [confidence: number, errorSec: number])[] = [
  [0, 0.56],
  [0.25, 0.45],
  [0.35, 0.25],
  [0.45, 0.1],
  [0.65, 0.075],
  [0.75, 0.045],
  [0.85, 0.033],
  [0.95, 0.02],
  [1, 0.015],
];

const settings = Object.freeze({
  /** Beyond the error, of a window; with the smallest error it makes the 0.06 s that measured best with true times. */
  windowShare: 0.25,
  /**
   * After the end of a struck or plucked note: pedals and open strings carry on what the score ends. 0.5 and 1 s
   * measured alike, 0.15 s many decibels worse.
   */
  ringSec: 0.7,
  /**
   * After the end of a note that breath or bow held: what the body still gives off. On three ensembles 0.15 and 0.25 s
   * measured alike, 0.06 and 0.4 s half a decibel worse.
   */
  releaseSec: 0.2,
  /** Beyond the error where breath or bow begins: their onsets are found less sharply than a hammer's. */
  softAttackSec: 0.04,
});

/**
 * Narrow where the onset is sure, as wide as it may be off where it is not.
 * @param confidence 0..1
 * @param windowSec length of the analysis window
 * @param decays whether the instrument's tones decay once struck
 */
export function autoTolerance(confidence: number, windowSec: number, decays = true): NoteTolerances {
  const width =
    errorOf(confidence) + settings.windowShare * windowSec + (decays ? 0 : settings.softAttackSec);
  return {
    toleranceOnsetSec: { before: width, after: width },
    toleranceSustainSec: {
      before: width,
      after: Math.max(decays ? settings.ringSec : settings.releaseSec, width),
    },
  };
}

function errorOf(confidence: number): number {
  const next = errorAt.findIndex(([at]) => at >= confidence);
  const upper = next === -1 ? errorAt.length - 1 : next;
  const [high, highSec] = errorAt[upper]!;
  const [low, lowSec] = errorAt[Math.max(0, upper - 1)]!;
  return high === low ? highSec : lowSec + ((confidence - low) / (high - low)) * (highSec - lowSec);
}
