import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeModel,
  encodeModel,
} from '../../../../../../../electron/backend/engine/model/cache/model-file.ts';
import type { KeptModel } from '../../../../../../../electron/backend/engine/model/cache/model-file.ts';

const kept: KeptModel = {
  model: {
    kind: 'linear',
    arrays: { templates: { shape: [2, 3], values: Float32Array.of(0.5, 0, 1e-9, 4, 5, 6) } },
    settings: { scale: 2.5, form: 'plain' },
  },
  activations: Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8),
  frames: 4,
  units: 2,
  bands: 3,
  lossCurve: [{ epoch: 1, sec: 0.5, cost: 12.25 }],
  epochs: 1,
  remarks: ['ä remark'],
};
const bytes = Uint8Array.from(Buffer.concat(encodeModel(kept)));

describe('model files', () => {
  it('[X14] a model comes back as it was', () => {
    expect(decodeModel(bytes)).toEqual(kept);
  });

  it('[X14] any damage is noticed, and never thrown about', () => {
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const damaged = bytes.slice();
        damaged[at]! ^= change;
        expect(decodeModel(damaged)).toBeNull();
      }),
      { numRuns: 500 },
    );
    for (const length of [0, 3, 20, 100, bytes.length - 1]) {
      expect(decodeModel(bytes.slice(0, length))).toBeNull();
    }
    expect(decodeModel(new Uint8Array(5000).fill(255))).toBeNull();
  });
});
