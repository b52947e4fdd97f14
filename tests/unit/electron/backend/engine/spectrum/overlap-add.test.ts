import { describe, expect, it } from 'vitest';
import { createExcerpt } from '../../../../../../electron/backend/engine/audio/excerpt.ts';
import { OverlapAdd } from '../../../../../../electron/backend/engine/spectrum/overlap-add.ts';
import { StreamingStft } from '../../../../../../electron/backend/engine/spectrum/streaming-stft.ts';
import type { StftSettings } from '../../../../../../electron/backend/engine/spectrum/stft-settings.ts';
import { memoryRecording } from '../../../../../support/memory-recording.ts';
import { errorDb, noise } from '../../../../../support/signals.ts';

async function thereAndBack(
  samples: Float32Array,
  settings: StftSettings,
  framesPerBlock: number,
): Promise<Float32Array> {
  const stft = new StreamingStft(memoryRecording([samples]), settings);
  const inverse = new OverlapAdd(settings, samples.length);
  const parts: number[] = [];
  for await (const block of stft.blocks(framesPerBlock)) {
    const before = inverse.finishedSamples;
    const part = inverse.push(block.spectra[0]!);
    expect(inverse.finishedSamples - before).toBe(part.length);
    parts.push(...part);
  }
  return Float32Array.from(parts);
}

describe('STFT and overlap-add', () => {
  it.each([
    [100_000, 4096, 1024, 16],
    [30_000, 2048, 1024, 7],
    [5_000, 256, 32, 1],
    [1, 4096, 1024, 64],
    [1023, 4096, 1024, 2],
    [1024, 4096, 1024, 2],
    [1025, 4096, 512, 3],
    [4097, 1024, 512, 5],
  ])(
    '[T4] %i samples come back exactly with window %i, hop %i, %i frames at a time',
    async (length, windowSamples, hopSamples, framesPerBlock) => {
      const samples = noise(length, length);
      const back = await thereAndBack(samples, { windowSamples, hopSamples }, framesPerBlock);
      expect(back.length).toBe(length);
      expect(errorDb(back, samples)).toBeLessThan(-140);
    },
  );

  it('[T2] centres frame n on sample n hop', async () => {
    const samples = new Float32Array(4000);
    samples[1000] = 1;
    const settings = { windowSamples: 1024, hopSamples: 250 };
    expect(() => new StreamingStft(memoryRecording([samples]), settings)).toThrow(RangeError);
    const stft = new StreamingStft(memoryRecording([samples]), { windowSamples: 1024, hopSamples: 8 });
    const [spectra] = await stft.readFrames(1000 / 8, 1);
    // The window is 1 at its centre, so an impulse there has magnitude 1 everywhere, and sign (-1)^k.
    expect(spectra![0]).toBeCloseTo(1, 6);
    expect(spectra![2]).toBeCloseTo(-1, 6);
    expect(spectra![2 * 512]).toBeCloseTo(1, 6);
  });

  it('[T5] any block of frames equals the same frames of the whole, for every channel', async () => {
    const recording = memoryRecording([noise(9000, 1), noise(9000, 2)]);
    const stft = new StreamingStft(recording, { windowSamples: 512, hopSamples: 128 });
    const whole = await stft.readFrames(0, stft.frames);
    const part = await stft.readFrames(17, 5);
    const size = stft.bins * 2;
    expect(part).toEqual(whole.map((spectra) => spectra.slice(17 * size, 22 * size)));
    await expect(stft.readFrames(stft.frames - 1, 2)).rejects.toThrow(RangeError);
  });

  it('[T5] an excerpt is transformed as if silence surrounded it', async () => {
    const samples = noise(6000, 3);
    const settings = { windowSamples: 512, hopSamples: 128 };
    const excerpt = createExcerpt(memoryRecording([samples]), { startSample: 1000, lengthSamples: 2000 });
    const alone = memoryRecording([samples.slice(1000, 3000)]);
    const expected = new StreamingStft(alone, settings);
    const actual = new StreamingStft(excerpt, settings);
    expect(actual.frames).toBe(expected.frames);
    expect(await actual.readFrames(0, actual.frames)).toEqual(await expected.readFrames(0, expected.frames));
    expect([...(await excerpt.read(-3, 4))[0]!]).toEqual([0, 0, 0, samples[1000]]);
    expect([...(await excerpt.read(1999, 3))[0]!]).toEqual([samples[2999], 0, 0]);
    expect([...(await excerpt.read(5000, 2))[0]!]).toEqual([0, 0]);
    expect(() => createExcerpt(alone, { startSample: 1, lengthSamples: 2000 })).toThrow(RangeError);
  });

  it('stops between blocks when asked to', async () => {
    const stop = new AbortController();
    const stft = new StreamingStft(memoryRecording([noise(9000, 1)]), {
      windowSamples: 512,
      hopSamples: 128,
    });
    let blocks = 0;
    for await (const block of stft.blocks(4, stop.signal)) {
      expect(block.frameCount).toBe(4);
      if (++blocks === 2) stop.abort();
    }
    expect(blocks).toBe(2);
  });

  it('refuses more frames than the signal has', () => {
    const inverse = new OverlapAdd({ windowSamples: 512, hopSamples: 128 }, 100);
    expect(() => inverse.push(new Float32Array(3 * 257 * 2))).toThrow(RangeError);
    expect(() => inverse.push(new Float32Array(5))).toThrow(RangeError);
  });
});
