import { describe, expect, it } from 'vitest';
import type { BenchRow } from '../../../../bench/bench-row.ts';
import { summaryTable } from '../../../../bench/tables/summary-table.ts';
import { benchRow } from '../../../../support/bench-rows.ts';

const row = (fields: Partial<BenchRow>, nsdr: number): BenchRow => benchRow({ ...fields, figures: { nsdr } });
const measured = (table: string, name: string): string | undefined =>
  table
    .split('\n')
    .find((line) => line.startsWith(`| ${name} `))
    ?.split('|')[3]
    ?.trim();

describe('summaryTable', () => {
  it('[Q5] sets means over pairs beside the aims, and leaves out what was not measured', () => {
    const table = summaryTable([
      row({ piece: 'p', method: 'A' }, 10),
      row({ piece: 'p', method: 'divisi' }, 12),
      row({ piece: 'q', method: 'A' }, 12),
      row({ piece: 'q', method: 'divisi' }, 11.8),
      row({ piece: 'q', method: 'divisi', settings: { excerpt: 'whole' } }, 30),
      row({ piece: 'p', method: 'ceiling', section: 'ceiling' }, 13),
    ]);
    expect(measured(table, 'divisi - A, fluid')).toBe('+0.90 dB (2)');
    expect(measured(table, 'divisi - A, least of all pieces')).toBe('-0.20 dB');
    expect(measured(table, 'divisi - ceiling of soft masks')).toBe('-1.00 dB (1)');
    expect(measured(table, "A at the paper's settings, NSDR")).toBe('11.00 dB');
    expect(measured(table, 'divisi - A+')).toBeUndefined();
    expect(measured(table, 'divisi - A, salamander')).toBeUndefined();
  });
});
