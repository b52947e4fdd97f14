import { describe, expect, it } from 'vitest';
import { SLOWDOWN } from '../../../../../electron/backend/native/backend-speed.ts';
import { TENSOR_BACKENDS } from '../../../../../electron/backend/native/load-tensorflow.ts';

describe('the expected slow-down', () => {
  it('[N7] grows from the first choice to the last', () => {
    const factors = TENSOR_BACKENDS.map((backend) => SLOWDOWN[backend]);
    expect(factors[0]).toBe(1);
    expect(factors).toEqual([...factors].sort((a, b) => a - b));
  });
});
