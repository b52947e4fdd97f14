/** What stands before the music: whole count-in bars whose tempo fills the time. */

export type LeadInRequest = {
  /** Time to fill; > 0. */
  readonly sec: number;
  /** Length of the bar in which the music begins, in quarters. */
  readonly barQuarters: number;
  /** How far into that bar it begins; 0 on a bar line. */
  readonly offsetQuarters: number;
  /** Tempo at which it begins. */
  readonly quarterSec: number;
};

export type LeadIn =
  /** Whole bars, and then the part of the first bar before the music. */
  | { readonly kind: 'bars'; readonly count: number }
  /** Too little time for a bar: one of a single such note, and the first bar of the music starts late. */
  | { readonly kind: 'note'; readonly denominator: number };

/** 600 quarters a minute: no count-in is faster if a shorter bar does. */
const fastestQuarterSec = 0.1;
const mostBars = 64;
const shortNotes = [4, 8, 16, 32, 64] as const;

/**
 * As many bars as bring the lead-in nearest to the tempo of the music. Where even the fewest would race, a short
 * bar of one note.
 */
export function chooseLeadIn(request: LeadInRequest): LeadIn {
  const { sec, barQuarters, offsetQuarters, quarterSec } = request;
  let best: { count: number; distance: number } | undefined;
  for (let count = offsetQuarters > 0 ? 0 : 1; count <= mostBars; count++) {
    const own = sec / (count * barQuarters + offsetQuarters);
    if (own < fastestQuarterSec) break;
    const distance = Math.abs(Math.log(own / quarterSec));
    if (best === undefined || distance < best.distance) best = { count, distance };
  }
  if (best !== undefined) return { kind: 'bars', count: best.count };
  const denominator = shortNotes.find((note) => (sec * note) / 4 >= fastestQuarterSec) ?? 64;
  return { kind: 'note', denominator };
}
