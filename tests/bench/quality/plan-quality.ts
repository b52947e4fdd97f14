/** From the options of `bench quality` to the list of its measurements. */
import { ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import type { BenchPlan } from '../bench-command.ts';
import type { BenchTask } from '../bench-task.ts';
import { listPieces } from './data-set.ts';
import { parseQualityOptions } from './quality-options.ts';
import { qualityTasks } from './quality-tasks.ts';

/** Fails with 'bad-usage' and 'file-missing'. */
export async function planQuality(args: readonly string[], folder: string): Promise<Result<BenchPlan>> {
  const options = parseQualityOptions(args, folder);
  if (!options.ok) return options;
  const { data, json, pianos, pieces: wanted, only } = options.value;
  const listed = await listPieces(data, pianos, wanted);
  if (!listed.ok) return listed;
  const pieces = listed.value;
  const tasks: BenchTask[] = only ? [] : qualityTasks(pieces, options.value);
  return ok({ json, tasks });
}
