/** Marks of the frames in which regions change hands. */
import { framesOf, polygonSpans } from '../model/masks/polygon-spans.ts';
import type { RegionTransfer } from '../model/masks/hand-over-regions.ts';
import { textPrint } from './live-labels.ts';

/**
 * The prints, changed in every frame that a region covers: equal where the same regions cover the same pitches
 * and hand them to the same stems, different, but for chance, where they do not. Cost O(their frames, times their corners).
 */
export function withRegions(
  prints: Uint32Array,
  regions: readonly RegionTransfer[],
  groups: readonly string[],
  hopSec: number,
): Uint32Array {
  const nameOf = (stem: number | null): string | null => (stem === null ? null : (groups[stem] ?? ''));
  const marked = prints.slice();
  for (const { from, to, corners } of regions) {
    const { first, end } = framesOf(corners, hopSec, prints.length);
    for (let frame = first; frame < end; frame++) {
      const spans = polygonSpans(corners, frame * hopSec);
      if (spans.length === 0) continue;
      const text = JSON.stringify([nameOf(from), nameOf(to), spans]);
      marked[frame] = Math.imul(marked[frame]! ^ textPrint(text), 0x01000193);
    }
  }
  return marked;
}
