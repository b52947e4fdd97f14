/** How the demo's pianist plays a piece: what an edition does not say. */
export type Interpretation = {
  /** Phrases start at the end of the upbeat and every so many quarters. */
  readonly phraseQuarters: number;
  /** Depth of the tempo arch within a phrase: 0.1 is 5 % faster in the middle, 5 % slower at the ends. */
  readonly rubato: number;
  /** The last quarters slow down to `ritardandoTo` of the tempo. */
  readonly ritardandoQuarters: number;
  readonly ritardandoTo: number;
  /** Velocity over time: straight lines between [quarters from the start, velocity 1..127]. */
  readonly dynamics: readonly (readonly [atQuarters: number, velocity: number])[];
  /** Added to the velocity of each hand, and to the highest note that the right hand strikes. */
  readonly balance: { readonly right: number; readonly left: number; readonly melody: number };
  /** Part of its written length that a key is held, for notes below and from a written eighth. */
  readonly hold: { readonly short: number; readonly long: number };
  /** The right hand comes this much before the left where both strike. */
  readonly melodyLeadSec: number;
};
