/** Puts tables into a Markdown page, between marks that name them. */
import type { BenchRow } from '../bench-row.ts';
import { latestRows } from './latest-rows.ts';
import { machineLines, renderSections } from './render-tables.ts';
import { summaryTable } from './summary-table.ts';

export type FilledPage = {
  readonly text: string;
  /** Names of the figures that were put in. */
  readonly filled: readonly string[];
  /** Names that there are rows for and no marks in the page. */
  readonly missing: readonly string[];
};

/**
 * Replaces what stands between `<!-- figures: NAME -->` and `<!-- end -->`, NAME a section, 'summary' or 'machine'.
 * Places without rows keep what they hold; summary and machine are those of the quality bench and what is given
 * with it.
 */
export function fillPage(page: string, rows: readonly BenchRow[]): FilledPage {
  const texts = new Map(renderSections(rows).map(({ section, text }) => [section as string, text]));
  // One bench of many would put its own aims in place of all.
  if (rows.some(({ section }) => section === 'quality')) {
    texts.set('machine', machineLines(rows));
    texts.set('summary', summaryTable(latestRows(rows)));
  }
  const filled: string[] = [];
  const text = page.replace(
    /(<!-- figures: ([\w-]+) -->\n)[\s\S]*?(<!-- end -->)/g,
    (whole, open: string, name: string, close: string) => {
      const figures = texts.get(name);
      if (figures === undefined) return whole;
      filled.push(name);
      return `${open}\n${figures}\n\n${close}`;
    },
  );
  return { text, filled, missing: [...texts.keys()].filter((name) => !filled.includes(name)) };
}
