import { describe, expect, it } from 'vitest';
import { formatNumber, parseNumber } from '../../../../renderer/ui/number-text.ts';

const range = { min: -10, max: 10 };

describe('numbers in fields', () => {
  it.each([
    ['1.5', 1.5],
    ['1,5', 1.5],
    [' -2 dB', -2],
    ['−2', -2],
    ['+.5', 0.5],
    ['99', 10],
    ['-99', -10],
  ])('[U19] "%s" is %d', (text, value) => {
    expect(parseNumber(text, range)).toBe(value);
  });

  it.each(['', 'abc', '1.2.3', '--1', '1e5'])('[U19] "%s" is none', (text) => {
    expect(parseNumber(text, range)).toBeNull();
  });

  it('[U19] decimals that say nothing are left out', () => {
    expect(formatNumber(1.5, 3)).toBe('1.5');
    expect(formatNumber(-0.0001, 2)).toBe('0');
    expect(formatNumber(-3, 1)).toBe('−3');
  });
});
