import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chunkFrames, wantedChunks } from '../../../../renderer/playback/chunk-plan.ts';

const hour = 3600 * 44_100;

describe('which pieces of the stems are there', () => {
  it('[U13] few, from the playhead on, however long the recording', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: hour }),
        fc.integer({ min: 0, max: hour }),
        (position, length) => {
          const wanted = wantedChunks(position, length, null);
          expect(wanted.length).toBeLessThanOrEqual(4);
          expect(new Set(wanted).size).toBe(wanted.length);
          for (const chunk of wanted) expect(chunk * chunkFrames).toBeLessThan(Math.max(length, 1));
        },
      ),
    );
    expect(wantedChunks(chunkFrames * 2 + 5, hour, null)).toEqual([2, 3, 4, 5]);
  });

  it('[U13] before the loop’s end comes its beginning', () => {
    const loop = { from: chunkFrames * 2, to: chunkFrames * 8 };
    expect(wantedChunks(chunkFrames * 7, hour, loop)).toEqual([7, 2, 3, 4]);
    expect(wantedChunks(chunkFrames * 9, hour, loop)).toEqual([9, 10, 11, 12]);
    expect(wantedChunks(10, hour, { from: 0, to: 1000 })).toEqual([0]);
  });
});
