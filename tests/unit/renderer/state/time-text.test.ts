import { describe, expect, it } from 'vitest';
import { barText, clockText, durationText } from '../../../../renderer/state/time-text.ts';

describe('times as texts', () => {
  it('[U11] minutes, seconds and thousandths', () => {
    expect(clockText(62.3456)).toBe('1:02.346');
    expect(clockText(59.9999)).toBe('1:00.000');
    expect(clockText(-1)).toBe('0:00.000');
  });

  it('[U11] bars, beats and hundredths of a beat', () => {
    const beats = [1, 2].map((sec, index) => ({ sec, bar: 12, beat: index + 1 }));
    expect(barText(beats, 1.5)).toBe('12:1.50');
    expect(barText(beats, 0.5)).toBe('–');
  });

  it('[U11] how long something takes', () => {
    expect([0.2, 45, 100, 4800].map(durationText)).toEqual(['1 s', '45 s', '2 min', '80 min']);
    expect(durationText(7200)).toBe('2 h 0 min');
  });
});
