import { describe, expect, it } from 'vitest';
import { checkNull } from '../../../../../electron/backend/engine/check-null.ts';
import { memoryRecording } from '../../../../support/memory-recording.ts';
import { noise, rms } from '../../../../support/signals.ts';
import { useTempFolder } from '../../../../support/temp-folder.ts';
import { writeWav } from '../../../../support/toy-piece.ts';

const place = useTempFolder();
const { signal } = new AbortController();

async function check(
  mix: Float32Array,
  stems: readonly Float32Array[],
  options: { bits?: '16' | '24' | '32f'; limitedSamples?: number; clippedSamples?: number } = {},
): Promise<string> {
  const stemPaths: string[] = [];
  for (const [index, samples] of stems.entries()) {
    stemPaths.push(place(`${index}.wav`));
    await writeWav(stemPaths[index]!, [samples], 8000);
  }
  const result = await checkNull(
    {
      recording: memoryRecording([mix], 8000),
      range: { startSample: 0, lengthSamples: mix.length },
      stemPaths,
      bits: options.bits ?? '32f',
      recordingRms: rms(mix),
      limitedSamples: options.limitedSamples ?? 0,
      clippedSamples: options.clippedSamples ?? 0,
    },
    signal,
  );
  return result.ok
    ? ['ok', ...result.value.warnings].join(' ')
    : `${result.error.code} ${result.error.message}`;
}

describe('checkNull', () => {
  const mix = noise(8000, 1);
  const half = mix.map((sample) => sample / 2);

  it('[K6] passes a set that sums to the recording, fails one that does not', async () => {
    expect(await check(mix, [half, half])).toBe('ok');
    expect(await check(mix, [half, half.map((sample) => sample * 1.001)])).toMatch(
      /^null-failed .*-66\.\d dB only/,
    );
  });

  it('[K6] samples beyond full scale are told, not failed', async () => {
    const off = half.map((sample, i) => (i === 5 ? sample + 0.4 : sample));
    expect(await check(mix, [half, off], { bits: '24', clippedSamples: 1 })).toMatch(
      /^ok 1 sample of the stems was .*more than the set could hold.*--bits 32f/,
    );
    expect(await check(mix, [half, half], { bits: '24', limitedSamples: 2 })).toMatch(
      /^ok 2 samples of the stems were .*the residual holds the rest/,
    );
    expect(await check(mix, [half, off], { bits: '24', limitedSamples: 1 })).toMatch(/^null-failed/);
  });

  it('[K6] a recording near the rounding of its format is told, not failed', async () => {
    const faint = mix.map((sample) => sample * 1e-4);
    const grid = faint.map((sample) => Math.round(sample * 32_768) / 32_768);
    expect(await check(faint, [grid], { bits: '16' })).toMatch(/^ok .*so quiet that 16 bits/);
  });
});
