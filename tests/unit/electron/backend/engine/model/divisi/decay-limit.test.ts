import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DecayLimit } from '../../../../../../../electron/backend/engine/model/divisi/decay-limit.ts';
import type { UnitTable } from '../../../../../../../shared/labels/unit-table.ts';

/** Units: 0-2 struck (onset, two sustain), 3-5 bowed, 6 free. */
const unitTable: UnitTable = {
  unitCount: 7,
  unitsPerClass: 3,
  freeUnits: 1,
  classes: [
    { part: 0, pitchMidi: 60, instrumentKey: 'gm0', decays: true },
    { part: 1, pitchMidi: 60, instrumentKey: 'gm40', decays: false },
  ],
};
/** Each frame may be a tenth louder than the one before; two frames of attack follow an onset. */
const hopSec = 0.05;
const rule = { growthPerSec: 1.1 ** 20, attackSec: 0.1 };

/** @param onsets frames with an onset label of the struck class */
function limitOf(frames: number, onsets: readonly number[]): DecayLimit {
  const labels = new Uint8Array(frames * 7).fill(1);
  for (let frame = 0; frame < frames; frame++) labels[frame * 7] = onsets.includes(frame) ? 1 : 0;
  return new DecayLimit({ labels, frames, unitTable, hopSec }, rule);
}

/** What is left of a course of the struck class's first sustain unit. */
function limited(course: readonly number[], onsets: readonly number[]): number[] {
  const activations = new Float32Array(course.length * 7);
  course.forEach((level, frame) => (activations[frame * 7 + 1] = level));
  limitOf(course.length, onsets).apply(activations, 0);
  return course.map((_, frame) => activations[frame * 7 + 1]!);
}

function expectClose(actual: readonly number[], expected: readonly number[]): void {
  expect(actual).toHaveLength(expected.length);
  actual.forEach((value, index) => expect(value).toBeCloseTo(expected[index]!, 5));
}

describe('decay limit', () => {
  it('[X50] holds a note that sounds on to the growth that the rule allows', () => {
    expectClose(limited([5, 9, 9], []), [5, 5.5, 6.05]);
    expect(limited([5, 4, 4.25, 1], [])).toEqual([5, 4, 4.25, 1]);
  });

  it('[X50] lets a note rise freely at its onset and during the attack', () => {
    expectClose(limited([1, 5, 8, 10, 20, 20], [1]), [1, 5, 8, 10, 11, 12.1]);
    // Onset labels of several frames: the attack counts from the last.
    expectClose(limited([1, 5, 8, 10, 20, 20], [1, 2]), [1, 5, 8, 10, 20, 20]);
  });

  it('[X50] the first frame is free, without an onset too, in every pass', () => {
    const limit = limitOf(2, []);
    for (const level of [3, 300]) {
      const activations = new Float32Array(14);
      activations[1] = level;
      activations[8] = 2 * level;
      limit.apply(activations, 0);
      expectClose([activations[1], activations[8]], [level, 1.1 * level]);
    }
  });

  it("[X50] a beat's minimum does not end the note: the limit falls by a half per frame at most", () => {
    expectClose(limited([8, 0.5, 8], []), [8, 0.5, 4.4]);
    expectClose(limited([8, 0, 0, 0, 8], []), [8, 0, 0, 0, 1.1]);
  });

  it('[X50] limits the sum of the sustain units, whose shares stay; the onset unit is free', () => {
    const activations = Float32Array.from([1, 3, 1, 0, 0, 0, 0, 50, 6, 2, 0, 0, 0, 0]);
    limitOf(2, []).apply(activations, 0);
    expectClose([...activations.subarray(7, 10)], [50, 3.3, 1.1]);
  });

  it('[X50] leaves classes that do not decay, and free units, as they are', () => {
    const activations = Float32Array.from({ length: 70 }, (_, i) => (i % 7 < 3 ? 0 : 1.5 ** (i / 7)));
    const before = activations.slice();
    limitOf(10, []).apply(activations, 0);
    expect(activations).toEqual(before);
  });

  it('[X51] any cut into blocks gives the same values', () => {
    const frames = 24;
    const levels = fc.array(fc.float({ min: 0, max: 10, noNaN: true }), {
      minLength: frames * 7,
      maxLength: frames * 7,
    });
    const someFrames = fc.uniqueArray(fc.integer({ min: 1, max: frames - 1 }));
    fc.assert(
      fc.property(levels, someFrames, someFrames, (values, onsets, cuts) => {
        const whole = Float32Array.from(values);
        limitOf(frames, onsets).apply(whole, 0);
        const inBlocks = Float32Array.from(values);
        const limit = limitOf(frames, onsets);
        const edges = [0, ...cuts.sort((a, b) => a - b), frames];
        edges.slice(1).forEach((end, index) => {
          limit.apply(inBlocks.subarray(edges[index]! * 7, end * 7), edges[index]!);
        });
        expect(inBlocks).toEqual(whole);
        whole.forEach((value, index) => expect(value).toBeLessThanOrEqual(Math.fround(values[index]!)));
      }),
    );
  });
});
