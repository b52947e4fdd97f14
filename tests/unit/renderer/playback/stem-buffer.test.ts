import { describe, expect, it } from 'vitest';
import { chunkFrames } from '../../../../renderer/playback/chunk-plan.ts';
import { StemBuffer } from '../../../../renderer/playback/stem-buffer.ts';

const length = chunkFrames + 1000;
/** Every frame holds its own number; the second stem the negative of it. */
const samples = (chunk: number, sign: 1 | -1): Float32Array[] => [
  Float32Array.from(
    { length: Math.min(chunkFrames, length - chunk * chunkFrames) },
    (_, i) => sign * (chunk * chunkFrames + i),
  ),
];

function filled(): StemBuffer {
  const buffer = new StemBuffer(2, length);
  for (const chunk of [0, 1]) {
    buffer.put(0, chunk, samples(chunk, 1));
    buffer.put(1, chunk, samples(chunk, -1));
  }
  return buffer;
}

function read(buffer: StemBuffer, stem: number, from: number, count: number, isLooping = false): number[] {
  const target = new Float32Array(count);
  buffer.read(stem, 0, from, isLooping, target, 0, count);
  return [...target];
}

describe('samples at hand', () => {
  it('[U14] all stems give the same frames, across pieces', () => {
    const frames = read(filled(), 0, chunkFrames - 2, 4);
    expect(frames).toEqual([0, 1, 2, 3].map((i) => chunkFrames - 2 + i));
    expect(read(filled(), 1, chunkFrames - 2, 4)).toEqual(frames.map((value) => -value));
  });

  it('[U14] where one stem lacks its samples, all of them do', () => {
    const buffer = new StemBuffer(2, length);
    buffer.put(0, 0, samples(0, 1));
    expect(buffer.covers(0, 4, false)).toBe(false);
    buffer.put(1, 0, samples(0, -1));
    expect(buffer.covers(0, 4, false)).toBe(true);
    expect(buffer.covers(chunkFrames - 2, 4, false)).toBe(false);
  });

  it('[U14] a loop goes from its end to its beginning without a gap', () => {
    const buffer = filled();
    buffer.setLoop({ from: 100, to: 200 });
    expect(read(buffer, 0, 197, 6, true)).toEqual([197, 198, 199, 100, 101, 102]);
    expect(buffer.forward(197, 6, true)).toBe(103);
    expect(buffer.forward(197, 206, true)).toBe(103);
    expect(read(buffer, 0, 199, 2)).toEqual([199, 200]);
  });

  it('[U14] a loop needs its beginning before its end is reached', () => {
    const buffer = filled();
    buffer.setLoop({ from: 10, to: chunkFrames + 100 });
    buffer.keep([1]);
    expect(buffer.covers(chunkFrames + 90, 10, true)).toBe(true);
    expect(buffer.covers(chunkFrames + 90, 11, true)).toBe(false);
  });

  it('[U14] silence lies before the recording and behind it', () => {
    expect(read(filled(), 0, -2, 4)).toEqual([0, 0, 0, 1]);
    expect(read(filled(), 0, length - 2, 4)).toEqual([length - 2, length - 1, 0, 0]);
    expect(filled().covers(-5000, 4, false)).toBe(true);
    expect(filled().covers(length, 5000, false)).toBe(true);
  });

  it('[U14] what is not wanted any more is forgotten', () => {
    const buffer = filled();
    buffer.keep([1]);
    expect(buffer.covers(0, 4, false)).toBe(false);
  });
});
