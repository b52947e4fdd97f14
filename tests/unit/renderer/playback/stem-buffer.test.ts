import { describe, expect, it } from 'vitest';
import { chunkFrames } from '../../../../renderer/playback/chunk-plan.ts';
import { StemBuffer } from '../../../../renderer/playback/stem-buffer.ts';
import type { RenderState } from '../../../../renderer/playback/stem-buffer.ts';

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

function render(
  buffer: StemBuffer,
  frames: number,
): { state: RenderState; first: number[]; second: number[] } {
  const outputs = [
    [new Float32Array(frames), new Float32Array(frames)],
    [new Float32Array(frames), new Float32Array(frames)],
  ];
  const state = buffer.render(outputs, frames);
  return { state, first: [...outputs[0]![1]!], second: [...outputs[1]![0]!] };
}

describe('stems in step', () => {
  it('[U14] all stems give the same frames, across pieces', () => {
    const buffer = filled();
    buffer.seek(chunkFrames - 2);
    const { state, first, second } = render(buffer, 4);
    expect(state).toBe('played');
    expect(first).toEqual([0, 1, 2, 3].map((i) => chunkFrames - 2 + i));
    expect(second).toEqual(first.map((value) => -value));
  });

  it('[U14] where one stem lacks its samples, all of them rest and none is skipped', () => {
    const buffer = new StemBuffer(2, length);
    buffer.put(0, 0, samples(0, 1));
    expect(render(buffer, 4)).toMatchObject({ state: 'starved', first: [0, 0, 0, 0] });
    expect(buffer.position).toBe(0);
    buffer.put(1, 0, samples(0, -1));
    expect(render(buffer, 4)).toMatchObject({ state: 'played', first: [0, 1, 2, 3] });
  });

  it('[U14] a loop goes from its end to its beginning without a gap', () => {
    const buffer = filled();
    buffer.setLoop({ from: 100, to: 200 });
    buffer.seek(197);
    expect(render(buffer, 6).first).toEqual([197, 198, 199, 100, 101, 102]);
    buffer.setLoop(null);
    buffer.seek(199);
    expect(render(buffer, 2).first).toEqual([199, 200]);
  });

  it('[U14] beyond its end a loop does not hold', () => {
    const buffer = filled();
    buffer.setLoop({ from: 100, to: 200 });
    buffer.seek(300);
    expect(render(buffer, 2).first).toEqual([300, 301]);
  });

  it('[U14] the recording ends once', () => {
    const buffer = filled();
    buffer.seek(length - 2);
    expect(render(buffer, 4)).toMatchObject({ state: 'ended', first: [length - 2, length - 1, 0, 0] });
  });

  it('[U14] what is not wanted any more is forgotten', () => {
    const buffer = filled();
    buffer.keep([1]);
    expect(render(buffer, 4).state).toBe('starved');
  });
});
