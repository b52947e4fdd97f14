/** What happens over the time of a training: NSDR curves, and the paper's claim about its stages. */
import type { BenchRow, CurvePoint } from '../bench-row.ts';
import { secondsUntil } from '../quality/seconds-until.ts';
import { decimals, markdownTable, mean } from './markdown-table.ts';
import { distinct, methodLabel } from './quality-table.ts';

/** Training until 95 % of the final gain over the mixture, and the whole curves. */
export function timeCurveTables(rows: readonly BenchRow[]): string {
  const parts = [soonTable(rows), curveTable(rows)];
  const speedUps = speedUpTable(rows);
  if (speedUps !== null) parts.push(speedUps);
  return parts.join('\n\n');
}

function soonTable(rows: readonly BenchRow[]): string {
  const methods = distinct(rows.map(methodLabel));
  const pieces = distinct(rows.map(({ piece }) => piece)).sort();
  const cell = (own: readonly (BenchRow | undefined)[]): string => {
    const known = own.filter((row) => row !== undefined);
    const seconds = mean(known.map(({ figures }) => figures['soonSec'] ?? Number.NaN));
    const shares = mean(known.map(({ figures }) => figures['soonShare'] ?? Number.NaN));
    return `${decimals(seconds, 1)} s (${decimals(shares, 2)} x)`;
  };
  const rowOf = (piece: string, method: string): BenchRow | undefined =>
    rows.find((row) => row.piece === piece && methodLabel(row) === method);
  return markdownTable(
    ['training until 95 % of the final gain (x length)', ...methods],
    [
      ...pieces.map((piece) => [piece, ...methods.map((method) => cell([rowOf(piece, method)]))]),
      ['**mean**', ...methods.map((method) => cell(pieces.map((piece) => rowOf(piece, method))))],
    ],
  );
}

const curveTimesSec = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 1800];

function curveTable(rows: readonly BenchRow[]): string {
  const longest = Math.max(...rows.map(({ curve }) => curve?.at(-1)?.sec ?? 0));
  const times = curveTimesSec.filter((sec) => sec < longest);
  return markdownTable(
    ['NSDR, dB, after training for', ...times.map((sec) => `${sec} s`), 'at the end', 'end, s'],
    rows.map((row) => [
      `${row.piece}, ${methodLabel(row)}`,
      ...times.map((sec) => decimals(nsdrAt(row.curve ?? [], sec), 1)),
      decimals(row.figures['nsdr'], 2),
      decimals(row.figures['trainSec'], 0),
    ]),
  );
}

/** On straight lines between the looks; null after the last one. */
export function nsdrAt(curve: readonly Pick<CurvePoint, 'sec' | 'nsdr'>[], sec: number): number | null {
  let before = { sec: 0, nsdr: 0 };
  for (const point of curve) {
    if (point.nsdr === null) continue;
    if (point.sec >= sec) {
      const part = point.sec === before.sec ? 1 : (sec - before.sec) / (point.sec - before.sec);
      return before.nsdr + part * (point.nsdr - before.nsdr);
    }
    before = { sec: point.sec, nsdr: point.nsdr };
  }
  return null;
}

/** For every piece and method that was trained by both recipes. */
function speedUpTable(rows: readonly BenchRow[]): string | null {
  const lines = rows.flatMap((own) => {
    if (own.condition !== '') return [];
    const paper = rows.find(
      ({ piece, method, condition }) =>
        condition === 'recipe paper' && piece === own.piece && method === own.method,
    );
    if (paper === undefined) return [];
    const level = own.figures['nsdr'] ?? Number.NaN;
    const ownSec = secondsUntil(own.curve ?? [], level);
    const paperSec = secondsUntil(paper.curve ?? [], level);
    const waitedSec = paperSec ?? paper.figures['trainSec'] ?? Number.NaN;
    const mark = paperSec === null ? '> ' : '';
    return [
      [
        `${own.piece}, ${own.method}`,
        decimals(level, 2),
        decimals(ownSec, 1),
        `${mark}${decimals(waitedSec, 0)}`,
        `${mark}${decimals(ownSec === null ? null : waitedSec / ownSec, 0)}`,
      ],
    ];
  });
  if (lines.length === 0) return null;
  const head = [
    "this project's recipe",
    'final NSDR, dB',
    'reached after, s',
    "by the paper's, s",
    'times sooner',
  ];
  return markdownTable(head, lines);
}

/** Within this factor of the lowest cost that any of the plans reached. */
const targetFactor = 1.1;

/** One line per plan; costs are those under the labels, the same measure for all. */
export function stepsClaimTable(rows: readonly BenchRow[]): string {
  const lowest = Math.min(...rows.flatMap(({ curve }) => (curve ?? []).map((point) => point.labelledCost)));
  const target = targetFactor * lowest;
  const highest = Math.max(...rows.map(({ curve }) => curve?.[0]?.labelledCost ?? Number.NaN));
  const stepsTo = (row: BenchRow, cost: number): string =>
    decimals(row.curve?.find((point) => point.labelledCost <= cost)?.steps, 0);
  return markdownTable(
    [
      'training by',
      `steps to cost ${decimals(highest / 2, 0)}`,
      `steps to cost ${decimals(target, 0)}`,
      'steps in all',
      'lowest cost',
      'cost at the end',
      'silent units at the end',
      'most silent units',
      'NSDR, dB',
    ],
    rows.map((row) => {
      const curve = row.curve ?? [];
      const dead = curve.map((point) => point.deadUnitShare);
      const percent = (share: number | undefined): string =>
        `${decimals(share === undefined ? null : 100 * share, 0)} %`;
      return [
        `${row.piece}: ${row.condition}`,
        stepsTo(row, highest / 2),
        stepsTo(row, target),
        decimals(curve.at(-1)?.steps, 0),
        decimals(Math.min(...curve.map((point) => point.labelledCost)), 1),
        decimals(curve.at(-1)?.labelledCost, 1),
        percent(dead.at(-1)),
        percent(Math.max(...dead)),
        decimals(row.figures['nsdr'], 2),
      ];
    }),
  );
}
