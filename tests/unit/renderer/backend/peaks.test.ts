import { describe, expect, it } from 'vitest';
import { decodeOutline, outlineLevel } from '../../../../renderer/backend/peaks.ts';

const levels = [1000, 125, 16].map((bins, index) => ({
  samplesPerBin: 256 * 8 ** index,
  bins,
  offsetBytes: index,
}));

describe('the outline of a recording', () => {
  it('[U21] the coarsest level that is fine enough is fetched', () => {
    expect(outlineLevel(levels, 100)?.bins).toBe(125);
    expect(outlineLevel(levels, 16)?.bins).toBe(16);
    expect(outlineLevel(levels, 5000)?.bins).toBe(1000);
  });

  it('[U21] all channels make one outline', () => {
    const bins = Int16Array.from([-32767, 0, 0, 32767, 0, 0, -16384, 16384]);
    const outline = [...decodeOutline(bins.buffer, 2)];
    expect(outline.slice(0, 2)).toEqual([-1, 1]);
    expect(outline[2]).toBeCloseTo(-0.5, 3);
    expect(outline[3]).toBeCloseTo(0.5, 3);
  });
});
