/** A command line without a process: collects what is written and answers jobs with what a test wants. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CommandIo, RunJob } from '../../electron/backend/cli/command-io.ts';
import { main } from '../../electron/backend/cli/main.ts';
import type { SeparationReport } from '../../electron/backend/engine/separation-report.ts';
import type { TrainerJob } from '../../electron/backend/jobs/trainer-protocol.ts';
import { divisiError } from '../../shared/contract/errors.ts';
import { err, ok } from '../../shared/std/result.ts';
import { midiFile, off, on, trackName } from './midi-file-bytes.ts';
import { methodSettings } from '../../electron/backend/engine/model/method-settings.ts';

export type FakeIo = CommandIo & {
  readonly out: () => string;
  readonly err: () => string;
  readonly stop: AbortController;
};

export function fakeIo(folder: string, runJob?: RunJob, doorsFolder = join(folder, 'doors')): FakeIo {
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
    doorsFolder,
    signal: stop.signal,
    runJob: runJob ?? (() => Promise.resolve(err(divisiError('lost', 'No job was expected.')))),
    out: () => out,
    err: () => errors,
    stop,
  };
}

export const sampleReport: SeparationReport = {
  recording: '/r.wav',
  score: '/s.mid',
  method: 'divisi',
  backend: 'native',
  sampleRate: 44100,
  channels: 2,
  durationSec: 40,
  stems: [{ group: 'right', kind: 'group', file: '/o/r - 01 right.wav', notes: 3 }],
  nullDepthDb: -131.25,
  alignment: null,
  seconds: { decode: 1, align: 0, labels: 1, train: 20, separate: 3, write: 1, total: 26 },
  realTimeFactor: 0.65,
  peakRssMb: 700,
  epochs: 25,
  seed: 1,
  settings: methodSettings('divisi', {}),
  lossCurve: [],
  remarks: [],
  activity: null,
};

export type Asked = { job: TrainerJob; partialFiles: readonly string[] };

/** Answers with the report, and remembers what was asked. */
export function answering(asked: Asked[], result: unknown = ok(sampleReport)): RunJob {
  return ((job: TrainerJob, hooks: Parameters<RunJob>[1], partialFiles: readonly string[]) => {
    asked.push({ job, partialFiles });
    hooks.onProgress({ phase: 'train', fraction: 0.5, detail: 'epoch 1 of 2', secondsLeft: 61 });
    hooks.warn('the piano is out of tune.');
    return Promise.resolve(result);
  }) as RunJob;
}

/** @param args separated by spaces. */
export async function runCommand(
  folder: string,
  args: string,
  runJob?: RunJob,
  doorsFolder?: string,
): Promise<{ code: number; out: string; err: string }> {
  const io = fakeIo(folder, runJob, doorsFolder);
  const code = await main(args === '' ? [] : args.split(' '), io);
  return { code, out: io.out(), err: io.err() };
}

/** Scores good and bad, selection files, and a recording that nobody opens. */
export async function writeCommandInputs(folder: string): Promise<void> {
  const hands = midiFile(
    {},
    [trackName('left'), on(0, 40), off(480, 40)],
    [trackName('right'), on(0, 70), off(480, 70)],
  );
  await writeFile(join(folder, 'hands.mid'), hands);
  await writeFile(join(folder, 'one.mid'), midiFile({}, [on(0, 40), off(480, 40)]));
  await writeFile(join(folder, 'drums.mid'), midiFile({}, [on(0, 40, 9), off(480, 40, 9)]));
  await writeFile(join(folder, 'film.mid'), midiFile({ division: 0xe728 }, [on(0, 40), off(480, 40)]));
  await writeFile(join(folder, 'take.wav'), 'not looked at here');
  await writeFile(join(folder, 'bad.json'), '{"groups": [{"name": "a"}]}');
  await writeFile(
    join(folder, 'cello.json'),
    '{"groups": [{"name": "a", "select": [{"tracks": ["cello"]}]}]}',
  );
  await writeFile(
    join(folder, 'low.json'),
    '{"groups": [{"name": "low", "select": [{"pitches": ["C1-C3"]}]}]}',
  );
}
