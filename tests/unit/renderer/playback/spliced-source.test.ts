import { describe, expect, it } from 'vitest';
import { chunkFrames } from '../../../../renderer/playback/chunk-plan.ts';
import { splicedSource } from '../../../../renderer/playback/spliced-source.ts';
import type { StemSource } from '../../../../renderer/playback/stem-source.ts';

const shape = { sampleRate: 1000, channels: 1, encoding: 'float32', dataOffset: 0 } as const;
const { signal } = new AbortController();

/** Frame i holds `base + i`. */
function counting(base: number, lengthFrames: number): StemSource {
  return {
    shape: { ...shape, lengthFrames },
    fetchChunk: (chunk) =>
      Promise.resolve({
        ok: true,
        value: [
          Float32Array.from(
            { length: Math.max(0, Math.min(chunkFrames, lengthFrames - chunk * chunkFrames)) },
            (_, i) => base + chunk * chunkFrames + i,
          ),
        ],
      }),
  };
}

async function frames(source: StemSource): Promise<Float32Array> {
  const out = new Float32Array(source.shape.lengthFrames);
  for (let chunk = 0; chunk * chunkFrames < out.length; chunk++) {
    const samples = await source.fetchChunk(chunk, signal);
    if (samples.ok) out.set(samples.value[0]!, chunk * chunkFrames);
  }
  return out;
}

const length = 3 * chunkFrames;
const stretch = { startFrame: chunkFrames - 500, endFrame: 2 * chunkFrames + 700 };
const whole = counting(0, length);

describe('a stretch of another sound', () => {
  it('[U74] inside it one is heard, around it the other, across all pieces', async () => {
    const inside = counting(1_000_000, stretch.endFrame - stretch.startFrame);
    const out = await frames(splicedSource(whole.shape, whole, inside, stretch));
    expect(out[10]).toBe(10);
    expect(out[stretch.startFrame - 1]).toBe(stretch.startFrame - 1);
    expect(out[stretch.startFrame + 100]).toBe(1_000_100);
    expect(out[2 * chunkFrames + 3]).toBe(1_000_000 + chunkFrames + 503);
    expect(out[stretch.endFrame]).toBe(stretch.endFrame);
  });

  it('[U74] what fades out and what fades in sum to the whole, without a step', async () => {
    const sound = counting(stretch.startFrame, stretch.endFrame - stretch.startFrame);
    const around = await frames(splicedSource(whole.shape, whole, null, stretch));
    const inside = await frames(splicedSource(whole.shape, null, sound, stretch));
    for (let i = 0; i < length; i += 7) expect(around[i]! + inside[i]!).toBeCloseTo(i, 1);
    expect(around[stretch.startFrame + 5]).toBeCloseTo((stretch.startFrame + 5) / 2, 1);
  });

  it('[U74] a stretch that is all of it has no fades', async () => {
    const all = { startFrame: 0, endFrame: length };
    const out = await frames(splicedSource(whole.shape, null, counting(5, length), all));
    expect([out[0], out[length - 1]]).toEqual([5, length + 4]);
  });
});
