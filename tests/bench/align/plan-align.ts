/** From the options of `bench align` to the list of its measurements. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { alignerNames } from '../../../electron/backend/engine/alignment-choice.ts';
import type { AlignerName } from '../../../electron/backend/engine/alignment-choice.ts';
import { divisiError } from '../../../shared/contract/errors.ts';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import type { BenchPlan } from '../bench-command.ts';
import type { BenchTask } from '../bench-task.ts';
import { alignIdentity } from './align-identity.ts';
import { anchorTasks } from './anchor-tasks.ts';
import { derivedTasks } from './derived-tasks.ts';
import { measureAlignment } from './measure-alignment.ts';
import { listPerformances, setNames } from './performances.ts';
import type { TestPerformance } from './performances.ts';
import { realTasks } from './real-tasks.ts';
import { refusalTasks } from './refusal-tasks.ts';
import { separationTasks } from './separation-tasks.ts';
import { speedTasks } from './speed-tasks.ts';

/** Parts of the bench, in the order in which they are measured. */
const alignParts = ['errors', 'derived', 'refusal', 'anchor', 'speed', 'separation', 'real'] as const;

const flags = {
  data: { type: 'string' },
  json: { type: 'string' },
  aligners: { type: 'string', default: alignerNames.join(',') },
  pieces: { type: 'string' },
  parts: { type: 'string', default: alignParts.join(',') },
  // Rows that the file has are never measured again; the flag says so to the reader of a command.
  resume: { type: 'boolean', default: false },
} as const;

/** Fails with 'bad-usage' and 'file-missing'. */
export async function planAlign(args: readonly string[], folder: string): Promise<Result<BenchPlan>> {
  try {
    const { values } = parseArgs({ args: [...args], options: flags });
    const { data, json, pieces } = values;
    if (data === undefined) throw new Error('--data DIR is missing');
    if (json === undefined) throw new Error('--json FILE is missing');
    const aligners = listOf(values.aligners, alignerNames, '--aligners');
    const parts = listOf(values.parts, alignParts, '--parts');
    const listed = await listPerformances(resolve(folder, data), setNames, pieces?.split(',') ?? null);
    if (!listed.ok) return listed;
    const tasks: BenchTask[] = [];
    const performances = listed.value;
    if (parts.includes('errors')) tasks.push(...errorTasks(performances, aligners));
    if (parts.includes('derived')) tasks.push(...derivedTasks(performances, aligners));
    if (parts.includes('refusal')) tasks.push(...refusalTasks(performances, aligners));
    if (parts.includes('anchor')) tasks.push(...anchorTasks(performances));
    if (parts.includes('speed')) tasks.push(...speedTasks(performances, aligners));
    if (parts.includes('separation')) tasks.push(...separationTasks(performances));
    if (parts.includes('real')) {
      const real = await realTasks(resolve(folder, data), aligners);
      if (!real.ok) return real;
      tasks.push(...real.value);
    }
    return ok({ json: resolve(folder, json), tasks });
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    return err(divisiError('bad-usage', `bench align: ${message}`));
  }
}

/** Every performance with every aligner. */
function errorTasks(performances: readonly TestPerformance[], aligners: readonly AlignerName[]): BenchTask[] {
  return performances.flatMap((piece) =>
    aligners.map((aligner): BenchTask => ({
      identity: alignIdentity('align', piece, aligner, ''),
      run: (_folder, tools) => measureAlignment(piece, aligner, tools),
    })),
  );
}

function listOf<T extends string>(text: string, choices: readonly T[], option: string): T[] {
  return text.split(',').map((name) => {
    const choice = choices.find((each) => each === name.trim());
    if (choice === undefined) throw new Error(`${option} "${name}" is none of ${choices.join(', ')}`);
    return choice;
  });
}
