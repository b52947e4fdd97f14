/** Rows of a bench, made up. */
import type { BenchRow, CurvePoint } from '../bench/bench-row.ts';

export function benchRow(fields: Partial<BenchRow> = {}): BenchRow {
  return {
    section: 'quality',
    piece: 'piece',
    piano: 'fluid',
    method: 'A',
    condition: '',
    settings: { excerpt: '0-40' },
    seed: 1,
    figures: { nsdr: 10 },
    nsdr: { right: 10, left: 10 },
    remarks: [],
    machine: {
      cpu: 'a CPU',
      cores: 2,
      memoryGb: 8,
      platform: 'linux x64',
      node: '20.19.0',
      load: 0,
      gflops: 100,
    },
    madeAt: '2026-01-01T00:00:00.000Z',
    ...fields,
  };
}

export function curvePoint(fields: Partial<CurvePoint> = {}): CurvePoint {
  return {
    sec: 1,
    epoch: 1,
    steps: 1,
    cost: 1,
    labelledCost: 1,
    deadUnitShare: 0,
    nsdr: null,
    ...fields,
  };
}
