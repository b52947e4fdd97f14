/** The plain table: NSDR by piece and method, and what the default gains over its baselines. */
import type { BenchRow } from '../bench-row.ts';
import { decimals, markdownTable, mean, signed } from './markdown-table.ts';

/** Method and, where it sets rows apart, the recipe. */
export function methodLabel({ method, condition }: Pick<BenchRow, 'method' | 'condition'>): string {
  return condition === 'recipe paper' ? `${method} (paper's recipe)` : method;
}

/** Columns that a gain is shown against. */
const baselines = ['A', 'A+'];
const compared = 'divisi';

/**
 * @param rows of one section, piano and excerpt; several seeds of one cell are averaged
 * @returns one line per piece and their mean. A gain's mean is over the pieces that have both methods, and
 *   so is its least.
 */
export function nsdrTable(rows: readonly BenchRow[]): string {
  const pieces = distinct(rows.map(({ piece }) => piece)).sort();
  const methods = distinct(rows.map(methodLabel));
  const valueOf = (piece: string, method: string): number | undefined => {
    const values = rows
      .filter((row) => row.piece === piece && methodLabel(row) === method)
      .map((row) => row.figures['nsdr'])
      .filter((value) => value !== undefined);
    return values.length === 0 ? undefined : mean(values);
  };
  const against = methods.includes(compared) ? baselines.filter((name) => methods.includes(name)) : [];
  const gains = against.map((baseline) =>
    pieces.map((piece) => difference(valueOf(piece, compared), valueOf(piece, baseline))),
  );
  const head = ['piece', ...methods, ...against.map((name) => `${compared} - ${name}`)];
  const lines = pieces.map((piece, index) => [
    piece,
    ...methods.map((method) => decimals(valueOf(piece, method), 2)),
    ...gains.map((column) => signed(column[index], 2)),
  ]);
  const known = gains.map((column) => column.filter((gain) => gain !== undefined));
  lines.push([
    '**mean**',
    ...methods.map((method) =>
      decimals(mean(pieces.map((piece) => valueOf(piece, method)).filter((value) => value !== undefined)), 2),
    ),
    ...known.map((column) => signed(mean(column), 2)),
  ]);
  if (against.length > 0) {
    lines.push([
      'least gain',
      ...methods.map(() => ''),
      ...known.map((column) => signed(Math.min(...column), 2)),
    ]);
  }
  return markdownTable(head, lines);
}

export function distinct<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}

function difference(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : a - b;
}
