/** The figures that the project answers for, beside what was aimed at. */
import type { BenchRow, SectionName } from '../bench-row.ts';
import { decimals, markdownTable, mean, signed } from './markdown-table.ts';
import { median } from './speed-table.ts';

/** The excerpt that the aims are about. */
const excerpt = '0-40';
const ours = 'divisi';

/** Lines without rows are left out; gains are means over the (piece, piano) pairs that have both methods. */
export function summaryTable(rows: readonly BenchRow[]): string {
  const lines: [string, string, string | null][] = [
    ["A at the paper's settings, NSDR", '11.5 to 14 dB', db(meanOf(quality(rows, 'A')))],
    ...(['salamander', 'fluid'] as const).map((piano): [string, string, string | null] => [
      `divisi - A, ${piano}`,
      piano === 'salamander' ? '+2.2 dB or more' : '+1.5 dB or more',
      gainText(gains(rows, 'quality', ours, 'A', (row) => row.piano === piano)),
    ]),
    [
      'divisi - A, least of all pieces',
      '-0.5 dB or more',
      difference(Math.min(...gains(rows, 'quality', ours, 'A'))),
    ],
    ['divisi - A+', '+0.3 dB or more', gainText(gains(rows, 'quality', ours, 'A+'))],
    ...[50, 150, 400].map((ms): [string, string, string | null] => [
      `divisi - A+, notes moved by up to ${ms} ms`,
      ms === 150 ? 'above 0 dB' : '',
      gainText(gains(rows, 'jitter', ours, 'A+', (row) => row.condition === `${ms} ms`)),
    ]),
    ['divisi - ceiling of soft masks', '-1.5 dB or more', gainText(ceilingGains(rows))],
    ['C - A', '', gainText(gains(rows, 'quality', 'C', 'A'))],
    ['D - A', '', gainText(gains(rows, 'quality', 'D', 'A'))],
    ['B - A', '', gainText(gains(rows, 'quality', 'B', 'A'))],
    ['divisi - A, ensembles', 'above 0 dB', gainText(gains(rows, 'ensembles', ours, 'A'))],
    ['training until 95 % of the gain / length', '0.4 or less', ratio(soonShare(rows))],
    ['job / length, 44.1 kHz stereo', '1.0 or less', ratio(speed(rows, '44.1 kHz stereo', 'rtf'))],
    [
      '96 kHz against 44.1 kHz',
      '1.3 times or less',
      ratio(speed(rows, '96 kHz stereo', 'rtf') / speed(rows, '44.1 kHz stereo', 'rtf')),
    ],
    [
      '60 min stereo, memory of all processes',
      'below 2048 MB',
      figure(speed(rows, '60 min stereo', 'peakTreeMb'), 0, ' MB'),
    ],
  ];
  return markdownTable(
    ['figure', 'aim', 'measured'],
    lines.flatMap(([name, aim, measured]) => (measured === null ? [] : [[name, aim, measured]])),
  );
}

function quality(rows: readonly BenchRow[], method: string): BenchRow[] {
  return rows.filter(
    (row) =>
      row.section === 'quality' &&
      row.method === method &&
      row.condition === '' &&
      row.settings['excerpt'] === excerpt,
  );
}

function gains(
  rows: readonly BenchRow[],
  section: SectionName,
  method: string,
  baseline: string,
  fits: (row: BenchRow) => boolean = (row) => row.condition === '',
): number[] {
  const own = rows.filter(
    (row) => row.section === section && row.settings['excerpt'] === excerpt && fits(row),
  );
  return own
    .filter((row) => row.method === method)
    .flatMap((row) => {
      const other = own.find(
        (each) => each.method === baseline && each.seed === row.seed && isSamePiece(each, row),
      );
      return other === undefined ? [] : [nsdrOf(row) - nsdrOf(other)];
    });
}

function ceilingGains(rows: readonly BenchRow[]): number[] {
  return quality(rows, ours).flatMap((row) => {
    const ceiling = rows.find(
      (each) => each.section === 'ceiling' && each.settings['excerpt'] === excerpt && isSamePiece(each, row),
    );
    return ceiling === undefined ? [] : [nsdrOf(row) - nsdrOf(ceiling)];
  });
}

function isSamePiece(a: BenchRow, b: BenchRow): boolean {
  return a.piece === b.piece && a.piano === b.piano;
}

function soonShare(rows: readonly BenchRow[]): number {
  const own = rows.filter(({ section, method }) => section === 'time-curve' && method === ours);
  return mean(own.map(({ figures }) => figures['soonShare'] ?? Number.NaN));
}

function speed(rows: readonly BenchRow[], condition: string, name: string): number {
  const own = rows.filter((row) => row.section === 'speed' && row.condition === condition);
  return median(own.map(({ figures }) => figures[name] ?? Number.NaN));
}

function nsdrOf({ figures }: BenchRow): number {
  return figures['nsdr'] ?? Number.NaN;
}

function meanOf(rows: readonly BenchRow[]): number {
  return mean(rows.map(nsdrOf));
}

/** The mean and over how many it is. */
function gainText(values: readonly number[]): string | null {
  const text = difference(mean(values));
  return text === null ? null : `${text} (${values.length})`;
}

function difference(value: number): string | null {
  return Number.isFinite(value) ? `${signed(value, 2)} dB` : null;
}

function db(value: number): string | null {
  return figure(value, 2, ' dB');
}

function ratio(value: number): string | null {
  return figure(value, 2, '');
}

function figure(value: number, digits: number, unit: string): string | null {
  return Number.isFinite(value) ? `${decimals(value, digits)}${unit}` : null;
}
