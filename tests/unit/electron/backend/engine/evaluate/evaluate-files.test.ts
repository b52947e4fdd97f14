import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bssEvalSources } from '../../../../../../electron/backend/engine/evaluate/bss-eval.ts';
import { evaluateFiles } from '../../../../../../electron/backend/engine/evaluate/evaluate-files.ts';
import { seededNoise } from '../../../../../support/recipe-signal.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'divisi-evaluate-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Writes a 32-bit float WAV; enough of the format for these tests. */
function wav(name: string, channels: readonly Float32Array[], sampleRate = 8000): string {
  const count = channels[0]?.length ?? 0;
  const bytes = Buffer.alloc(44 + count * channels.length * 4);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(3, 20);
  bytes.writeUInt16LE(channels.length, 22);
  bytes.writeUInt32LE(sampleRate, 24);
  bytes.writeUInt32LE(sampleRate * channels.length * 4, 28);
  bytes.writeUInt16LE(channels.length * 4, 32);
  bytes.writeUInt16LE(32, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(bytes.length - 44, 40);
  for (let n = 0; n < count; n++) {
    for (const [c, samples] of channels.entries()) {
      bytes.writeFloatLE(samples[n] ?? 0, 44 + (n * channels.length + c) * 4);
    }
  }
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

const right = Float32Array.from(seededNoise(1, 9000), (v) => v / 2);
const left = Float32Array.from(seededNoise(2, 9000), (v) => v / 4);
const mix = right.map((v, n) => v + (left[n] ?? 0));
const rightEstimate = right.map((v, n) => v + 0.1 * (left[n] ?? 0));
const leftEstimate = left.map((v, n) => v + 0.1 * (right[n] ?? 0));

describe('evaluateFiles', () => {
  it('[E4] reports each pair, and NSDR as the gain over the mix', async () => {
    const fractions: number[] = [];
    const result = await evaluateFiles({
      mixPath: wav('mix.wav', [mix]),
      referencePaths: [wav('r.wav', [right]), wav('l.wav', [left])],
      estimatePaths: [wav('re.wav', [rightEstimate]), wav('le.wav', [leftEstimate])],
      onProgress: (fraction) => fractions.push(fraction),
    });
    if (!result.ok) throw new Error(result.error.message);
    const { sources, mean } = result.value;
    const expected = bssEvalSources([right, left], [rightEstimate, leftEstimate]);
    const ofMix = bssEvalSources([right, left], [mix, mix]);
    for (const [j, source] of sources.entries()) {
      expect(source.sdr).toBeCloseTo(expected[j]?.sdr ?? NaN, 6);
      expect(source.sir).toBeCloseTo(expected[j]?.sir ?? NaN, 6);
      expect(source.nsdr).toBeCloseTo((expected[j]?.sdr ?? NaN) - (ofMix[j]?.sdr ?? NaN), 6);
    }
    expect(sources[1]?.est).toBe(join(folder, 'le.wav'));
    expect(mean.nsdr).toBeCloseTo(((sources[0]?.nsdr ?? NaN) + (sources[1]?.nsdr ?? NaN)) / 2, 9);
    expect(fractions.at(-1)).toBe(1);
  });

  it('[E2] anti-phase stereo scores like its mono original', async () => {
    const wide = (samples: Float32Array): Float32Array[] => [samples, samples.map((v) => -v)];
    const result = await evaluateFiles({
      mixPath: wav('mix2.wav', wide(mix)),
      referencePaths: [wav('r2.wav', wide(right)), wav('l2.wav', wide(left))],
      estimatePaths: [wav('re2.wav', wide(rightEstimate)), wav('le2.wav', wide(leftEstimate))],
    });
    if (!result.ok) throw new Error(result.error.message);
    const [expected] = bssEvalSources([right, left], [rightEstimate, leftEstimate]);
    expect(result.value.sources[0]?.sdr).toBeCloseTo(expected?.sdr ?? NaN, 6);
  });

  it('[E5] an end that differs by up to 0.1 s is cut, with a remark; more is refused', async () => {
    const remarks: string[] = [];
    const run = (reference: Float32Array): ReturnType<typeof evaluateFiles> =>
      evaluateFiles({
        mixPath: wav('m5.wav', [mix]),
        referencePaths: [wav('r5.wav', [reference])],
        estimatePaths: [wav('e5.wav', [rightEstimate])],
        onRemark: (text) => remarks.push(text),
      });
    expect((await run(right.slice(0, 8500))).ok).toBe(true);
    expect(remarks).toEqual([expect.stringMatching(/r5\.wav/)]);
    const refused = await run(right.slice(0, 8000));
    expect(refused).toMatchObject({ ok: false, error: { code: 'audio-mismatch' } });
  });

  it('[E5] other rates, other channel counts, silence, NaN and unpaired files are refused by name', async () => {
    const mixPath = wav('m6.wav', [mix]);
    const run = (est: string, ref = wav('r6.wav', [right])): ReturnType<typeof evaluateFiles> =>
      evaluateFiles({ mixPath, referencePaths: [ref], estimatePaths: [est] });
    const expectFailure = async (
      result: ReturnType<typeof evaluateFiles>,
      code: string,
      name: RegExp,
    ): Promise<void> => {
      const { error } = (await result) as { error: { code: string; message: string } };
      expect(error.code).toBe(code);
      expect(error.message).toMatch(name);
    };
    await expectFailure(
      run(wav('rate.wav', [right], 16000)),
      'audio-mismatch',
      /rate\.wav.*16000 Hz.*8000 Hz/,
    );
    await expectFailure(run(wav('two.wav', [right, right])), 'audio-mismatch', /two\.wav.*2 channel/);
    await expectFailure(run(wav('silent.wav', [new Float32Array(9000)])), 'audio-empty', /silent\.wav/);
    await expectFailure(run(join(folder, 'missing.wav')), 'file-missing', /missing\.wav/);
    const none = evaluateFiles({ mixPath, referencePaths: [], estimatePaths: [] });
    await expectFailure(none, 'bad-usage', /one estimate/);
    const stopped = evaluateFiles({
      mixPath,
      referencePaths: [mixPath],
      estimatePaths: [mixPath],
      signal: AbortSignal.abort(),
    });
    await expectFailure(stopped, 'cancelled', /Stopped/);
  });
});
