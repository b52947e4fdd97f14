import { describe, expect, it } from 'vitest';
import { methodSettings } from '../../../../../../electron/backend/engine/model/method-settings.ts';
import { correctionSettings } from '../../../../../../electron/backend/engine/model/divisi/correction-settings.ts';
import { trainingWork } from '../../../../../../electron/backend/engine/model/training-work.ts';
import { methodNames } from '../../../../../../shared/document/method-overrides.ts';

const size = { frames: 4000, bands: 700, units: 240 };

describe('trainingWork', () => {
  it('[RP36] a factorisation is its products of matrices', () => {
    const { trainer } = methodSettings('A', { epochs: 10 });
    expect(trainingWork(trainer, size)).toBe(10 * 8 * 4000 * 700 * 240);
  });

  it.each(methodNames)(
    '[RP36] %s: twice the sound is about twice the work, more passes are more of it',
    (method) => {
      const work = (frames: number, epochs: number): number =>
        trainingWork(methodSettings(method, { epochs }).trainer, { ...size, frames });
      expect(work(8000, 20) / work(4000, 20)).toBeCloseTo(2, 5);
      expect(work(4000, 40)).toBeGreaterThan(work(4000, 20));
    },
  );

  it('[RP36] going on is a fraction of beginning anew', () => {
    const { trainer } = methodSettings('divisi', {});
    if (trainer.kind !== 'divisi') throw new Error('expected the default method');
    const warm = trainingWork({ kind: 'divisi', divisi: correctionSettings(trainer.divisi) }, size);
    expect(warm).toBeLessThan(0.35 * trainingWork(trainer, size));
  });
});
