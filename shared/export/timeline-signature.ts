/** The time signature of a timeline at a tick. */
import type { DawTimeline } from './daw-timeline.ts';

export function signatureAt(
  { timeSignatures }: Pick<DawTimeline, 'timeSignatures'>,
  tick: number,
): { readonly numerator: number; readonly denominator: number } {
  return (
    timeSignatures.filter((signature) => signature.tick <= tick).at(-1) ?? { numerator: 4, denominator: 4 }
  );
}
