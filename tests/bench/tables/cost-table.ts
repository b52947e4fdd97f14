/** What each method costs in time and memory. */
import type { BenchRow } from '../bench-row.ts';
import { decimals, markdownTable, mean } from './markdown-table.ts';
import { distinct, methodLabel } from './quality-table.ts';

/** Means over the pieces; memory: the largest. */
export function costTable(rows: readonly BenchRow[]): string {
  const head = ['method', 'training, s', 'epochs', 'job / length', 'memory, MB', 'rows'];
  return markdownTable(
    head,
    distinct(rows.map(methodLabel)).map((method) => {
      const own = rows.filter((row) => methodLabel(row) === method);
      const valuesOf = (name: string): number[] => own.map((row) => row.figures[name] ?? Number.NaN);
      return [
        method,
        decimals(mean(valuesOf('trainSec')), 1),
        decimals(mean(valuesOf('epochs')), 0),
        decimals(mean(valuesOf('rtf')), 2),
        decimals(Math.max(...valuesOf('peakRssMb')), 0),
        String(own.length),
      ];
    }),
  );
}
