/** What each column of the label matrix stands for. Arrays run over the K units. */
export type UnitTable = {
  /** K */
  readonly unitCount: number;
  /** P */
  readonly unitsPerClass: number;
  readonly freeUnits: number;
  /** One entry per class, in column order: class c owns units c * P .. c * P + P - 1. */
  readonly classes: readonly LabelClass[];
};

/** A (part, pitch) pair of the score. */
export type LabelClass = {
  readonly part: number;
  readonly pitchMidi: number;
  /** Classes with the same key and pitch may share their templates. */
  readonly instrumentKey: string;
  /** Struck or plucked: its level falls after the onset. */
  readonly decays: boolean;
};
