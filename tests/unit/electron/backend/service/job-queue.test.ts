import { describe, expect, it } from 'vitest';
import { JobQueue } from '../../../../../electron/backend/service/job-queue.ts';
import type { JobKind, JobState } from '../../../../../shared/contract/engine-state.ts';
import { callerGone } from '../../../../../shared/rpc/platform.ts';
import { ok } from '../../../../../shared/std/result.ts';
import type { Result } from '../../../../../shared/std/result.ts';

/** A queue whose jobs run until they are told to end. */
function openQueue(): {
  queue: JobQueue;
  states: () => string[];
  add: (kind: JobKind, caller?: AbortController) => { end(): void; result: Promise<Result<string>> };
} {
  let jobs: readonly JobState[] = [];
  const queue = new JobQueue((changed) => (jobs = changed));
  return {
    queue,
    states: () => jobs.map(({ id, kind, state }) => `${id} ${kind} ${state}`),
    add(kind, caller = new AbortController()) {
      let end: () => void = () => {};
      const ended = new Promise<void>((resolve) => (end = resolve));
      const result = queue.run(
        { project: 'p', kind, outlivesCaller: kind === 'train' },
        { signal: caller.signal, report: () => {} },
        async ({ signal, report }) => {
          report({ phase: kind, fraction: 0, detail: '', secondsLeft: null });
          await Promise.race([
            ended,
            new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve())),
          ]);
          return ok(signal.aborted ? 'stopped' : 'done');
        },
      );
      return { end: () => end(), result };
    },
  };
}

describe('JobQueue', () => {
  it('[RP16] runs one heavy job at a time, in order, and shows who waits', async () => {
    const { states, add } = openQueue();
    const render = add('render');
    const train = add('train');
    const align = add('align');
    expect(states()).toEqual(['job1 render running', 'job2 train waiting', 'job3 align waiting']);
    render.end();
    expect(await render.result).toEqual(ok('done'));
    expect(states()).toEqual(['job2 train running', 'job3 align waiting']);
    train.end();
    align.end();
    expect([await train.result, await align.result]).toEqual([ok('done'), ok('done')]);
    expect(states()).toEqual([]);
  });

  it('[RP16] a preview runs beside a training, and else comes next', async () => {
    const { states, add } = openQueue();
    const train = add('train');
    const render = add('render');
    await Promise.resolve();
    const beside = add('preview');
    expect(states()).toEqual(['job1 train running', 'job3 preview running', 'job2 render waiting']);
    beside.end();
    train.end();
    await train.result;
    await beside.result;
    const waiting = add('align');
    const next = add('preview');
    expect(states()).toEqual(['job2 render running', 'job5 preview waiting', 'job4 align waiting']);
    for (const job of [render, waiting, next]) job.end();
    await Promise.all([render.result, waiting.result, next.result]);
  });

  it('[RP8] cancels what runs and what waits, by its caller or by its id', async () => {
    const { queue, add } = openQueue();
    const caller = new AbortController();
    const running = add('render');
    const waiting = add('align', caller);
    caller.abort();
    expect(await waiting.result).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(queue.cancel('job1')).toBe(true);
    expect(await running.result).toEqual(ok('stopped'));
    expect(queue.cancel('job1')).toBe(false);
  });

  it('[RP17] a training goes on when its window is gone; what only the window wanted does not', async () => {
    const { add } = openQueue();
    const caller = new AbortController();
    const train = add('train', caller);
    const preview = add('preview', caller);
    caller.abort(callerGone);
    expect(await preview.result).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    train.end();
    expect(await train.result).toEqual(ok('done'));
  });
});
