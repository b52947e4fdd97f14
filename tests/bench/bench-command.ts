/** The command `npm run bench -- quality|speed|align|correct|document|export|window|tables ...`. */
import { dirname } from 'node:path';
import { errorCatalogue } from '../../shared/contract/errors.ts';
import type { DivisiError } from '../../shared/contract/errors.ts';
import type { Result } from '../../shared/std/result.ts';
import { planAlign } from './align/plan-align.ts';
import { BenchFile } from './bench-file.ts';
import { runTasks } from './bench-task.ts';
import type { BenchTask, BenchTools } from './bench-task.ts';
import { planCorrect } from './correct/plan-correct.ts';
import { planDocument } from './document/plan-document.ts';
import { planExport } from './export/plan-export.ts';
import { planQuality } from './quality/plan-quality.ts';
import { planSpeed } from './speed/plan-speed.ts';
import { printTables } from './tables/print-tables.ts';
import { renderTables } from './tables/render-tables.ts';
import { planWindow } from './window/plan-window.ts';

export type BenchIo = BenchTools & {
  writeOut(text: string): void;
  writeErr(text: string): void;
  /** Relative paths are taken from here. */
  readonly folder: string;
};

const usage = `npm run bench -- quality --data DIR --json FILE [--piano fluid|salamander|both] [--methods A,A+,B,C,D,divisi]
    [--recipe divisi|paper] [--excerpt START-END|whole] [--pieces a,b] [--seed N] [--resume] [--only]
    [--jitter-ms 50,150,400] [--ceiling] [--variants] [--ensembles] [--steps-claim] [--time-curve] [--activity]
    [--minutes N]
npm run bench -- speed --data DIR --json FILE [--piece a] [--piano fluid|salamander] [--minutes N] [--repeats N]
npm run bench -- align --data DIR --json FILE [--aligners chords,dtw] [--pieces a,b] [--parts a,b] [--resume]
npm run bench -- correct --data DIR --json FILE [--piece a] [--piano fluid|salamander]
npm run bench -- document --json FILE [--edits N] [--seed N]
npm run bench -- export --json FILE [--seconds N]
npm run bench -- window --json FILE [--minutes N] [--only NAME]
npm run bench -- tables --json FILE... [--write BENCHMARKS.md]
BENCHMARKS.md says what each measures. A bench that is stopped goes on where it was.
`;

/** @returns the exit code: 0, 2 bad use, 3 unreadable input, 4 when a measurement failed, 130 stopped. */
export async function runBench(args: readonly string[], io: BenchIo): Promise<number> {
  const [command, ...rest] = args;
  switch (command) {
    case 'quality':
      return measure(await planQuality(rest, io.folder), io);
    case 'speed':
      return measure(await planSpeed(rest, io.folder), io);
    case 'align':
      return measure(await planAlign(rest, io.folder), io);
    case 'correct':
      return measure(await planCorrect(rest, io.folder), io);
    case 'document':
      return measure(planDocument(rest, io.folder), io);
    case 'export':
      return measure(planExport(rest, io.folder), io);
    case 'window':
      return measure(planWindow(rest, io.folder, dirname(io.cliPath)), io);
    case 'tables':
      return printTables(rest, io);
    default:
      io.writeErr(usage);
      return command === '--help' ? 0 : 2;
  }
}

export type BenchPlan = {
  readonly json: string;
  readonly tasks: readonly BenchTask[];
  /** After the last of them, whatever came of it. */
  readonly end?: () => Promise<void>;
};

async function measure(plan: Result<BenchPlan>, io: BenchIo): Promise<number> {
  if (!plan.ok) return fail(plan.error, io);
  const file = await BenchFile.open(plan.value.json);
  if (!file.ok) return fail(file.error, io);
  const { tasks, end } = plan.value;
  const counts = await runTasks(tasks, file.value, io, (text) => io.writeErr(`${text}\n`));
  await end?.();
  if (!counts.ok) return fail(counts.error, io);
  io.writeOut(renderTables(file.value.rows));
  if (counts.value.failed === 0) return 0;
  io.writeErr(`${counts.value.failed} of ${tasks.length} measurements failed; run the same command again.\n`);
  return 4;
}

function fail(error: DivisiError, io: BenchIo): number {
  const { title, exitCode } = errorCatalogue[error.code];
  io.writeErr(`bench: ${title}: ${error.message}\n`);
  return exitCode;
}
