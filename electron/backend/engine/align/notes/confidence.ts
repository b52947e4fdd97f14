/** How far a note's onset can be trusted. */

export type OnsetEvidence = {
  /** Share of the belief that lies near the chord's time, 0 to 1. */
  readonly sharpness: number;
  /** Mean of that share over the chords around. */
  readonly surroundings: number;
  /** Contrast of the note's partials before and after its onset, 0 to about 2.4. */
  readonly contrast: number;
  /** Seconds between the chord's time and the note's. */
  readonly awaySec: number;
};

/** Weights of a logistic regression: the chance that an onset lies within 30 ms of the truth. */
const weights = Object.freeze({
  constant: -2.36,
  surroundings: 2.2,
  sharpness: 2.9,
  contrast: 2.2,
  awaySec: -37.5,
});

/** @returns a chance in [0, 1]. */
export function onsetConfidence({ surroundings, sharpness, contrast, awaySec }: OnsetEvidence): number {
  const sum =
    weights.constant +
    weights.surroundings * surroundings +
    weights.sharpness * sharpness +
    weights.contrast * contrast +
    weights.awaySec * Math.abs(awaySec);
  return 1 / (1 + Math.exp(-sum));
}
