/** Widening of a label interval, both >= 0, seconds. */
export type ToleranceSec = { readonly before: number; readonly after: number };

/** How notes become a label matrix. */
export type LabelSettings = {
  /** P, units per class: unit 0 is the onset, units 1..P-1 the sustain; >= 2. */
  readonly units: number;
  /**
   * Staged sustain: unit i covers the note from stageEdgesSec[i-1] to stageEdgesSec[i] after its
   * onset (unit 1 from 0, the last to the offset). P - 2 edges, rising; empty with P > 2 means that
   * every sustain unit covers the whole note, as in the paper.
   */
  readonly stageEdgesSec: readonly number[];
  readonly toleranceOnsetSec: ToleranceSec;
  readonly toleranceSustainSec: ToleranceSec;
  /** Background units that are always allowed, behind the units of all classes. */
  readonly freeUnits: number;
};
