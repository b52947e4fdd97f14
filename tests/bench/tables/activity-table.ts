/** Trained activity as a detector, against the labels that training was given. */
import type { BenchRow } from '../bench-row.ts';
import { decimals, markdownTable, mean } from './markdown-table.ts';
import { distinct, methodLabel } from './quality-table.ts';

/** Means over the pieces. */
export function activityTable(rows: readonly BenchRow[]): string {
  const columns = ['labelsF1', 'f1', 'labelsPrecision', 'precision', 'labelsRecall', 'recall'];
  return markdownTable(
    [
      'method',
      'F1 of the labels',
      'F1 trained',
      'precision of the labels',
      'trained',
      'recall of the labels',
      'trained',
    ],
    distinct(rows.map(methodLabel)).map((method) => {
      const own = rows.filter((row) => methodLabel(row) === method);
      return [
        method,
        ...columns.map((name) => decimals(mean(own.map((row) => row.figures[name] ?? Number.NaN)), 3)),
      ];
    }),
  );
}
