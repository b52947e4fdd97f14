/** `bench window`: the window in Chromium, with a long piece of many notes. */
import { resolve } from 'node:path';
import { divisiError } from '../../../shared/contract/errors.ts';
import { err, ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import type { BenchPlan } from '../bench-command.ts';
import { badUse, benchOptions } from '../bench-options.ts';
import type { BenchTask } from '../bench-task.ts';
import { makeBenchProject, pieceSize } from './bench-project.ts';
import type { BenchProject } from './bench-project.ts';
import { measurements } from './measure-window.ts';
import type { Measurement } from './measure-window.ts';

const flags = {
  json: { type: 'string' },
  minutes: { type: 'string', default: '10' },
  only: { type: 'string' },
} as const;

/** Fails with 'bad-usage'. @param bundle folder of the built programs, window included */
export function planWindow(args: readonly string[], folder: string, bundle: string): Result<BenchPlan> {
  const parsed = benchOptions('window', args, flags);
  if (!parsed.ok) return parsed;
  const values = parsed.value;
  const minutes = Number(values.minutes);
  if (values.json === undefined) return badUse('window', '--json FILE is needed');
  if (!(minutes > 0 && minutes <= 120)) {
    return badUse('window', `--minutes "${values.minutes}" is no number above 0 and up to 120`);
  }
  const names = Object.keys(measurements) as (keyof typeof measurements)[];
  const chosen = names.filter((name) => values.only === undefined || name.startsWith(values.only));
  if (chosen.length === 0) return badUse('window', `--only "${values.only}" is none of: ${names.join('; ')}`);
  // All rows look at one project, which the first one makes.
  let project: Promise<BenchProject> | null = null;
  const tasks = chosen.map((name): BenchTask => {
    const measure: Measurement = measurements[name];
    return {
      identity: {
        section: 'window',
        piece: `${pieceSize.notes} notes, ${pieceSize.seconds} s`,
        piano: '',
        method: '',
        condition: name,
        settings: name === 'heap after playing' ? { minutes } : {},
        seed: 1,
      },
      async run() {
        try {
          project ??= makeBenchProject(bundle);
          const figures = await measure(await project, { minutes });
          return ok({ figures, nsdr: {}, remarks: [] });
        } catch (cause) {
          return err(divisiError('lost', cause instanceof Error ? cause.message : String(cause)));
        }
      },
    };
  });
  const end = async (): Promise<void> => {
    const made = await project?.catch(() => null);
    await made?.end();
  };
  return ok({ json: resolve(folder, values.json), tasks, end });
}
