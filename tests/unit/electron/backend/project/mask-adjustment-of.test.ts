import { describe, expect, it } from 'vitest';
import { maskAdjustmentOf } from '../../../../../electron/backend/project/mask-adjustment-of.ts';
import { handOver, setStrength } from '../../../../../shared/document/edits/edit-mix.ts';
import { edited, toyDocument } from '../../../../support/toy-documents.ts';

const start = toyDocument(2);
const stems = ['g1', 'g2', 'rest'];
const corners = [
  [0, 50],
  [1, 60],
  [1, 50],
] as const;

describe('maskAdjustmentOf', () => {
  it('[D22] strengths go to the masks by stem, the background after the groups', () => {
    expect(maskAdjustmentOf(start, stems)).toEqual({ strengths: [], regions: [] });
    const document = edited(
      start,
      (now) => setStrength(now, 'rest', { maskExponent: 2, floorDb: -30 }),
      (now) => setStrength(now, 'background', { maskExponent: 3, floorDb: null }),
    );
    const { strengths } = maskAdjustmentOf(document, stems);
    expect(strengths).toEqual([null, null, { exponent: 2, floorDb: -30 }, { exponent: 3, floorDb: null }]);
    // Without a rest there is none to be stronger.
    expect(maskAdjustmentOf(document, ['g1']).strengths).toEqual([null, { exponent: 3, floorDb: null }]);
  });

  it('[D22] regions go by stem and in the order of their ids; background and residual are what is left', () => {
    const document = edited(
      start,
      (now) => handOver(now, { id: 'r10', fromGroupId: 'g1', toGroupId: 'background', corners }),
      (now) => handOver(now, { id: 'r2', fromGroupId: null, toGroupId: 'g2', corners }),
      (now) => handOver(now, { id: 'r3', fromGroupId: 'residual', toGroupId: 'g1', corners }),
      (now) => handOver(now, { id: 'r4', fromGroupId: 'rest', toGroupId: 'g1', corners }),
      (now) => handOver(now, { id: 'r5', fromGroupId: 'background', toGroupId: 'residual', corners }),
    );
    expect(maskAdjustmentOf(document, stems).regions).toEqual([
      { from: null, to: 1, corners },
      { from: 3, to: 0, corners },
      { from: 2, to: 0, corners },
      { from: 0, to: 3, corners },
    ]);
    expect(maskAdjustmentOf(document, ['g1', 'g2']).regions).toHaveLength(3);
  });
});
