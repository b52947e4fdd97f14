/** Whole jobs: time against the recording's length, where it goes, and memory. */
import type { BenchRow } from '../bench-row.ts';
import { decimals, markdownTable, signed } from './markdown-table.ts';
import { distinct } from './quality-table.ts';

/** Phases as the product times them; what they leave of the job is starting and loading. */
const phases = ['decode', 'labels', 'train', 'separate', 'write'];
const reference = '44.1 kHz stereo';

/** Several runs of one condition: the median of each figure. */
export function speedTable(rows: readonly BenchRow[]): string {
  const figureOf = (condition: string, name: string): number =>
    median(rows.filter((row) => row.condition === condition).map((row) => row.figures[name] ?? Number.NaN));
  const base = figureOf(reference, 'rtf');
  return markdownTable(
    [
      'recording',
      'length, s',
      'job, s',
      'job / length',
      'against 44.1 kHz',
      ...phases.map((phase) => `${phase}, s`),
      'all processes, MB',
    ],
    distinct(rows.map(({ condition }) => condition)).map((condition) => {
      const rtf = figureOf(condition, 'rtf');
      const against = condition === reference ? '' : `${signed(100 * (rtf / base - 1), 0)} %`;
      return [
        condition,
        decimals(figureOf(condition, 'durationSec'), 0),
        decimals(figureOf(condition, 'seconds'), 1),
        decimals(rtf, 2),
        against,
        ...phases.map((phase) => decimals(figureOf(condition, `${phase}Sec`), 1)),
        decimals(figureOf(condition, 'peakTreeMb'), 0),
      ];
    }),
  );
}

/** NaN for an empty list. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return ((low ?? Number.NaN) + (high ?? Number.NaN)) / 2;
}
