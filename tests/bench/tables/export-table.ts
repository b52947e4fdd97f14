/** Exports for other programs: seconds, and their ratio to the piece's length. */
import type { BenchRow } from '../bench-row.ts';
import { decimals, markdownTable } from './markdown-table.ts';

export function exportTable(rows: readonly BenchRow[]): string {
  return markdownTable(
    ['piece', 'files', 'seconds', 'x length', 'MB', 'null depth, dB'],
    rows.map(({ piece, condition, figures }) => [
      piece,
      condition,
      decimals(figures['sec'], 1),
      decimals(figures['realTimeFactor'], 3),
      decimals(figures['megabytes'], 0),
      decimals(figures['nullDepthDb'], 1),
    ]),
  );
}
