import { describe, expect, it } from 'vitest';
import { rulerStep, rulerText, rulerTimes } from '../../../../renderer/canvas/time-grid.ts';

describe('the ruler of seconds', () => {
  it('[U4] its steps are round and keep their labels apart', () => {
    expect(rulerStep(100, 72)).toBe(1);
    expect(rulerStep(5000, 72)).toBe(0.02);
    expect(rulerStep(0.1, 72)).toBe(1800);
  });

  it('[U4] it begins at zero and has the decimals of its step', () => {
    expect(rulerTimes(-3, 2.5, 1)).toEqual([0, 1, 2]);
    expect(rulerText(62.5, 0.5)).toBe('1:02.5');
    expect(rulerText(59.999, 1)).toBe('1:00');
    expect(rulerText(3, 0.02)).toBe('0:03.00');
  });
});
