import { describe, expect, it } from 'vitest';
import { commonNumber, commonValue } from '../../../../../renderer/features/inspector/common-value.ts';

describe('fields for several notes', () => {
  it('[U19] show what all have in common, and nothing where they differ', () => {
    expect(commonValue(['a', 'a'])).toBe('a');
    expect(commonValue(['a', 'b'])).toBeNull();
    expect(commonValue([])).toBeNull();
    expect(commonNumber([0.10001, 0.10002], 3)).toBe(0.10001);
    expect(commonNumber([0.1, 0.2], 3)).toBeNull();
  });
});
