import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { handOverRegions } from '../../../../../../../electron/backend/engine/model/masks/hand-over-regions.ts';
import type { RegionTransfer } from '../../../../../../../electron/backend/engine/model/masks/hand-over-regions.ts';

const groupCount = 2;
const bins = 9;
const frames = 6;
/** Bins of 110 Hz: bin 4 is A4, 69. */
const grid = { groupCount, bins, hopSec: 0.1, binHz: 110 };
const box = (fromSec: number, toSec: number, low: number, high: number): RegionTransfer['corners'] => [
  [fromSec, low],
  [toSec, low],
  [toSec, high],
  [fromSec, high],
];

/** Everywhere 0.5, 0.3, and 0.2 left. */
function handed(regions: readonly RegionTransfer[]): (frame: number, bin: number) => number[] {
  const masks = new Float32Array(groupCount * frames * bins).fill(0.5);
  masks.fill(0.3, frames * bins);
  handOverRegions({ ...grid, masks, startFrame: 0, frameCount: frames }, regions);
  return (frame, bin) => {
    const own = [0, 1].map((group) => masks[(group * frames + frame) * bins + bin]!);
    return [...own, 1 - own[0]! - own[1]!].map((share) => Math.round(share * 1e5) / 1e5);
  };
}

const before = [0.5, 0.3, 0.2];
const corners = box(0.15, 0.35, 68, 70);

describe('handOverRegions', () => {
  it.each([
    ['a group to another', { from: 0, to: 1 }, [0, 0.8, 0.2]],
    ['a group to what they leave', { from: 1, to: 2 }, [0.5, 0, 0.5]],
    ['what they leave to a group', { from: 2, to: 0 }, [0.7, 0.3, 0]],
    ['all to a group', { from: null, to: 1 }, [0, 1, 0]],
    ['all to what they leave', { from: null, to: 2 }, [0, 0, 1]],
    ['a group to itself', { from: 0, to: 0 }, before],
  ])('[X78] %s, within the polygon and nowhere else', (_, stems, after) => {
    const shares = handed([{ ...stems, corners }]);
    for (let frame = 0; frame < frames; frame++) {
      for (let bin = 0; bin < bins; bin++) {
        const isWithin = (frame === 2 || frame === 3) && bin === 4;
        expect(shares(frame, bin)).toEqual(isWithin ? after : before);
      }
    }
  });

  it('[X78] the lowest bin counts as half a bin; a region reaches to the highest', () => {
    const shares = handed([{ from: 0, to: 1, corners: box(0, 1, -50, 200) }]);
    for (let bin = 0; bin < bins; bin++) expect(shares(1, bin)).toEqual([0, 0.8, 0.2]);
    // 55 Hz is pitch 33.
    expect(handed([{ from: 0, to: 1, corners: box(0, 1, 33.1, 200) }])(1, 0)).toEqual(before);
  });

  it('[X78] regions act one after the other', () => {
    const first = { from: 0, to: 1, corners };
    expect(handed([first, { from: 1, to: 2, corners }])(2, 4)).toEqual([0, 0, 1]);
    expect(handed([{ from: 1, to: 2, corners }, first])(2, 4)).toEqual([0, 0.5, 0.5]);
  });

  it('[X74] stems still sum to 1, and blocks of frames give what the whole gives', () => {
    const stem = fc.nat(2);
    const corner = fc.tuple(
      fc.double({ min: 0, max: 0.7, noNaN: true }),
      fc.double({ min: 20, max: 90, noNaN: true }),
    );
    const region = fc.record({
      from: fc.option(stem),
      to: stem,
      corners: fc.array(corner, { minLength: 3, maxLength: 8 }),
    });
    fc.assert(
      fc.property(fc.array(region, { maxLength: 4 }), (regions) => {
        const shares = handed(regions);
        const masks = new Float32Array(groupCount * 2 * bins).fill(0.5);
        masks.fill(0.3, 2 * bins);
        handOverRegions({ ...grid, masks, startFrame: 3, frameCount: 2 }, regions);
        for (let bin = 0; bin < bins; bin++) {
          const [one, two, left] = shares(4, bin) as [number, number, number];
          for (const share of [one, two, left]) {
            expect(share).toBeGreaterThanOrEqual(0);
            expect(share).toBeLessThanOrEqual(1);
          }
          expect(masks[bins + bin]).toBeCloseTo(one, 4);
          expect(masks[3 * bins + bin]).toBeCloseTo(two, 4);
        }
      }),
    );
  });
});
