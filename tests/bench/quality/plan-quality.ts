/** From the options of `bench quality` to the list of its measurements. */
import { ok } from '../../../shared/std/result.ts';
import type { Result } from '../../../shared/std/result.ts';
import type { BenchPlan } from '../bench-command.ts';
import type { BenchTask } from '../bench-task.ts';
import { activityTasks } from './activity-tasks.ts';
import { ceilingTasks } from './ceiling-tasks.ts';
import { listEnsembles, listPieces } from './data-set.ts';
import type { TestPiece } from './data-set.ts';
import { jitterTasks } from './jitter-tasks.ts';
import { parseQualityOptions } from './quality-options.ts';
import type { QualityOptions } from './quality-options.ts';
import { qualityTasks } from './quality-tasks.ts';
import { stepsClaimTasks } from './steps-claim-tasks.ts';
import { timeCurveTasks } from './time-curve-tasks.ts';
import { variantTasks } from './variant-tasks.ts';

/** For what is measured on two pieces only, unless others are named: short, one thin and one dense. */
const usualTwo = ['bach-inv13', 'chopin-op28-20'];

/** Fails with 'bad-usage' and 'file-missing'. */
export async function planQuality(args: readonly string[], folder: string): Promise<Result<BenchPlan>> {
  const options = parseQualityOptions(args, folder);
  if (!options.ok) return options;
  const { data, json, pianos, pieces: wanted, only, extras } = options.value;
  const listed = await listPieces(data, pianos, wanted);
  if (!listed.ok) return listed;
  const pieces = listed.value;
  const tasks: BenchTask[] = only ? [] : qualityTasks(pieces, options.value);
  tasks.push(...jitterTasks(pieces, options.value));
  if (extras.has('ceiling')) tasks.push(...ceilingTasks(pieces, options.value));
  if (extras.has('variants')) tasks.push(...variantTasks(twoOf(pieces, options.value), options.value));
  if (extras.has('ensembles')) {
    const ensembles = await listEnsembles(data);
    if (!ensembles.ok) return ensembles;
    tasks.push(...qualityTasks(ensembles.value, options.value, 'ensembles'));
  }
  const [claimed] = twoOf(pieces, options.value).slice(-1);
  if (extras.has('steps-claim') && claimed !== undefined) {
    tasks.push(...stepsClaimTasks(claimed, options.value));
  }
  if (extras.has('time-curve')) tasks.push(...timeCurveTasks(pieces, options.value));
  if (extras.has('activity')) tasks.push(...activityTasks(pieces, options.value));
  return ok({ json, tasks });
}

/** Two pieces on the richest piano asked for. */
function twoOf(pieces: readonly TestPiece[], { pianos, pieces: wanted }: QualityOptions): TestPiece[] {
  const piano = pianos.at(-1);
  return pieces
    .filter((piece) => piece.piano === piano && (wanted ?? usualTwo).includes(piece.slug))
    .slice(0, 2);
}
