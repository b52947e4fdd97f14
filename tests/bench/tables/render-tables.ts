/** All rows of a bench as the sections of a Markdown page. */
import type { BenchRow, SectionName } from '../bench-row.ts';
import { machineLine } from '../machine.ts';
import { costTable } from './cost-table.ts';
import { distinct, nsdrTable } from './quality-table.ts';

type SectionTable = {
  readonly section: SectionName;
  readonly title: string;
  /** @param all every row of the bench, for comparisons with other sections */
  render(rows: readonly BenchRow[], all: readonly BenchRow[]): string;
};

const tables: readonly SectionTable[] = [
  {
    section: 'quality',
    title: 'NSDR by piece and method, dB',
    render: (rows) => byPianoAndExcerpt(rows, (part) => `${nsdrTable(part)}\n\n${costTable(part)}`),
  },
];

/** Sections without rows are left out. */
export function renderTables(rows: readonly BenchRow[]): string {
  const parts = renderSections(rows).map(({ title, text }) => `### ${title}\n\n${text}`);
  const machines = distinct(rows.map(({ machine }) => machineLine(machine)));
  return [...machines.map((line) => `Measured on ${line}.`), ...parts].join('\n\n') + '\n';
}

export type RenderedSection = {
  readonly section: SectionName;
  readonly title: string;
  readonly text: string;
};

export function renderSections(rows: readonly BenchRow[]): RenderedSection[] {
  return tables.flatMap(({ section, title, render }) => {
    const own = rows.filter((row) => row.section === section);
    return own.length === 0 ? [] : [{ section, title, text: render(own, rows) }];
  });
}

function byPianoAndExcerpt(rows: readonly BenchRow[], render: (part: readonly BenchRow[]) => string): string {
  const keyOf = ({ piano, settings }: BenchRow): string => {
    const excerpt = String(settings['excerpt']);
    return `${piano}, ${excerpt === 'whole' ? 'whole pieces' : `seconds ${excerpt}`}`;
  };
  return distinct(rows.map(keyOf))
    .map((key) => `**${key}**\n\n${render(rows.filter((row) => keyOf(row) === key))}`)
    .join('\n\n');
}
