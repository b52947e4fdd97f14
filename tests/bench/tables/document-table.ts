/** Edits of a large document: milliseconds, and tiles of labels that they change. */
import type { BenchRow } from '../bench-row.ts';
import { decimals, markdownTable } from './markdown-table.ts';

export function documentTable(rows: readonly BenchRow[]): string {
  return markdownTable(
    ['edit', 'edits', 'apply, ms', '95 %', 'undo, ms', '95 %', 'labels, ms', '95 %', 'tiles each'],
    rows.map(({ condition, figures }) => [
      condition === 'all' ? '**all**' : condition,
      decimals(figures['edits'], 0),
      ...['apply', 'undo', 'tiles'].flatMap((name) => [
        decimals(figures[`${name}MedianMs`], 3),
        decimals(figures[`${name}P95Ms`], 3),
      ]),
      decimals(figures['tilesPerEdit'], 1),
    ]),
  );
}

/** The least value that `percent` of all are not above; NaN for an empty list. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(Math.ceil((percent / 100) * sorted.length) - 1, 0)] ?? Number.NaN;
}
