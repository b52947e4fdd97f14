/** Tables of what an alignment does beside finding onsets. */
import { errorFigures } from '../align/onset-errors.ts';
import type { BenchRow } from '../bench-row.ts';
import { errorCells, percent } from './align-tables.ts';
import { decimals, markdownTable, mean, signed } from './markdown-table.ts';
import { distinct } from './quality-table.ts';

const figure = ({ figures }: BenchRow, name: string): number => figures[name] ?? Number.NaN;

/** One line per case, all pieces together; ratios are against the same notes' plain rows. */
export function derivedTable(rows: readonly BenchRow[], all: readonly BenchRow[]): string {
  return distinct(rows.map(({ method }) => method))
    .map((method) => {
      const plainRows = all.filter(
        (row) => row.section === 'align' && row.piano === 'align' && row.method === method,
      );
      const plain = errorFigures(plainRows.flatMap(({ notes = [] }) => notes));
      const ofMethod = rows.filter((row) => row.method === method);
      const lines = distinct(ofMethod.map(({ condition }) => condition)).map((condition) => {
        const own = ofMethod.filter((row) => row.condition === condition);
        const pooled = errorFigures(own.flatMap(({ notes = [] }) => notes));
        const sections = own.filter(({ figures }) => figures['found'] !== undefined);
        const told = sections.filter((row) => Math.max(figure(row, 'found'), figure(row, 'marked')) >= 0.8);
        return [
          condition,
          ...errorCells(pooled),
          decimals((pooled['medianMs'] ?? Number.NaN) / (plain['medianMs'] ?? Number.NaN), 2),
          sections.length === 0 ? '' : percent(mean(sections.map((row) => figure(row, 'found')))),
          sections.length === 0 ? '' : percent(mean(sections.map((row) => figure(row, 'marked')))),
          sections.length === 0 ? '' : `${told.length} of ${sections.length}`,
        ];
      });
      const head = ['case', 'notes', 'median, ms', 'mean, ms', 'within 50 ms', '100 ms', '200 ms'];
      return `**aligner ${method}**\n\n${markdownTable(
        [...head, 'median / plain', 'section found', 'marked', 'found or marked'],
        [['plain', ...errorCells(plain), '1.00', '', '', ''], ...lines],
      )}`;
    })
    .join('\n\n');
}

/** Wrong scores by recording, and the right ones of the table of errors. */
export function refusalTable(rows: readonly BenchRow[], all: readonly BenchRow[]): string {
  const methods = distinct(rows.map(({ method }) => method));
  return markdownTable(
    ['aligner', 'wrong scores refused', 'right scores refused'],
    methods.map((method) => {
      const wrong = rows.filter((row) => row.method === method);
      const right = all.filter((row) => row.section === 'align' && row.method === method);
      const refused = wrong.filter((row) => figure(row, 'refused') === 1);
      const lost = right.filter((row) => figure(row, 'refused') === 1);
      return [method, `${refused.length} of ${wrong.length}`, `${lost.length} of ${right.length}`];
    }),
  );
}

export function anchorTable(rows: readonly BenchRow[]): string {
  return markdownTable(
    ['piece', 'between the neighbours, s', 'most moved between, ms', 'most moved outside, ms', 'anchors met'],
    rows.map((row) => [
      row.piece,
      decimals(figure(row, 'betweenSec'), 1),
      decimals(figure(row, 'insideMs'), 0),
      decimals(figure(row, 'outsideMs'), 1),
      figure(row, 'exact') === 1 ? 'all' : 'not all',
    ]),
  );
}

export function alignSpeedTable(rows: readonly BenchRow[]): string {
  return markdownTable(
    ['aligner', 'recording, s', 'notes', 'command, s', 'per 5 min, s', 'all processes, MB'],
    rows.map((row) => [
      row.method,
      decimals(figure(row, 'durationSec'), 0),
      decimals(figure(row, 'notes'), 0),
      decimals(figure(row, 'seconds'), 1),
      decimals(figure(row, 'per5Min'), 1),
      decimals(figure(row, 'peakTreeMb'), 0),
    ]),
  );
}

/** NSDR by piece, with true and with found times. */
export function alignSeparationTable(rows: readonly BenchRow[]): string {
  const conditions = distinct(rows.map(({ condition }) => condition));
  const nsdr = (piece: string, condition: string): number =>
    rows.find((row) => row.piece === piece && row.condition === condition)?.figures['nsdr'] ?? Number.NaN;
  const others = conditions.filter((condition) => condition !== 'true times');
  const line = (name: string, of: (condition: string) => number): string[] => [
    name,
    ...conditions.map((condition) => decimals(of(condition), 2)),
    ...others.map((condition) => signed(of(condition) - of('true times'), 2)),
  ];
  const pieces = distinct(rows.map(({ piece }) => piece)).sort();
  return markdownTable(
    ['piece', ...conditions, ...others.map((condition) => `${condition} - true`)],
    [
      ...pieces.map((piece) => line(piece, (condition) => nsdr(piece, condition))),
      line('**mean**', (condition) => mean(pieces.map((piece) => nsdr(piece, condition)))),
    ],
  );
}

export function realTable(rows: readonly BenchRow[]): string {
  return markdownTable(
    [
      'recording, aligner',
      'notes',
      'at onsets',
      '60 ms before',
      '60 ms after',
      'anywhere',
      'tuning, cents',
      'doubtful, s',
    ],
    rows.map((row) => [
      `${row.piece}, ${row.method}`,
      decimals(figure(row, 'notes'), 0),
      ...['atOnsets', 'before', 'after', 'chance'].map((name) => decimals(figure(row, name), 2)),
      decimals(figure(row, 'tuningCents'), 0),
      decimals(figure(row, 'doubtfulSec'), 1),
    ]),
  );
}
