import { describe, expect, it } from 'vitest';
import { lossCurveSvg } from '../../../../../electron/backend/report/loss-curve.ts';
import type { LossStage } from '../../../../../electron/backend/report/loss-curve.ts';

function stage(costs: readonly number[], firstEpoch = 1): LossStage {
  return { name: 'stage', points: costs.map((cost, i) => ({ epoch: firstEpoch + i, cost })) };
}

function yValues(svg: string): number[] {
  const points = /<polyline points="([^"]+)"/.exec(svg)?.[1] ?? '';
  return points.split(' ').map((point) => Number(point.split(',')[1]));
}

describe('lossCurveSvg', () => {
  it('[R4] falls as the cost falls, by equal steps for equal ratios', () => {
    const svg = lossCurveSvg([stage([8, 4, 2, 1])]);
    const [a = 0, b = 0, c = 0, d = 0] = yValues(svg);
    expect(d).toBeGreaterThan(a);
    expect(b - a).toBeCloseTo(c - b, 0);
    expect(d - c).toBeCloseTo(c - b, 0);
  });

  it('[R4] leaves out what is not finite, and nothing at all draws nothing', () => {
    const svg = lossCurveSvg([stage([2, NaN, -1])]);
    expect(yValues(svg)).toHaveLength(2);
    expect(lossCurveSvg([])).toBe('');
    expect(lossCurveSvg([stage([1])])).toBe('');
    expect(lossCurveSvg([stage([1, 1])])).not.toContain('NaN');
  });

  it('[R4] stages have a line each, on common axes', () => {
    const svg = lossCurveSvg([stage([8, 1]), stage([4, 2], 3), stage([])]);
    const lines = [...svg.matchAll(/<polyline points="([^"]+)"/g)].map(([, points = '']) => points);
    expect(lines).toHaveLength(2);
    const [[firstX, firstY], [lastX, lastY]] = [lines[0], lines[1]].map((line = '') =>
      (line.split(' ')[0] ?? '').split(',').map(Number),
    ) as [number[], number[]];
    expect(lastX).toBeGreaterThan(firstX ?? NaN);
    expect(lastY).toBeGreaterThan(firstY ?? NaN);
  });
});
