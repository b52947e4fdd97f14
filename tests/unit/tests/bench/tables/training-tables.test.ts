import { describe, expect, it } from 'vitest';
import { nsdrAt, stepsClaimTable, timeCurveTables } from '../../../../bench/tables/training-tables.ts';

import { benchRow, curvePoint } from '../../../../support/bench-rows.ts';

describe('timeCurveTables', () => {
  const curve = [curvePoint({ sec: 2, nsdr: 8 }), curvePoint({ sec: 4, nsdr: 10 })];
  const slow = [curvePoint({ sec: 50, nsdr: 2 }), curvePoint({ sec: 1000, nsdr: 9 })];

  it('reads a curve between its looks, from the mixture on', () => {
    expect(nsdrAt(curve, 1)).toBe(4);
    expect(nsdrAt(curve, 3)).toBe(9);
    expect(nsdrAt(curve, 5)).toBeNull();
  });

  it("[Q7] says how much sooner one recipe reaches its end than the paper's does", () => {
    const own = { section: 'time-curve', method: 'C', curve, figures: { nsdr: 10, trainSec: 4 } } as const;
    const rows = [
      benchRow(own),
      benchRow({
        ...own,
        condition: 'recipe paper',
        curve: slow,
        figures: { nsdr: 9, trainSec: 1000 },
      }),
    ];
    const last = timeCurveTables(rows).split('\n').at(-1);
    expect(last?.replaceAll(/\s+/g, ' ')).toBe('| piece, C | 10.00 | 4.0 | > 1000 | > 250 |');
  });
});

describe('stepsClaimTable', () => {
  it('[Q7] counts steps to one cost for all plans, and shows silent units', () => {
    const row = (condition: string, costs: readonly number[], dead: number): ReturnType<typeof benchRow> =>
      benchRow({
        section: 'steps-claim',
        condition,
        curve: costs.map((labelledCost, i) =>
          curvePoint({ labelledCost, steps: 10 * (i + 1), deadUnitShare: dead }),
        ),
      });
    const lines = stepsClaimTable([
      row('eq. (2) alone', [100, 90, 80], 0.5),
      row('eq. (3), then (2)', [100, 40, 20], 0),
    ]).split('\n');
    const cells = (line: string | undefined): string[] => (line ?? '').split('|').map((cell) => cell.trim());
    expect(cells(lines[2]).slice(2, 5)).toEqual(['-', '-', '30']);
    expect(cells(lines[2])[7]).toBe('50 %');
    expect(cells(lines[3]).slice(2, 5)).toEqual(['20', '30', '30']);
  });
});
