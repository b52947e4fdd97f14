import { describe, expect, it } from 'vitest';
import { divisiError } from '../../../../shared/contract/errors.ts';
import { err, ok } from '../../../../shared/std/result.ts';
import type { Result } from '../../../../shared/std/result.ts';
import { BenchFile } from '../../../bench/bench-file.ts';
import type { RowOutcome } from '../../../bench/bench-row.ts';
import { runTasks } from '../../../bench/bench-task.ts';
import type { BenchTask, BenchTools } from '../../../bench/bench-task.ts';
import { benchRow } from '../../../support/bench-rows.ts';
import { useTempFolder } from '../../../support/temp-folder.ts';

const place = useTempFolder();
const tools: BenchTools = {
  runJob: () => Promise.reject(new Error('no job expected')),
  runBenchJob: (() => Promise.resolve(ok(50))) as unknown as BenchTools['runBenchJob'],
  cliPath: '',
  hooks: { signal: new AbortController().signal, onProgress: () => {}, warn: () => {} },
};

function task(piece: string, ran: string[], outcome?: Result<RowOutcome>): BenchTask {
  const { figures, nsdr, remarks } = benchRow();
  return {
    identity: benchRow({ piece }),
    run: () => {
      ran.push(piece);
      return Promise.resolve(outcome ?? ok({ figures, nsdr, remarks }));
    },
  };
}

describe('runTasks', () => {
  it('[Q1] a bench that was stopped goes on with what it lacks', async () => {
    const ran: string[] = [];
    const stopped = task('b', ran, err(divisiError('cancelled', 'Stopped.')));
    const path = place('resume.json');
    const open = async (): Promise<BenchFile> => {
      const file = await BenchFile.open(path);
      if (!file.ok) throw new Error(file.error.message);
      return file.value;
    };
    const first = await runTasks([task('a', ran), stopped, task('c', ran)], await open(), tools, () => {});
    expect(!first.ok && first.error.code).toBe('cancelled');
    expect(ran).toEqual(['a', 'b']);
    const all = [task('a', ran), task('b', ran), task('c', ran)];
    const second = await runTasks(all, await open(), tools, () => {});
    expect(second).toEqual(ok({ measured: 2, known: 1, failed: 0 }));
    expect(ran).toEqual(['a', 'b', 'b', 'c']);
    expect((await open()).rows.map(({ piece }) => piece)).toEqual(['a', 'b', 'c']);
  });

  it('[Q2] a failed measurement is told, leaves no row and stops no other', async () => {
    const ran: string[] = [];
    const said: string[] = [];
    const file = await BenchFile.open(place('failed.json'));
    if (!file.ok) throw new Error(file.error.message);
    const failing = task('a', ran, err(divisiError('lost', 'it broke')));
    const counts = await runTasks([failing, task('b', ran)], file.value, tools, (text) => said.push(text));
    expect(counts).toEqual(ok({ measured: 1, known: 0, failed: 1 }));
    expect(file.value.rows.map(({ piece }) => piece)).toEqual(['b']);
    expect(said.join('\n')).toContain('it broke');
    expect(file.value.rows[0]?.machine.gflops).toBe(50);
  });
});
