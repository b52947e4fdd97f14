import { describe, expect, it } from 'vitest';
import { activityBytes } from '../../../../../electron/backend/engine/model/activity/activity-table.ts';
import { parseNpyMatrix } from '../../../../bench/quality/npy-matrix.ts';

describe('parseNpyMatrix', () => {
  it('[Q8] reads what the product writes', () => {
    const unitTable = {
      unitCount: 2,
      unitsPerClass: 2,
      freeUnits: 0,
      classes: [{ part: 0, pitchMidi: 60, instrumentKey: 'gm0', decays: true }],
    };
    const representation = { activations: Float32Array.of(1, 2, 3, 4), units: 2 };
    const grid = { startSec: 5, hopSec: 0.5, frames: 2 };
    const bytes = Buffer.concat([...activityBytes({ representation, unitTable, grid }, 'npy')]);
    expect(parseNpyMatrix(bytes)).toEqual({ rows: 2, columns: 2, values: Float32Array.of(5, 3, 5.5, 7) });
  });

  it('refuses another kind of array', () => {
    const bytes = new Uint8Array(64);
    expect(() => parseNpyMatrix(bytes)).toThrow('float32 matrix');
  });
});
