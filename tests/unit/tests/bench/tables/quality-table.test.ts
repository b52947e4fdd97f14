import { describe, expect, it } from 'vitest';
import { nsdrTable } from '../../../../bench/tables/quality-table.ts';
import { benchRow } from '../../../../support/bench-rows.ts';

const row = (piece: string, method: string, nsdr: number, condition = ''): ReturnType<typeof benchRow> =>
  benchRow({ piece, method, condition, figures: { nsdr } });
const lineOf = (table: string, start: string): string[] =>
  (table.split('\n').find((line) => line.startsWith(`| ${start}`)) ?? '')
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

describe('nsdrTable', () => {
  it('[Q5] shows pieces, means, and what divisi gains over A and A+, with the least gain', () => {
    const table = nsdrTable([
      row('p1', 'A', 10),
      row('p1', 'A+', 11),
      row('p1', 'divisi', 12.5),
      row('p2', 'A', 12),
      row('p2', 'A+', 13),
      row('p2', 'divisi', 12.9),
    ]);
    expect(lineOf(table, 'piece')).toEqual(['piece', 'A', 'A+', 'divisi', 'divisi - A', 'divisi - A+']);
    expect(lineOf(table, 'p2')).toEqual(['p2', '12.00', '13.00', '12.90', '+0.90', '-0.10']);
    expect(lineOf(table, '**mean**')).toEqual(['**mean**', '11.00', '12.00', '12.70', '+1.70', '+0.70']);
    expect(lineOf(table, 'least gain')).toEqual(['least gain', '', '', '', '+0.90', '-0.10']);
  });

  it('[Q5] takes gains over pieces that have both methods, and shows what is missing', () => {
    const table = nsdrTable([row('p1', 'A', 10), row('p1', 'divisi', 12), row('p2', 'A', 20)]);
    expect(lineOf(table, 'p2')).toEqual(['p2', '20.00', '-', '-']);
    expect(lineOf(table, '**mean**')).toEqual(['**mean**', '15.00', '12.00', '+2.00']);
  });

  it('averages seeds, and keeps the recipes apart', () => {
    const table = nsdrTable([
      row('p1', 'C', 8),
      { ...row('p1', 'C', 9), seed: 2 },
      row('p1', 'C', 3, 'recipe paper'),
    ]);
    expect(lineOf(table, 'p1')).toEqual(['p1', '8.50', '3.00']);
  });
});
