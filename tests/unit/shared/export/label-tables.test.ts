import { describe, expect, it } from 'vitest';
import { dawTimeline } from '../../../../shared/export/daw-timeline.ts';
import {
  alignmentTable,
  audacityLabels,
  notesTable,
  tolerancesTable,
} from '../../../../shared/export/label-tables.ts';
import { parseCsv } from '../../../../shared/std/csv.ts';
import { exportSession } from '../../../support/export-fixture.ts';

const session = exportSession({ trackNames: ['Melody, "high"', 'Bass', 'residual'] });
const timeline = dawTimeline(session, { fromSec: 2, toSec: 8 });

describe('labels and tables', () => {
  it('[EX34] Audacity labels are start, end and name by tabs, in order, from the start of the range', () => {
    const rows = audacityLabels(session, timeline)
      .trimEnd()
      .split('\n')
      .map((line) => line.split('\t'));
    expect(rows.every((row) => row.length === 3)).toBe(true);
    const starts = rows.map(([start]) => Number(start));
    expect([...starts].sort((a, b) => a - b)).toEqual(starts);
    expect(rows).toContainEqual(['1.000000', '1.000000', 'A & "B"']);
    expect(rows).toContainEqual(['0.000000', '2.000000', 'Loop']);
    expect(rows.map(([, , name]) => name)).toContain('Bar 3');
  });

  it('[EX34] tables are CSV that reads back, with groups, tolerances and bars', () => {
    const notes = parseCsv(notesTable(session, timeline));
    expect(notes[0]).toContain('onset_sec');
    expect(notes.slice(1).map((row) => row[2])).toContain('Melody, "high"');
    const inside = session.notes.filter(({ onsetSec }) => onsetSec >= 2 && onsetSec < 8);
    expect(notes.length - 1).toBe(inside.length);
    expect(Number(notes[1]![5])).toBeCloseTo(inside[0]!.onsetSec - 2, 6);
    const own = { onsetBeforeSec: 0.3, onsetAfterSec: 0.4, sustainBeforeSec: 0.5, sustainAfterSec: 0.6 };
    const tolerances = parseCsv(
      tolerancesTable({ ...session, tolerances: { [inside[0]!.id]: own } }, timeline),
    );
    expect(tolerances[1]).toEqual([inside[0]!.id, '0.3', '0.4', '0.5', '0.6']);
    expect(tolerances[2]!.slice(1)).toEqual(['0.1', '0.1', '0.1', '0.2']);
    const bars = parseCsv(alignmentTable(timeline));
    expect(bars.slice(1).map(([bar]) => bar)).toContain('3');
    expect(bars.slice(1).every((row) => Number(row[3]) > 0)).toBe(true);
  });
});
