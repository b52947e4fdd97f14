/** How far a note's onset can be trusted. */

export type OnsetEvidence = {
  /** How clearly the chord's pitches begin at its time, 0 to 1. */
  readonly evidence: number;
  /** Share of the belief that lies near the chord's time, 0 to 1. */
  readonly sharpness: number;
  /** Contrast of the note's partials before and after its onset, 0 to about 2.4. */
  readonly contrast: number;
  /** Seconds between the chord's time and the note's. */
  readonly awaySec: number;
};

/** Weights of a logistic regression: the chance that an onset lies within 30 ms of the truth. */
const weights = Object.freeze({ constant: -2.6, evidence: 3, sharpness: 3, contrast: 1.2, awaySec: -20 });

/** @returns a chance in [0, 1]. */
export function onsetConfidence({ evidence, sharpness, contrast, awaySec }: OnsetEvidence): number {
  const sum =
    weights.constant +
    weights.evidence * evidence +
    weights.sharpness * sharpness +
    weights.contrast * contrast +
    weights.awaySec * Math.abs(awaySec);
  return 1 / (1 + Math.exp(-sum));
}
