import { describe, expect, it } from 'vitest';
import { createRng } from '../../../../shared/std/rng.ts';

describe('createRng', () => {
  it('[W4] gives the same numbers for the same seed and other ones for another seed or stream', () => {
    const draw = (seed: number, stream?: number): number[] => {
      const rng = createRng(seed, stream);
      return Array.from({ length: 5 }, () => rng.nextUint32());
    };
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
    expect(draw(1)).not.toEqual(draw(1, 1));
    expect(draw(0, 1)).not.toEqual(draw(0, 2));
  });

  it('is uniform in [0, 1): moments and serial correlation', () => {
    const rng = createRng(3);
    const values = Float64Array.from({ length: 200_000 }, () => rng.nextFloat());
    let mean = 0;
    let square = 0;
    let product = 0;
    values.forEach((value, i) => {
      mean += value / values.length;
      square += (value - 0.5) ** 2 / values.length;
      product += ((value - 0.5) * ((values[i - 1] ?? 0.5) - 0.5)) / values.length;
    });
    expect(Math.min(...values.slice(0, 1000))).toBeGreaterThanOrEqual(0);
    expect(mean).toBeCloseTo(0.5, 2);
    expect(square).toBeCloseTo(1 / 12, 3);
    expect(Math.abs(product)).toBeLessThan(1e-3);
  });

  it('draws normal numbers with mean 0, deviation 1 and the right tails', () => {
    const rng = createRng(4);
    const values = Array.from({ length: 100_000 }, () => rng.nextNormal());
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    expect(mean).toBeCloseTo(0, 1);
    expect(variance).toBeCloseTo(1, 1);
    expect(values.filter((value) => Math.abs(value) > 2).length / values.length).toBeCloseTo(0.0455, 2);
  });

  it('draws integers below a bound', () => {
    const rng = createRng(5);
    const counts = [0, 0, 0];
    for (let i = 0; i < 3000; i++) counts[rng.nextInt(3)]!++;
    expect(Math.min(...counts)).toBeGreaterThan(900);
  });
});
