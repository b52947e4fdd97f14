/** A command line without a process: collects what is written and answers jobs with what a test wants. */
import type { CommandIo, RunJob } from '../../electron/backend/cli/command-io.ts';
import { divisiError } from '../../shared/contract/errors.ts';
import { err } from '../../shared/std/result.ts';

export type FakeIo = CommandIo & {
  readonly out: () => string;
  readonly err: () => string;
  readonly stop: AbortController;
};

export function fakeIo(folder: string, runJob?: RunJob): FakeIo {
  let out = '';
  let errors = '';
  const stop = new AbortController();
  return {
    writeOut: (text) => void (out += text),
    writeErr: (text) => void (errors += text),
    isTerminal: false,
    columns: () => 80,
    nowMs: () => 0,
    folder,
    signal: stop.signal,
    runJob: runJob ?? (() => Promise.resolve(err(divisiError('lost', 'No job was expected.')))),
    out: () => out,
    err: () => errors,
    stop,
  };
}
