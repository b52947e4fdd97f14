import { describe, expect, it } from 'vitest';
import { magnitudeBands } from '../../../../../../electron/backend/engine/model/magnitude-bands.ts';

const binHz = 44_100 / 8192;

describe('magnitude bands', () => {
  it('[X12] keep bins apart low down, and grow with the frequency, faster above 10 kHz', () => {
    const { edges, bandCount } = magnitudeBands(4097, binHz, 0.005);
    expect(edges[0]).toBe(0);
    expect(edges[bandCount]).toBe(4097);
    const widthAt = (hz: number): number => {
      const bin = Math.round(hz / binHz);
      const band = edges.findIndex((edge) => edge > bin) - 1;
      return (edges[band + 1]! - edges[band]!) * binHz;
    };
    expect(widthAt(440)).toBeCloseTo(binHz);
    expect(widthAt(8000) / 8000).toBeCloseTo(0.005, 3);
    expect(widthAt(16_000) / 16_000).toBeCloseTo(0.02, 3);
  });

  it('[X12] are the bins themselves at a relative width of 0', () => {
    expect(magnitudeBands(2049, 10, 0).bandCount).toBe(2049);
  });
});
