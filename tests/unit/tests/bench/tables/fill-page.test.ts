import { describe, expect, it } from 'vitest';
import { fillPage } from '../../../../bench/tables/fill-page.ts';
import { benchRow } from '../../../../support/bench-rows.ts';

const page = `# Figures
<!-- figures: machine -->
<!-- end -->
text
<!-- figures: quality -->
old
<!-- end -->
<!-- figures: speed -->
kept
<!-- end -->
`;

describe('fillPage', () => {
  it('[Q6] puts tables between their marks, keeps places without rows, and is stable', () => {
    const rows = [benchRow(), benchRow({ section: 'activity', method: 'divisi' })];
    const { text, filled, missing } = fillPage(page, rows);
    expect(filled).toEqual(['machine', 'quality']);
    expect(missing).toEqual(['activity', 'summary']);
    expect(text).toContain('| piece');
    expect(text).toContain('2 cores of a CPU, 8 GB memory, 100 GFLOP/s');
    expect(text).toContain('kept');
    expect(text).not.toContain('old');
    expect(text).toContain('\ntext\n');
    expect(fillPage(text, rows).text).toBe(text);
  });

  it('[Q6] leaves machine and aims as they are without the rows of the quality bench', () => {
    const { filled } = fillPage(page, [benchRow({ section: 'activity', method: 'divisi' })]);
    expect(filled).toEqual([]);
  });
});
