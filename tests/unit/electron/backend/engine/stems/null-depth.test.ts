import { describe, expect, it } from 'vitest';
import { createWavWriter } from '../../../../../../electron/backend/engine/audio/wav-writer.ts';
import { measureNullDepth } from '../../../../../../electron/backend/engine/stems/null-depth.ts';
import { memoryRecording } from '../../../../../support/memory-recording.ts';
import { noise } from '../../../../../support/signals.ts';
import { useTempFolder } from '../../../../../support/temp-folder.ts';

const inFolder = useTempFolder();

async function write(name: string, samples: Float32Array, sampleRate = 44100): Promise<string> {
  const writer = await createWavWriter(inFolder(name), {
    sampleRate,
    channels: 1,
    encoding: 'float32',
    lengthSamples: samples.length,
    ditherSeed: 1,
  });
  if (!writer.ok) throw new Error(writer.error.message);
  await writer.value.write([samples]);
  await writer.value.commit();
  return inFolder(name);
}

describe('measureNullDepth', () => {
  const mix = noise(100_000, 1);
  const range = { startSample: 0, lengthSamples: 100_000 };

  it('[S9] measures a known difference', async () => {
    const half = await write(
      'half.wav',
      mix.map((sample) => sample / 2),
    );
    const almost = await write(
      'almost.wav',
      mix.map((sample) => sample * 0.499),
    );
    const depth = await measureNullDepth(memoryRecording([mix]), range, [half, almost]);
    if (!depth.ok) throw new Error(depth.error.message);
    expect(depth.value.depthDb).toBeCloseTo(-60, 2);
    expect(depth.value.peakDifference).toBeCloseTo(0.0005, 5);
  });

  it('[S9] an exact sum is the deepest value, a finite number', async () => {
    const whole = await write('whole.wav', mix);
    const depth = await measureNullDepth(memoryRecording([mix]), range, [whole]);
    expect(depth).toEqual({ ok: true, value: { depthDb: -200, peakDifference: 0 } });
  });

  it('[S9] refuses stems of another length or rate, and missing ones', async () => {
    const short = await write('short.wav', mix.subarray(1));
    const slow = await write('slow.wav', mix, 48000);
    for (const [paths, code] of [
      [[short], 'null-failed'],
      [[slow], 'null-failed'],
      [[inFolder('none.wav')], 'file-missing'],
    ] as const) {
      const depth = await measureNullDepth(memoryRecording([mix]), range, paths);
      expect(depth.ok ? '' : depth.error.code).toBe(code);
    }
  });
});
