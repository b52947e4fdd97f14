import { describe, expect, it } from 'vitest';
import { documentTable, percentile } from '../../../../bench/tables/document-table.ts';
import { benchRow } from '../../../../support/bench-rows.ts';

describe('documentTable', () => {
  it('has a line for every kind of edit', () => {
    const figures = {
      edits: 500,
      applyMedianMs: 0.0304,
      applyP95Ms: 0.1,
      undoMedianMs: 0.01,
      undoP95Ms: 0.02,
      tilesMedianMs: 0.2,
      tilesP95Ms: 1,
      tilesPerEdit: 1.25,
    };
    const lines = documentTable([
      benchRow({ section: 'document', condition: 'move a note', figures }),
      benchRow({ section: 'document', condition: 'all', figures: { ...figures, edits: 4500 } }),
    ]).split('\n');
    expect(lines[2]).toContain('| move a note |   500 |     0.030 |');
    expect(lines[3]).toContain('| **all**     |  4500 |');
  });

  it('takes the value that so many are not above', () => {
    const values = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect([percentile(values, 50), percentile(values, 95), percentile([3], 95)]).toEqual([50, 95, 3]);
    expect(percentile([], 50)).toBeNaN();
  });
});
