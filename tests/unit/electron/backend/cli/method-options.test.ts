import { describe, expect, it } from 'vitest';
import { checkMethodOptions } from '../../../../../electron/backend/cli/method-options.ts';

describe('checkMethodOptions', () => {
  it('[C17] refuses an option that the method does not have, naming both', () => {
    const refused = checkMethodOptions('A', { learningRate: 0.1 });
    expect(refused.ok).toBe(false);
    if (!refused.ok) {
      expect(refused.error.code).toBe('bad-usage');
      expect(refused.error.message).toContain('--lr has no effect with --method A');
      expect(refused.error.message).toContain('divisi');
    }
    expect(checkMethodOptions('divisi', { recipe: 'paper' }).ok).toBe(false);
    expect(checkMethodOptions('A+', { hiddenUnits: 12 }).ok).toBe(false);
  });

  it('[C17] lets every method have what it knows', () => {
    expect(checkMethodOptions('A', { units: 3, epochs: 4, maskExponent: 2 }).ok).toBe(true);
    expect(checkMethodOptions('divisi', { learningRate: 0.1, lambda: 0, contextFrames: 3 }).ok).toBe(true);
    expect(checkMethodOptions('D', { recipe: 'paper', lambdaSchedule: 'rising' }).ok).toBe(true);
  });
});
