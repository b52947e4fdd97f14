import { existsSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RunJob } from '../../../../../electron/backend/cli/command-io.ts';
import { answering, runCommand, writeCommandInputs } from '../../../../support/command-io.ts';
import type { Asked } from '../../../../support/command-io.ts';
import { useTempFolder } from '../../../../support/temp-folder.ts';

const temp = useTempFolder();
beforeAll(() => writeCommandInputs(temp('.')));

function run(args: string, runJob?: RunJob): ReturnType<typeof runCommand> {
  return runCommand(temp('.'), args, runJob);
}

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
    [
      'separate take.wav hands.mid --out o --groups cello.json',
      /Grouping does not fit the score: .*no track "cello"/,
    ],
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

describe('the request', () => {
  it('[C2] an empty name of a folder is refused', async () => {
    const { code, err: errors } = await run('separate take.wav hands.mid --json --out ');
    expect(code).toBe(2);
    expect(errors).toMatch(/--out needs the name of a folder/);
  });

  it('[C4] hands every option to the engine, with absolute paths', async () => {
    const asked: Asked[] = [];
    const args =
      'separate take.wav hands.mid --out o1 --piece Nocturne --groups hands --method D --tolerance 0.5 --tolerance-onset 0.1,0.2 ' +
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
        method: 'D',
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
        alignment: { kind: 'none' },
        autoTolerance: false,
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
    const { code } = await run('separate take.wav hands.mid --out o2', answering(asked));
    expect(code).toBe(0);
    expect(asked[0]?.job.request).toMatchObject({
      piece: 'take',
      groups: { kind: 'tracks' },
      method: 'divisi',
      overrides: {},
      alignment: { kind: 'align', aligner: 'chords', pins: { anchors: [], skips: [] } },
      autoTolerance: false,
      bits: '24',
      backend: 'auto',
      excerptSec: null,
      activityPath: null,
      modelCacheFolder: null,
    });
  });
});
