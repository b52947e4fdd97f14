import { describe, expect, it } from 'vitest';
import {
  changedFrames,
  farFrames,
  joinedStretches,
  widened,
} from '../../../../../../electron/backend/engine/live/frame-stretches.ts';

describe('frame stretches', () => {
  it('[RP29] finds, widens and joins changed frames', () => {
    const changed = changedFrames(Uint32Array.of(1, 2, 3, 4, 5, 6), Uint32Array.of(1, 9, 3, 4, 5, 9));
    expect(changed).toEqual(Uint8Array.of(0, 1, 0, 0, 0, 1));
    expect(widened(changed!, 1)).toEqual(Uint8Array.of(1, 1, 1, 0, 1, 1));
    expect(widened(changed!, 9)).toEqual(Uint8Array.of(1, 1, 1, 1, 1, 1));
    expect(joinedStretches(changed!, farFrames(Float32Array.of(0, 0, 1, 0, 0, 0), 0.5))).toEqual([
      { first: 1, end: 3 },
      { first: 5, end: 6 },
    ]);
    expect(changedFrames(Uint32Array.of(1), Uint32Array.of(1, 2))).toBeNull();
    expect(joinedStretches()).toEqual([]);
  });
});
