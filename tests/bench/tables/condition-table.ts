/** One line per condition, averaged over pieces; one column per method. */
import type { BenchRow } from '../bench-row.ts';
import { decimals, markdownTable, mean, signed } from './markdown-table.ts';
import { distinct } from './quality-table.ts';

/** Mean NSDR under each condition, and what 'divisi' gains over 'A+', piece by piece. */
export function jitterTable(rows: readonly BenchRow[]): string {
  const methods = distinct(rows.map(({ method }) => method));
  const compares = methods.includes('divisi') && methods.includes('A+');
  const head = ['notes moved by up to', ...methods, ...(compares ? ['divisi - A+'] : [])];
  const conditions = distinct(rows.map(({ condition }) => condition)).sort(
    (a, b) => Number.parseFloat(a) - Number.parseFloat(b),
  );
  return markdownTable(
    head,
    conditions.map((condition) => {
      const own = rows.filter((row) => row.condition === condition);
      const means = methods.map((method) => decimals(meanNsdr(own, method), 2));
      return [condition, ...means, ...(compares ? [signed(meanGain(own, 'divisi', 'A+'), 2)] : [])];
    }),
  );
}

/** NSDR of every piece under each condition, and its change against 'mono'. */
export function variantTable(rows: readonly BenchRow[]): string {
  const conditions = distinct(rows.map(({ condition }) => condition));
  const sets = distinct(rows.map(({ piece, method }) => `${piece}, ${method}`));
  const valueOf = (set: string, condition: string): number | undefined =>
    rows.find((row) => `${row.piece}, ${row.method}` === set && row.condition === condition)?.figures['nsdr'];
  return markdownTable(
    ['piece, method', ...conditions],
    sets.map((set) => {
      const mono = valueOf(set, 'mono');
      return [
        set,
        ...conditions.map((condition) => {
          const value = valueOf(set, condition);
          const change =
            condition === 'mono' || value === undefined || mono === undefined ? null : value - mono;
          return change === null ? decimals(value, 2) : `${decimals(value, 2)} (${signed(change, 2)})`;
        }),
      ];
    }),
  );
}

/** Every piece's ceiling beside what 'divisi' reaches on the same excerpt, from the plain table's rows. */
export function ceilingTable(rows: readonly BenchRow[], all: readonly BenchRow[]): string {
  const reached = (row: BenchRow): number | undefined =>
    all.findLast(
      ({ section, piece, piano, method, settings }) =>
        section === 'quality' &&
        method === 'divisi' &&
        piece === row.piece &&
        piano === row.piano &&
        settings['excerpt'] === row.settings['excerpt'],
    )?.figures['nsdr'];
  const lines = distinct(rows.map(({ piece }) => piece))
    .sort()
    .map((piece) => rows.findLast((row) => row.piece === piece))
    .filter((row) => row !== undefined)
    .map((row) => ({ name: row.piece, ceiling: row.figures['nsdr'] ?? Number.NaN, own: reached(row) }));
  const both = lines.filter((line) => line.own !== undefined);
  const average = {
    name: '**mean**',
    ceiling: mean(both.map(({ ceiling }) => ceiling)),
    own: mean(both.map(({ own }) => own ?? Number.NaN)),
  };
  return markdownTable(
    ['piece', 'ceiling', 'divisi', 'divisi - ceiling'],
    [...lines, average].map(({ name, ceiling, own }) => [
      name,
      decimals(ceiling, 2),
      decimals(own, 2),
      own === undefined ? '-' : signed(own - ceiling, 2),
    ]),
  );
}

function meanNsdr(rows: readonly BenchRow[], method: string): number {
  return mean(rows.filter((row) => row.method === method).map((row) => row.figures['nsdr'] ?? Number.NaN));
}

/** Over the pieces and pianos that have both. */
function meanGain(rows: readonly BenchRow[], method: string, baseline: string): number {
  const gains = rows
    .filter((row) => row.method === method)
    .flatMap((row) => {
      const other = rows.find(
        ({ method: name, piece, piano }) => name === baseline && piece === row.piece && piano === row.piano,
      );
      return other === undefined ? [] : [(row.figures['nsdr'] ?? 0) - (other.figures['nsdr'] ?? 0)];
    });
  return mean(gains);
}
