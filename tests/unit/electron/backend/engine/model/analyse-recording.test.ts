import { describe, expect, it } from 'vitest';
import { analyseRecording } from '../../../../../../electron/backend/engine/model/analyse-recording.ts';
import { magnitudeBands } from '../../../../../../electron/backend/engine/model/magnitude-bands.ts';
import { StreamingStft } from '../../../../../../electron/backend/engine/spectrum/streaming-stft.ts';
import { memoryRecording } from '../../../../../support/memory-recording.ts';
import { errorDb, musicLike } from '../../../../../support/signals.ts';

const stft = { windowSamples: 256, hopSamples: 64 };
const quiet = { signal: new AbortController().signal, onProgress: () => {} };

async function analyse(channels: readonly Float32Array[], relativeWidth: number): Promise<Float32Array> {
  const bands = magnitudeBands(129, 8000 / 256, relativeWidth);
  const result = await analyseRecording(memoryRecording(channels, 8000), stft, bands, quiet);
  if (!result.ok) throw new Error(result.error.message);
  return result.value.magnitudes;
}

describe('analyseRecording', () => {
  const [left, right] = musicLike(20_000, 8000, 2) as [Float32Array, Float32Array];

  it('[X12] V is the root of the summed powers: sound of opposite phase does not vanish', async () => {
    const single = await analyse([left], 0);
    const opposed = await analyse([left, left.map((sample) => -sample)], 0);
    expect(
      errorDb(
        opposed,
        single.map((value) => value * Math.SQRT2),
      ),
    ).toBeLessThan(-120);
    expect(Math.max(...single)).toBeGreaterThan(1);
    const silentSide = await analyse([left, new Float32Array(left.length)], 0);
    expect(silentSide).toEqual(single);
  });

  it('[X12] bands hold the sums of their bins, at every frame', async () => {
    const bands = magnitudeBands(129, 8000 / 256, 0.1);
    const pooled = await analyse([left, right], 0.1);
    const spectra = new StreamingStft(memoryRecording([left, right], 8000), stft);
    const blocks = await spectra.readFrames(0, spectra.frames);
    for (const frame of [0, 77, spectra.frames - 1]) {
      for (let band = 0; band < bands.bandCount; band++) {
        let expected = 0;
        for (let bin = bands.edges[band]!; bin < bands.edges[band + 1]!; bin++) {
          const at = (frame * 129 + bin) * 2;
          expected += Math.hypot(...blocks.flatMap((block) => [block[at]!, block[at + 1]!]));
        }
        expect(pooled[frame * bands.bandCount + band]).toBeCloseTo(expected, 3);
      }
    }
  });

  it('[X12] stops when told', async () => {
    const bands = magnitudeBands(129, 8000 / 256, 0);
    const hooks = { signal: AbortSignal.abort(), onProgress: () => {} };
    const result = await analyseRecording(memoryRecording([left], 8000), stft, bands, hooks);
    expect(result.ok ? '' : result.error.code).toBe('cancelled');
  });
});
