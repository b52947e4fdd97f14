import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paintCells } from '../../../../../shared/document/edits/paint-cells.ts';
import type { PaintStroke } from '../../../../../shared/document/edits/paint-cells.ts';
import { commitEdit, historyOf } from '../../../../../shared/document/history.ts';
import { paintedSpans } from '../../../../../shared/labels/paint.ts';
import { recordOf, recordsOf } from '../../../../../shared/document/record-table.ts';
import { edited, toyDocument, valueOf } from '../../../../support/toy-documents.ts';

const start = toyDocument(2);
const grid = { startSec: 0, hopSec: 1, frames: 12 };
const stroke = (unit: number | null, first: number, last: number): PaintStroke => ({
  partId: 'p1',
  pitchMidi: 60,
  unit,
  fromSec: first - 0.5,
  toSec: last + 0.5,
});

describe('paintCells', () => {
  it('[D19] the last stroke over a cell counts, and erasing gives it back', () => {
    const someStrokes = fc.array(
      fc.record({
        unit: fc.constantFrom(null, 0, 1),
        first: fc.nat(11),
        more: fc.nat(4),
        value: fc.constantFrom('on' as const, 'off' as const, 'erase' as const),
      }),
      { maxLength: 15 },
    );
    fc.assert(
      fc.property(someStrokes, (strokes) => {
        const cells = Array.from({ length: 2 }, () => new Array<string>(12).fill('erase'));
        let history = historyOf(start);
        for (const { unit, first, more, value } of strokes) {
          for (const row of unit === null ? [0, 1] : [unit]) {
            // Erasing one unit brings back what is painted on all of them.
            if (unit !== null && value === 'erase') continue;
            cells[row]!.fill(value, first, first + more + 1);
          }
          if (unit !== null && value === 'erase') continue;
          const made = valueOf(paintCells(history.document, [stroke(unit, first, first + more)], value));
          const committed = commitEdit(history, made.name, made.patch);
          if (committed.ok) ({ history } = committed.value);
        }
        const rows = [...recordsOf(history.document.paint)].map((row) => ({ ...row, part: 0 }));
        const drawn = Array.from({ length: 2 }, () => new Array<string>(12).fill('erase'));
        for (const { unit, first, last, isOn } of paintedSpans(rows, grid)) {
          for (const row of unit === null ? [0, 1] : [unit])
            drawn[row]!.fill(isOn ? 'on' : 'off', first, last + 1);
        }
        expect(drawn).toEqual(cells);
      }),
      { numRuns: 100 },
    );
  });

  it('[D19] strokes that touch become one run; a row without paint is no record', () => {
    const document = edited(
      start,
      (now) => paintCells(now, [stroke(null, 1, 2), stroke(null, 3, 4)], 'on'),
      (now) => paintCells(now, [stroke(null, 5, 6)], 'off'),
    );
    expect(recordOf(document.paint, 'p1/60')?.runs).toEqual([
      { fromSec: 0.5, toSec: 4.5, isOn: true },
      { fromSec: 4.5, toSec: 6.5, isOn: false },
    ]);
    expect(edited(document, (now) => paintCells(now, [stroke(null, 0, 9)], 'erase')).paint.size).toBe(0);
    expect(paintCells(start, [stroke(null, 3, 1)], 'on')).toMatchObject({ ok: false });
  });
});
