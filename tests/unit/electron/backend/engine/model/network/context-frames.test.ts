import { describe, expect, it } from 'vitest';
import { gatherContext } from '../../../../../../../electron/backend/engine/model/network/context-frames.ts';

/** Frames 10, 20, 30 with two bands each. */
const matrix = Float32Array.of(10, 11, 20, 21, 30, 31);

describe('neighbouring frames', () => {
  it('[X30] the centre frame stands between its neighbours, in order of time', () => {
    expect([...gatherContext(matrix, 2, [1], 3)]).toEqual([10, 11, 20, 21, 30, 31]);
  });

  it('[X30] the edge frame repeats beyond either end', () => {
    expect([...gatherContext(matrix, 2, [0], 5)]).toEqual([10, 11, 10, 11, 10, 11, 20, 21, 30, 31]);
    expect([...gatherContext(matrix, 2, [2], 3)]).toEqual([20, 21, 30, 31, 30, 31]);
  });

  it('[X30] gathers the asked frames in the asked order, from bytes as well', () => {
    expect([...gatherContext(Uint8Array.of(1, 0, 0, 1, 1, 1), 2, [2, 0], 1)]).toEqual([1, 1, 1, 0]);
  });

  it('refuses an even number of frames', () => {
    expect(() => gatherContext(matrix, 2, [0], 2)).toThrow('expected an odd number');
  });
});
