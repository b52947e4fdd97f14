/** Tables of the alignment's errors. */
import { calibration, confidenceHalves, errorFigures } from '../align/onset-errors.ts';
import type { BenchRow } from '../bench-row.ts';
import { decimals, markdownTable } from './markdown-table.ts';
import { distinct } from './quality-table.ts';

const errorHead = ['notes', 'median, ms', 'mean, ms', 'within 50 ms', '100 ms', '200 ms'];

/** By set and aligner: one line per piece, then all notes together. */
export function alignErrorTables(rows: readonly BenchRow[]): string {
  const keyOf = ({ piano, method }: BenchRow): string => `${piano}/, aligner ${method}`;
  const tables = distinct(rows.map(keyOf)).map((key) => {
    const own = rows.filter((row) => keyOf(row) === key).sort((a, b) => (a.piece < b.piece ? -1 : 1));
    const lines = own.map((row) => [
      row.piece,
      ...errorCells(row.figures),
      decimals(row.figures['seconds'], 1),
      decimals(row.figures['doubtful'], 0),
    ]);
    const pooled = errorFigures(own.flatMap(({ notes = [] }) => notes));
    lines.push(['**all notes**', ...errorCells(pooled), '', '']);
    return `**${key}**\n\n${markdownTable(['piece', ...errorHead, 's', 'doubtful'], lines)}`;
  });
  return [...tables, calibrationTable(rows)].join('\n\n');
}

export function errorCells(figures: Readonly<Record<string, number>>): string[] {
  return [
    decimals(figures['notes'], 0),
    decimals(figures['medianMs'], 1),
    decimals(figures['meanMs'], 1),
    ...['within50', 'within100', 'within200'].map((name) => percent(figures[name])),
  ];
}

export function percent(value: number | undefined): string {
  return value === undefined || !Number.isFinite(value) ? '-' : `${decimals(100 * value, 1)} %`;
}

/** How errors fall with confidence, for every aligner over all sets. */
function calibrationTable(rows: readonly BenchRow[]): string {
  return distinct(rows.map(({ method }) => method))
    .map((method) => {
      const notes = rows.filter((row) => row.method === method).flatMap((row) => row.notes ?? []);
      const { sure, rest } = confidenceHalves(notes);
      const lines = calibration(notes).map((bin) => [
        `${bin.from.toFixed(1)} to ${bin.to.toFixed(1)}`,
        String(bin.notes),
        decimals(bin.medianMs, 1),
        decimals(bin.p90Ms, 1),
        percent(bin.within50),
      ]);
      const table = markdownTable(['confidence', 'notes', 'median, ms', '90 %, ms', 'within 50 ms'], lines);
      return `**Confidence, aligner ${method}, all sets**: mean error of the surest half ${decimals(sure, 1)} ms, of the rest ${decimals(rest, 1)} ms (${decimals(sure / rest, 2)} of it)\n\n${table}`;
    })
    .join('\n\n');
}
