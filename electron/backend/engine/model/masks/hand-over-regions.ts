/** Regions of time and pitch whose sound one stem hands to another. */
import { framesOf, polygonSpans } from './polygon-spans.ts';
import type { Corner, PitchSpan } from './polygon-spans.ts';

export type RegionTransfer = {
  /** Index of a group, or the number of groups for what they leave; null takes from all. */
  readonly from: number | null;
  readonly to: number;
  readonly corners: readonly Corner[];
};

export type MaskBlock = {
  /** [groups, frames, bins] flattened. */
  readonly masks: Float32Array;
  readonly groupCount: number;
  readonly startFrame: number;
  readonly frameCount: number;
  readonly bins: number;
  readonly hopSec: number;
  /** Hz between bins. */
  readonly binHz: number;
};

/**
 * Changes the block's masks in place, region after region: a later one hands on what an earlier one handed over.
 * A bin belongs to a region when the frame's centre and the bin's frequency lie within its polygon. With what
 * the groups leave, masks sum to 1 as before. Cost O(frames (corners + bins groups)) of the regions.
 */
export function handOverRegions(block: MaskBlock, regions: readonly RegionTransfer[]): void {
  const { startFrame, frameCount, hopSec } = block;
  for (const region of regions) {
    if (region.from === region.to) continue;
    const covered = framesOf(region.corners, hopSec, startFrame + frameCount);
    for (let frame = Math.max(0, covered.first - startFrame); frame < covered.end - startFrame; frame++) {
      const spans = polygonSpans(region.corners, (startFrame + frame) * hopSec);
      for (const span of spans) handOver(block, frame, binsOf(block, span), region);
    }
  }
}

/** First bin, and one past the last. */
function binsOf({ bins, binHz }: MaskBlock, span: PitchSpan): readonly [first: number, end: number] {
  const [first, end] = span.map((pitchMidi) => {
    const bin = (440 * 2 ** ((pitchMidi - 69) / 12)) / binHz;
    // The lowest bin has no pitch; it counts as half a bin.
    return bin <= 0.5 ? 0 : Math.min(bins, Math.max(1, Math.ceil(bin)));
  }) as [number, number];
  return [first, end];
}

function handOver(
  { masks, groupCount, frameCount, bins }: MaskBlock,
  frame: number,
  [first, end]: readonly [number, number],
  { from, to }: RegionTransfer,
): void {
  const row = (group: number): number => (group * frameCount + frame) * bins;
  for (let bin = first; bin < end; bin++) {
    let moved = 1;
    if (from === groupCount) {
      for (let group = 0; group < groupCount; group++) moved -= masks[row(group) + bin]!;
      moved = Math.max(0, moved);
    } else if (from !== null) {
      moved = masks[row(from) + bin]!;
      masks[row(from) + bin] = 0;
    } else {
      for (let group = 0; group < groupCount; group++) masks[row(group) + bin] = 0;
    }
    if (to < groupCount) masks[row(to) + bin]! += moved;
  }
}
