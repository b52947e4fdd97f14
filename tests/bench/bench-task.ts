/** A measurement that can be made: what it is called in the file, and how to make it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunJob } from '../../electron/backend/cli/command-io.ts';
import { durationText } from '../../electron/backend/cli/duration-text.ts';
import type { JobHooks } from '../../electron/backend/jobs/run-trainer-job.ts';
import { err, ok } from '../../shared/std/result.ts';
import type { Result } from '../../shared/std/result.ts';
import type { BenchFile } from './bench-file.ts';
import type { RowIdentity, RowOutcome } from './bench-row.ts';
import { describeMachine } from './machine.ts';
import type { RunBenchJob } from './worker/bench-jobs.ts';

export type BenchTools = {
  /** The product's own separations and evaluations. */
  readonly runJob: RunJob;
  /** What only a bench does. */
  readonly runBenchJob: RunBenchJob;
  /** The built cli.entry.js. */
  readonly cliPath: string;
  readonly hooks: JobHooks;
};

export type BenchTask = {
  readonly identity: RowIdentity;
  /** @param folder an empty one, removed afterwards */
  run(folder: string, tools: BenchTools): Promise<Result<RowOutcome>>;
};

export type TaskCounts = { readonly measured: number; readonly known: number; readonly failed: number };

/**
 * Makes the measurements that the file lacks, one after another. One that fails is told and left out, so
 * that it is tried again next time. Fails with 'cancelled', or when the file cannot be written.
 */
export async function runTasks(
  tasks: readonly BenchTask[],
  file: BenchFile,
  tools: BenchTools,
  say: (text: string) => void,
): Promise<Result<TaskCounts>> {
  const open = tasks.filter(({ identity }) => !file.has(identity));
  const known = tasks.length - open.length;
  if (known > 0) say(`${known} of ${tasks.length} rows are in "${file.path}" already.`);
  const gflops = open.length === 0 ? ok(null) : await tools.runBenchJob({ kind: 'gflops' }, tools.hooks);
  if (!gflops.ok) return gflops;
  let failed = 0;
  const startMs = performance.now();
  for (const [index, task] of open.entries()) {
    const folder = await mkdtemp(join(tmpdir(), 'divisi-bench-'));
    const taskStartMs = performance.now();
    let outcome: Result<RowOutcome>;
    try {
      outcome = await task.run(folder, tools);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
    const { section, piece, piano, method, condition } = task.identity;
    const name = [section, piece, piano, method, condition].filter((part) => part !== '').join(' ');
    if (!outcome.ok) {
      if (outcome.error.code === 'cancelled') return err(outcome.error);
      failed += 1;
      say(`${name}: failed: ${outcome.error.message}`);
      continue;
    }
    const machine = describeMachine(gflops.value);
    const added = await file.add({
      ...task.identity,
      ...outcome.value,
      machine,
      madeAt: new Date().toISOString(),
    });
    if (!added.ok) return added;
    const elapsedSec = (performance.now() - startMs) / 1000;
    const leftSec = (elapsedSec / (index + 1)) * (open.length - index - 1);
    const took = ((performance.now() - taskStartMs) / 1000).toFixed(0);
    const { nsdr } = outcome.value.figures;
    const figure = nsdr === undefined ? '' : `${nsdr.toFixed(2)} dB, `;
    say(
      `[${index + 1}/${open.length}] ${name}: ${figure}${took} s${leftSec > 0 ? `; about ${durationText(leftSec)} left` : ''}`,
    );
  }
  return ok({ measured: open.length - failed, known, failed });
}
