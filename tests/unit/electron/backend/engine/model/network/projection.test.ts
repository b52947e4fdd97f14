import { describe, expect, it } from 'vitest';
import { projectNonNegative } from '../../../../../../../electron/backend/engine/model/network/projection.ts';
import { plainTensors } from '../../../../../../support/tensors.ts';

describe('projection', () => {
  it('[X26] gives the nearest point of the non-negative orthant', async () => {
    const { tf } = await plainTensors();
    const projected = projectNonNegative(
      tf,
      tf.tensor2d([
        [-2, 0, 3],
        [0.5, -1e-9, 1],
      ]),
    );
    expect([...projected.dataSync()]).toEqual([0, 0, 3, 0.5, 0, 1]);
  });
});
