import { describe, expect, it } from 'vitest';
import { lossCurveSvg } from '../../../../../electron/backend/report/loss-curve.ts';

function yValues(svg: string): number[] {
  const points = /<polyline points="([^"]+)"/.exec(svg)?.[1] ?? '';
  return points.split(' ').map((point) => Number(point.split(',')[1]));
}

describe('lossCurveSvg', () => {
  it('[R4] falls as the cost falls, by equal steps for equal ratios', () => {
    const svg = lossCurveSvg([8, 4, 2, 1].map((cost, i) => ({ epoch: i + 1, cost })));
    const [a = 0, b = 0, c = 0, d = 0] = yValues(svg);
    expect(d).toBeGreaterThan(a);
    expect(b - a).toBeCloseTo(c - b, 0);
    expect(d - c).toBeCloseTo(c - b, 0);
  });

  it('[R4] leaves out what is not finite, and nothing at all draws nothing', () => {
    const svg = lossCurveSvg([
      { epoch: 1, cost: 2 },
      { epoch: 2, cost: NaN },
      { epoch: 3, cost: -1 },
    ]);
    expect(yValues(svg)).toHaveLength(2);
    expect(lossCurveSvg([])).toBe('');
    expect(lossCurveSvg([{ epoch: 1, cost: 1 }])).toBe('');
    expect(
      lossCurveSvg([
        { epoch: 1, cost: 1 },
        { epoch: 2, cost: 1 },
      ]),
    ).not.toContain('NaN');
  });
});
