/** The window in Chromium: what people wait for, beside what was aimed at. */
import type { BenchRow } from '../bench-row.ts';
import { decimals, markdownTable } from './markdown-table.ts';

type Line = { readonly name: string; readonly aim: string; readonly figure: string; readonly unit: string };

const frames: readonly Line[] = [
  { name: 'script and paint a frame, 95 %', aim: '8 or less', figure: 'workP95Ms', unit: 'ms' },
  { name: 'frames dropped', aim: '2 or less', figure: 'droppedPercent', unit: '%' },
];
const painted: Line = { name: 'until painted', aim: 'below 50', figure: 'paintMedianMs', unit: 'ms' };

const lines: Readonly<Record<string, readonly Line[]>> = {
  pan: frames,
  zoom: frames,
  'pan, everything shown': frames,
  'zoom, everything shown': frames,
  'pan, label matrix': frames,
  'zoom, label matrix': frames,
  'select all and move': [painted],
  'open until painted, until heard': [
    { name: 'first paint', aim: '1000 or less', figure: 'paintedMs', unit: 'ms' },
    { name: 'heard', aim: '2000 or less', figure: 'heardMs', unit: 'ms' },
  ],
  'heap after playing': [{ name: 'heap', aim: 'below 400', figure: 'heapMb', unit: 'MB' }],
  'pan while it trains': [
    { name: 'from frame to frame, 95 %', aim: '33 or less', figure: 'intervalP95Ms', unit: 'ms' },
    ...frames.slice(0, 1).map((line) => ({ ...line, aim: '' })),
  ],
};

export function windowTable(rows: readonly BenchRow[]): string {
  return markdownTable(
    ['what', 'figure', 'unit', 'aim', 'measured'],
    rows.flatMap(({ condition, figures }) =>
      (lines[condition] ?? []).map(({ name, aim, figure, unit }) => [
        figures['minutes'] === undefined ? condition : `${condition} for ${figures['minutes']} minutes`,
        name,
        unit,
        aim,
        decimals(figures[figure], (figures[figure] ?? 0) < 20 ? 1 : 0),
      ]),
    ),
  );
}
