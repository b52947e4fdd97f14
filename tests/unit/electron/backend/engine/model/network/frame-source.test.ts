import { describe, expect, it } from 'vitest';
import {
  frameSource,
  inputStandard,
} from '../../../../../../../electron/backend/engine/model/network/frame-source.ts';
import { meanMagnitude } from '../../../../../../../electron/backend/engine/model/mean-magnitude.ts';
import { twoNotes } from '../../../../../../support/turn-taking-notes.ts';

const input = twoNotes();
const scale = meanMagnitude(input.magnitudes);
const everyFrame = Int32Array.from({ length: input.frames }, (_, frame) => frame);
const bands = input.bands.bandCount;

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

describe('frame source', () => {
  it('[X37] targets have mean 1, and labels are the input’s', () => {
    const { target, labels, count } = frameSource(input, scale, null, 1).batch(everyFrame);
    expect(count).toBe(input.frames);
    expect(mean([...target])).toBeCloseTo(1, 4);
    expect([...labels]).toEqual([...input.labels]);
  });

  it('[X37] without compression the network sees the target itself', () => {
    const { input: seen, target } = frameSource(input, scale, null, 1).batch([3, 1]);
    expect([...seen]).toEqual([...target]);
  });

  it('[X37] a compressed band has mean 0 over the recording and a spread below 1', () => {
    const standard = inputStandard(input.magnitudes, bands, scale);
    const { input: seen } = frameSource(input, scale, standard, 1).batch(everyFrame);
    for (let band = 0; band < bands; band++) {
      const column = [...seen].filter((_, index) => index % bands === band);
      expect(mean(column)).toBeCloseTo(0, 4);
      expect(Math.sqrt(mean(column.map((value) => value * value)))).toBeLessThan(1);
    }
  });

  it('[X30] neighbours are compressed alike, and the target stays the centre frame', () => {
    const standard = inputStandard(input.magnitudes, bands, scale);
    const single = frameSource(input, scale, standard, 1).batch([4, 5, 6]);
    const wide = frameSource(input, scale, standard, 3).batch([5]);
    expect([...wide.input]).toEqual([...single.input]);
    expect([...wide.target]).toEqual([...single.target.subarray(bands, 2 * bands)]);
  });

  it('[X37] silence has scale 1 and gives finite input', () => {
    const silent = new Float32Array(2 * bands);
    expect(meanMagnitude(silent)).toBe(1);
    const standard = inputStandard(silent, bands, 1);
    expect([...standard.factor].every(Number.isFinite)).toBe(true);
  });
});
