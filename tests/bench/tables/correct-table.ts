/** Corrections: how soon they are heard, and how far they are from training anew. */
import type { BenchRow } from '../bench-row.ts';
import { decimals, markdownTable, signed } from './markdown-table.ts';
import { median } from './speed-table.ts';

const columns: readonly (readonly [head: string, of: (figure: (name: string) => number) => string])[] = [
  ['preview, s', (figure) => decimals(figure('previewSec'), 1)],
  ['final, s', (figure) => decimals(figure('finalSec'), 1)],
  ['of it training, s', (figure) => decimals(figure('trainSec'), 1)],
  ['rendering, s', (figure) => decimals(figure('renderSec'), 1)],
  ['rendered, s of sound', (figure) => decimals(figure('renderedSec'), 0)],
  ['from scratch, s', (figure) => decimals(figure('scratchSec'), 1)],
  ['SNR, dB', (figure) => decimals(figure('snrDb'), 2)],
  ['against scratch', (figure) => signed(figure('snrDb') - figure('scratchSnrDb'), 2)],
  ['around the edit: with the mistake', (figure) => decimals(figure('mistakenEditSnrDb'), 2)],
  ['preview', (figure) => decimals(figure('previewSnrDb'), 2)],
  ['final', (figure) => decimals(figure('editSnrDb'), 2)],
  ['against scratch there', (figure) => signed(figure('editSnrDb') - figure('scratchEditSnrDb'), 2)],
];

/** A row for every edit, and the median of each column's figures. */
export function correctTable(rows: readonly BenchRow[]): string {
  const line = (name: string, figure: (key: string) => number): string[] => [
    name,
    ...columns.map(([, of]) => of(figure)),
  ];
  return markdownTable(
    ['edit', ...columns.map(([head]) => head)],
    [
      ...rows.map((row) => line(row.condition, (key) => row.figures[key] ?? Number.NaN)),
      line('**median**', (key) => median(rows.map((row) => row.figures[key] ?? Number.NaN))),
    ],
  );
}
