import { describe, expect, it } from 'vitest';
import { onsetConfidence } from '../../../../../../../electron/backend/engine/align/notes/confidence.ts';

const clear = { surroundings: 0.9, sharpness: 0.95, contrast: 2, awaySec: 0.002 };

describe('onsetConfidence', () => {
  it('[AL27] clear evidence is near 1, none is near 0, and less of any kind lowers it', () => {
    expect(onsetConfidence(clear)).toBeGreaterThan(0.98);
    expect(onsetConfidence({ surroundings: 0, sharpness: 0, contrast: 0, awaySec: 0.06 })).toBeLessThan(0.05);
    const worse = [{ surroundings: 0.3 }, { sharpness: 0.3 }, { contrast: 0.3 }, { awaySec: -0.05 }];
    for (const change of worse) {
      expect(onsetConfidence({ ...clear, ...change })).toBeLessThan(onsetConfidence(clear));
    }
  });
});
