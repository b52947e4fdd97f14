/** All rows of a bench as the sections of a Markdown page. */
import type { BenchRow, SectionName } from '../bench-row.ts';
import { machineLine } from '../machine.ts';
import type { Machine } from '../machine.ts';
import { activityTable } from './activity-table.ts';
import {
  alignSeparationTable,
  alignSpeedTable,
  anchorTable,
  derivedTable,
  realTable,
  refusalTable,
} from './align-case-tables.ts';
import { alignErrorTables } from './align-tables.ts';
import { ceilingTable, jitterTable, variantTable } from './condition-table.ts';
import { correctTable } from './correct-table.ts';
import { costTable } from './cost-table.ts';
import { documentTable } from './document-table.ts';
import { exportTable } from './export-table.ts';
import { latestRows } from './latest-rows.ts';
import { distinct, nsdrTable } from './quality-table.ts';
import { speedTable } from './speed-table.ts';
import { summaryTable } from './summary-table.ts';
import { stepsClaimTable, timeCurveTables } from './training-tables.ts';
import { windowTable } from './window-table.ts';

type SectionTable = {
  readonly section: SectionName;
  readonly title: string;
  /** @param all every row of the bench, for comparisons with other sections */
  readonly render: (rows: readonly BenchRow[], all: readonly BenchRow[]) => string;
};

const tables: readonly SectionTable[] = [
  {
    section: 'quality',
    title: 'NSDR by piece and method, dB',
    render: (rows) => byPianoAndExcerpt(rows, (part) => `${nsdrTable(part)}\n\n${costTable(part)}`),
  },
  {
    section: 'jitter',
    title: 'NSDR with notes moved at random, dB, mean over the pieces',
    render: (rows) => byPianoAndExcerpt(rows, jitterTable),
  },
  {
    section: 'ceiling',
    title: 'Distance from soft masks of the true stems, NSDR in dB',
    render: (rows, all) => byPianoAndExcerpt(rows, (part) => ceilingTable(part, all)),
  },
  {
    section: 'variants',
    title: 'Stereo, other rates, finer samples: NSDR in dB, and its change against mono',
    render: (rows) => byPianoAndExcerpt(rows, variantTable),
  },
  {
    section: 'ensembles',
    title: 'Ensembles: NSDR by piece and method, dB',
    render: (rows) => byPianoAndExcerpt(rows, nsdrTable),
  },
  {
    section: 'steps-claim',
    title: "The paper's claim: stages, steps and silent units",
    render: (rows) => byPianoAndExcerpt(rows, stepsClaimTable),
  },
  {
    section: 'time-curve',
    title: 'NSDR over the seconds of training',
    render: (rows) => byPianoAndExcerpt(rows, timeCurveTables),
  },
  {
    section: 'activity',
    title: 'Frame-wise F1 of activity against the notes as they sound',
    render: (rows) => byPianoAndExcerpt(rows, activityTable),
  },
  { section: 'speed', title: 'Whole jobs of the default method', render: speedTable },
  { section: 'document', title: 'Edits of a document with 10,000 notes', render: documentTable },
  { section: 'export', title: 'Exports for other programs', render: exportTable },
  { section: 'window', title: 'The window', render: windowTable },
  { section: 'correct', title: 'Corrections of a trained three-minute piece', render: correctTable },
  { section: 'align', title: 'Onset errors of the alignment', render: alignErrorTables },
  { section: 'align-derived', title: 'Alignment of changed performances', render: derivedTable },
  { section: 'align-refusal', title: 'Scores of other pieces', render: refusalTable },
  { section: 'align-anchor', title: 'One wrong anchor', render: anchorTable },
  { section: 'align-separation', title: 'NSDR with found times, dB', render: alignSeparationTable },
  { section: 'align-real', title: 'Onset strength where notes are found', render: realTable },
  { section: 'align-speed', title: 'Time of an alignment', render: alignSpeedTable },
];

export type RenderedSection = {
  readonly section: SectionName;
  readonly title: string;
  readonly text: string;
};

/** Sections without rows are left out; of rows for one cell of a table the latest counts. */
export function renderSections(rows: readonly BenchRow[]): RenderedSection[] {
  const latest = latestRows(rows);
  return tables.flatMap(({ section, title, render }) => {
    const own = latest.filter((row) => row.section === section);
    return own.length === 0 ? [] : [{ section, title, text: render(own, latest) }];
  });
}

export function renderTables(rows: readonly BenchRow[]): string {
  const parts = renderSections(rows).map(({ title, text }) => `### ${title}\n\n${text}`);
  const summary = `### Aims\n\n${summaryTable(latestRows(rows))}`;
  return `${[machineLines(rows), summary, ...parts].join('\n\n')}\n`;
}

/** One line per machine; its speed is the best that any run measured, before others had work to do. */
export function machineLines(rows: readonly BenchRow[]): string {
  const machines = latestRows(rows).map(({ machine }) => machine);
  const nameOf = (machine: Machine): string => machineLine({ ...machine, gflops: null });
  return distinct(machines.map(nameOf))
    .map((name) => {
      const same = machines.filter((machine) => nameOf(machine) === name);
      const gflops = Math.max(...same.map((machine) => machine.gflops ?? 0));
      return `Measured on ${machineLine({ ...same[0]!, gflops: gflops === 0 ? null : gflops })}.`;
    })
    .join('\n\n');
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
