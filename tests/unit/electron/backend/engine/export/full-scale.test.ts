import { readdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { lean, unwrap, useExports } from '../../../../../support/export-runs.ts';

const { inFolder, run, session } = useExports({ seconds: 1, level: 0.6 });

describe('sound past full scale', () => {
  it('[EX52] sound past full scale is refused with the three choices, and nothing is written', async () => {
    const refused = await run(session(), 'ask', { ...lean, withOriginal: true });
    expect(refused).toMatchObject({ ok: false, error: { code: 'over-full-scale' } });
    if (!refused.ok) expect(refused.error.message).toMatch(/original.*'float'.*'common-gain'.*'clip'/s);
    await expect(readdir(inFolder('ask'))).rejects.toThrow();
  });

  it('[EX52] a common gain lowers all stems alike; float keeps them; clipping is said', async () => {
    const lowered = unwrap(
      await run(session(), 'gain', { ...lean, withOriginal: true, overFullScale: 'common-gain' }),
    );
    expect(new Set(lowered.sounds.map(({ gainDb }) => gainDb)).size).toBe(1);
    expect(lowered.sounds[0]!.gainDb).toBeLessThan(-4);
    expect(Math.max(...lowered.sounds.map(({ peakDb }) => peakDb!))).toBeCloseTo(-0.1, 3);
    expect(lowered.nullDepthDb).toBeLessThan(-110);
    const float = unwrap(
      await run(session(), 'float', { ...lean, withOriginal: true, overFullScale: 'float' }),
    );
    expect(float.sounds.every(({ bits, gainDb }) => bits === '32f' && gainDb === 0)).toBe(true);
    const clipped = unwrap(
      await run(session(), 'clip', { ...lean, withOriginal: true, overFullScale: 'clip' }),
    );
    expect(clipped.sounds.map(({ isLimited }) => isLimited)).toEqual([true, false, false, false]);
    expect(clipped.remarks.join()).toContain('limited');
  });
});
