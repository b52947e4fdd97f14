import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RunJob } from '../../../../../electron/backend/cli/command-io.ts';
import { main } from '../../../../../electron/backend/cli/main.ts';
import type { SeparationReport } from '../../../../../electron/backend/engine/separation-report.ts';
import type { TrainerJob } from '../../../../../electron/backend/jobs/trainer-protocol.ts';
import { divisiError } from '../../../../../shared/contract/errors.ts';
import { err, ok } from '../../../../../shared/std/result.ts';
import { fakeIo } from '../../../../support/command-io.ts';
import { midiFile, off, on, trackName } from '../../../../support/midi-file-bytes.ts';
import { useTempFolder } from '../../../../support/temp-folder.ts';

const temp = useTempFolder();
const report: SeparationReport = {
  recording: '/r.wav',
  score: '/s.mid',
  method: 'divisi',
  backend: 'native',
  sampleRate: 44100,
  channels: 2,
  durationSec: 40,
  stems: [{ group: 'right', kind: 'group', file: '/o/r - 01 right.wav', notes: 3 }],
  nullDepthDb: -131.25,
  seconds: { decode: 1, labels: 1, train: 20, separate: 3, write: 1, total: 26 },
  realTimeFactor: 0.65,
  peakRssMb: 700,
  epochs: 25,
  seed: 1,
};

type Asked = { job: TrainerJob; partialFiles: readonly string[] };

/** Answers with the report, and remembers what was asked. */
function answering(asked: Asked[], result: unknown = ok(report)): RunJob {
  return ((job: TrainerJob, hooks: Parameters<RunJob>[1], partialFiles: readonly string[]) => {
    asked.push({ job, partialFiles });
    hooks.onProgress({ phase: 'train', fraction: 0.5, detail: 'epoch 1 of 2', secondsLeft: 61 });
    hooks.warn('the piano is out of tune.');
    return Promise.resolve(result);
  }) as RunJob;
}

async function run(args: string, runJob?: RunJob): Promise<{ code: number; out: string; err: string }> {
  const io = fakeIo(temp('.'), runJob);
  const code = await main(args === '' ? [] : args.split(' '), io);
  return { code, out: io.out(), err: io.err() };
}

beforeAll(async () => {
  const hands = midiFile(
    {},
    [trackName('left'), on(0, 40), off(480, 40)],
    [trackName('right'), on(0, 70), off(480, 70)],
  );
  await writeFile(temp('hands.mid'), hands);
  await writeFile(temp('one.mid'), midiFile({}, [on(0, 40), off(480, 40)]));
  await writeFile(temp('drums.mid'), midiFile({}, [on(0, 40, 9), off(480, 40, 9)]));
  await writeFile(temp('film.mid'), midiFile({ division: 0xe728 }, [on(0, 40), off(480, 40)]));
  await writeFile(temp('take.wav'), 'not looked at here');
  await writeFile(temp('bad.json'), '{"groups": [{"name": "a"}]}');
  await writeFile(temp('cello.json'), '{"groups": [{"name": "a", "select": [{"tracks": ["cello"]}]}]}');
  await writeFile(temp('low.json'), '{"groups": [{"name": "low", "select": [{"pitches": ["C1-C3"]}]}]}');
});

describe('help', () => {
  it('[C1] prints help with examples to standard output and exits 0', async () => {
    for (const command of ['', 'separate ', 'evaluate ', 'info ']) {
      const { code, out, err: errors } = await run(`${command}--help`);
      expect(code).toBe(0);
      expect(out).toMatch(/Examples:\n {2}divisi /);
      expect(errors).toBe('');
    }
  });
});

describe('bad use', () => {
  it.each([
    ['', /No command was given/],
    ['seperate', /Unknown command 'seperate'.*separate/],
    ['info', /missing required argument 'file'/i],
    ['separate take.wav hands.mid', /Required option '--out <folder>' not specified/],
    ['separate take.wav hands.mid more --out o', /too many arguments/i],
    ['separate take.wav hands.mid --out o --metod A', /Unknown option '--metod'.*--method/],
    [
      'separate take.wav hands.mid --out o --method E',
      /'--method <name>' argument 'E' .* A, A\+, B, C, D, divisi/,
    ],
    [
      'separate take.wav hands.mid --out o --tolerance -0.1',
      /'--tolerance <sec>' argument '-0.1' .* at least 0/,
    ],
    ['separate take.wav hands.mid --out o --tolerance NaN', /'--tolerance <sec>' argument 'NaN'/],
    ['separate take.wav hands.mid --out o --tolerance-onset 1,2,3', /BEFORE,AFTER/],
    ['separate take.wav hands.mid --out o --tolerance-sustain 0.1,-1', /'--tolerance-sustain.* at least 0/],
    ['separate take.wav hands.mid --out o --excerpt 40-0', /'--excerpt.*Its end must come after its start/],
    ['separate take.wav hands.mid --out o --excerpt ten', /START-END in seconds/],
    ['separate take.wav hands.mid --out o --bits 8', /'--bits <format>' argument '8' .* 16, 24, 32f/],
    ['separate take.wav hands.mid --out o --seed 1.5', /'--seed <n>'.*whole number/],
    ['separate take.wav hands.mid --out o --frames 2', /'--frames <n>'.*odd whole number/],
    ['separate take.wav hands.mid --out o --units 1', /'--units <p>'.*at least 2/],
    ['separate take.wav hands.mid --out o --lr 0', /'--lr <rate>'.*above 0/],
    ['separate take.wav hands.mid --out o --epochs 1e999', /'--epochs <n>'/],
    ['separate take.wav hands.mid --out o --backend gpu', /auto, native, wasm, cpu/],
    [
      'separate take.wav hands.mid --out o --window-ms 20 --hop-ms 30',
      /--hop-ms 30 is longer than --window-ms 20/,
    ],
    ['separate take.wav hands.mid --out o --groups voices', /--groups: "voices" is none of tracks, channels/],
    [
      'separate take.wav hands.mid --out o --groups bad.json',
      /"bad.json": groups\[0\]\.select: expected a list/,
    ],
    ['separate take.wav hands.mid --out o --groups cello.json', /Unknown group: .*no track "cello"/],
    ['separate take.wav one.mid --out o --groups hands', /Hands need exactly two tracks.*--split-pitch/],
    [
      'separate take.wav hands.mid --out o --groups tracks --split-pitch 60',
      /--split-pitch goes with --groups hands/,
    ],
    ['separate take.wav hands.mid --out o --split-pitch 30', /Empty group: --split-pitch 30/],
    ['separate take.wav hands.mid --out o --activity a.txt', /--activity: "a.txt" must end in .npy or .csv/],
    ['evaluate --mix m.wav --ref a.wav b.wav --est c.wav', /--ref has 2 and --est 1 files/],
  ])('[C2] "%s" exits 2 and names what is wrong', async (args, message) => {
    const { code, out, err: errors } = await run(args);
    expect(errors).toMatch(message);
    expect(errors).toMatch(/^divisi: [^\n]+\n$/);
    expect([code, out]).toEqual([2, '']);
    expect(existsSync(temp('o'))).toBe(false);
  });
});

describe('input that cannot be read', () => {
  it.each([
    ['separate none.wav hands.mid --out o', /File not found: There is no file ".*none\.wav"/],
    ['separate take.wav none.mid --out o', /File not found: There is no file ".*none\.mid"/],
    [
      'separate take.wav film.mid --out o',
      /Not a readable MIDI file: "film\.mid" counts time in film frames/,
    ],
    ['separate take.wav drums.mid --out o', /No notes: "drums\.mid" has only percussion/],
    ['separate take.wav hands.mid --out o --groups none.json', /File not found: .*none\.json/],
    ['info none.mid', /File not found/],
    ['info film.mid', /film frames/],
  ])('[C3] "%s" exits 3', async (args, message) => {
    const { code, out, err: errors } = await run(args);
    expect(errors).toMatch(message);
    expect([code, out]).toEqual([3, '']);
  });
});

describe('separate', () => {
  it('[C4] hands every option to the engine, with absolute paths', async () => {
    const asked: Asked[] = [];
    const args =
      'separate take.wav hands.mid --out o1 --piece Nocturne --groups hands --method A --tolerance 0.5 --tolerance-onset 0.1,0.2 ' +
      '--no-align --bits 32f --seed 7 --excerpt 2-40.5 --backend cpu --units 3 --free 4 --lambda 0.1 --lambda-schedule rising ' +
      '--frames 3 --window-ms 93 --hop-ms 23 --hidden 512 --lr 1e-4 --epochs 30 --batch full --exponent 1.5 --recipe paper ' +
      '--activity act.npy --model-cache cache';
    const { code, err: errors } = await run(args, answering(asked));
    expect(errors).not.toMatch(/divisi:/);
    expect(code).toBe(0);
    expect(asked[0]?.job).toEqual({
      kind: 'separate',
      request: {
        recordingPath: temp('take.wav'),
        scorePath: temp('hands.mid'),
        outputFolder: temp('o1'),
        piece: 'Nocturne',
        groups: { kind: 'hands' },
        method: 'A',
        overrides: {
          units: 3,
          freeUnits: 4,
          toleranceOnsetSec: { before: 0.1, after: 0.2 },
          toleranceSustainSec: { before: 0.5, after: 0.5 },
          lambda: 0.1,
          lambdaSchedule: 'rising',
          contextFrames: 3,
          windowMs: 93,
          hopMs: 23,
          hiddenUnits: 512,
          learningRate: 1e-4,
          epochs: 30,
          batchFrames: 0,
          maskExponent: 1.5,
          recipe: 'paper',
        },
        bits: '32f',
        seed: 7,
        excerptSec: { start: 2, end: 40.5 },
        backend: 'cpu',
        force: false,
        activityPath: temp('act.npy'),
        modelCacheFolder: temp('cache'),
      },
    });
    expect(asked[0]?.partialFiles).toEqual(
      [
        'o1/Nocturne - 01 right.wav',
        'o1/Nocturne - 02 left.wav',
        'o1/Nocturne - 03 residual.wav',
        'act.npy',
      ].map((name) => temp(`${name}.partial`)),
    );
  });

  it('[C4] has defaults that ask for nothing', async () => {
    const asked: Asked[] = [];
    const { code, err: errors } = await run('separate take.wav hands.mid --out o2', answering(asked));
    expect(code).toBe(0);
    expect(asked[0]?.job.request).toMatchObject({
      piece: 'take',
      groups: { kind: 'tracks' },
      method: 'divisi',
      overrides: {},
      bits: '24',
      backend: 'auto',
      excerptSec: null,
      activityPath: null,
      modelCacheFolder: null,
    });
    expect(errors.match(/taken as the recording's times/g)).toHaveLength(1);
  });

  it('[C5] --json prints exactly one object to standard output, the rest goes to standard error', async () => {
    const { out, err: errors } = await run('separate take.wav hands.mid --out o3 --json', answering([]));
    expect(JSON.parse(out)).toEqual(report);
    expect(errors).toMatch(/50 % {2}train, epoch 1 of 2, 1:01 min left\n/);
    expect(errors).toMatch(/Note: the piano is out of tune\.\n/);
  });

  it('[C5] --json prints failures as one object, too', async () => {
    const failed = err(divisiError('training-diverged', 'The cost is NaN.'));
    const {
      code,
      out,
      err: errors,
    } = await run('separate take.wav hands.mid --out o4 --json', answering([], failed));
    expect(code).toBe(4);
    expect(JSON.parse(out)).toEqual({
      error: {
        code: 'training-diverged',
        title: 'Training did not converge',
        message: 'The cost is NaN.',
        advice: expect.stringMatching(/--lr/) as unknown,
        exitCode: 4,
      },
    });
    expect(errors).toMatch(/divisi: Training did not converge: The cost is NaN\. Try another seed/);
    expect(existsSync(temp('o4'))).toBe(false);
    const usage = await run('separate take.wav --json');
    expect(JSON.parse(usage.out)).toMatchObject({ error: { code: 'bad-usage', exitCode: 2 } });
  });

  it('[C5] without --json tells people what was written', async () => {
    const { out } = await run('separate take.wav hands.mid --out o5', answering([]));
    expect(out).toMatch(/^1 stem of 40 s in 26 s \(0\.65 x its length\), method divisi, native:\n/);
    expect(out).toMatch(/right +3 notes {2}\/o\/r - 01 right\.wav\nNull depth: -131\.3 dB\n$/);
  });

  it('[C7] never replaces files without --force, and says which are there', async () => {
    await mkdir(temp('o6'));
    await writeFile(temp('o6/take - 02 right.wav'), 'precious');
    const { code, err: errors } = await run('separate take.wav hands.mid --out o6', answering([]));
    expect(code).toBe(2);
    expect(errors).toMatch(/Output exists: "take - 02 right\.wav" already exists in ".*o6"\. .*--force/);
    expect((await run('separate take.wav hands.mid --out o6 --groups channels', answering([]))).code).toBe(0);
    expect((await run('separate take.wav hands.mid --out o6 --force', answering([]))).code).toBe(0);
  });

  it('[C7] refuses a folder that cannot be one', async () => {
    const { code, err: errors } = await run(
      'separate take.wav hands.mid --out take.wav/stems',
      answering([]),
    );
    expect(code).toBe(4);
    expect(errors).toMatch(/Cannot write: ".*stems" is not a folder/);
  });

  it('[C6] names files by piece, number and group, safely', async () => {
    const asked: Asked[] = [];
    await run('separate take.wav hands.mid --out o7 --piece ../a:b --groups low.json', answering(asked));
    expect(asked[0]?.partialFiles.map((path) => path.slice(temp('o7').length + 1))).toEqual([
      '-a-b - 01 low.wav.partial',
      '-a-b - 02 rest.wav.partial',
      '-a-b - 03 residual.wav.partial',
    ]);
  });

  it('[C8] a stopped job exits 130 and leaves no folder behind', async () => {
    const io = fakeIo(temp('.'), () => {
      io.stop.abort();
      return Promise.resolve(err(divisiError('cancelled', 'Stopped.')));
    });
    expect(await main(['separate', 'take.wav', 'hands.mid', '--out', 'o8/deep'], io)).toBe(130);
    expect(io.err()).toMatch(/divisi: Stopped: Nothing was written\.\n$/);
    expect(existsSync(temp('o8'))).toBe(false);
  });
});

describe('info and evaluate', () => {
  it('[C9] info lists tracks as selection files count them', async () => {
    const { out } = await run('info hands.mid --json');
    expect(JSON.parse(out)).toMatchObject({
      kind: 'score',
      file: join(temp('.'), 'hands.mid'),
      notes: 2,
      durationSec: 0.5,
      tracks: [
        {
          number: 1,
          name: 'left',
          notes: 1,
          lowest: 40,
          highest: 40,
          channels: [1],
          instruments: ['Acoustic grand piano'],
        },
        { number: 2, name: 'right', notes: 1 },
      ],
      repairs: [],
    });
    expect((await run('info hands.mid')).out).toMatch(
      / {6}2 {2}right {7}1 {2}A#4 to A#4 {3}1 {9}Acoustic grand piano\n/,
    );
  });

  it('[C10] evaluate pairs references with estimates and prints the scores', async () => {
    const asked: Asked[] = [];
    const scores = { sdr: 10, sir: 20, sar: 11, nsdr: 9.5 };
    const evaluation = { sources: [{ ref: 'a', est: 'c', ...scores }], mean: scores };
    const { code, out } = await run(
      'evaluate --mix m.wav --ref a.wav b.wav --est c.wav d.wav --json',
      answering(asked, ok(evaluation)),
    );
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual(evaluation);
    expect(asked[0]?.job).toEqual({
      kind: 'evaluate',
      request: {
        mixPath: temp('m.wav'),
        referencePaths: [temp('a.wav'), temp('b.wav')],
        estimatePaths: [temp('c.wav'), temp('d.wav')],
      },
    });
  });
});
