import { existsSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RunJob } from '../../../../../electron/backend/cli/command-io.ts';
import { main } from '../../../../../electron/backend/cli/main.ts';
import { divisiError } from '../../../../../shared/contract/errors.ts';
import { err, ok } from '../../../../../shared/std/result.ts';
import {
  answering,
  fakeIo,
  runCommand,
  sampleReport,
  writeCommandInputs,
} from '../../../../support/command-io.ts';
import type { Asked } from '../../../../support/command-io.ts';
import { useTempFolder } from '../../../../support/temp-folder.ts';

const temp = useTempFolder();
beforeAll(() => writeCommandInputs(temp('.')));

function run(args: string, runJob?: RunJob): ReturnType<typeof runCommand> {
  return runCommand(temp('.'), args, runJob);
}

describe('help', () => {
  it('[C1] prints help with examples to standard output and exits 0', async () => {
    for (const command of ['', 'separate ', 'evaluate ', 'info ']) {
      const { code, out, err: errors } = await run(`${command}--help`);
      expect(code).toBe(0);
      expect(out).toMatch(/Examples:\n {2}divisi /);
      expect(errors).toBe('');
    }
  });

  it('[C1] prints the version and exits 0', async () => {
    const { code, out } = await run('--version');
    expect(code).toBe(0);
    expect(out).toMatch(/^\d+\.\d+\.\d+\n$/);
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
  it('[C5] --json prints exactly one object to standard output, the rest goes to standard error', async () => {
    const { out, err: errors } = await run('separate take.wav hands.mid --out o3 --json', answering([]));
    expect(JSON.parse(out)).toEqual(sampleReport);
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

  it('[C5] tells people what training remarks', async () => {
    const report = {
      ...sampleReport,
      remarks: ['training was restarted once: no sound', '2 notes are silent'],
    };
    const { out } = await run('separate take.wav hands.mid --out o5', answering([], ok(report)));
    expect(out).toMatch(
      /Null depth: .*\nRemark: training was restarted once: no sound\nRemark: 2 notes are silent\n$/,
    );
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

  it('[C7] never replaces the recording by one of its stems', async () => {
    await mkdir(temp('same'));
    await writeFile(temp('same/take - 01 left.wav'), 'the recording');
    const io = fakeIo(temp('.'), answering([]));
    const recording = 'same/take - 01 left.wav';
    const args = ['separate', recording, 'hands.mid', '--out', 'same', '--piece', 'take', '--force'];
    expect(await main(args, io)).toBe(2);
    expect(io.err()).toMatch(/would replace the recording/);
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

  it('[C8] a stopped job takes only empty folders away: what another run wrote below stays', async () => {
    const io = fakeIo(temp('.'), async () => {
      await mkdir(temp('o9/two'), { recursive: true });
      await writeFile(temp('o9/two/stem.wav'), 'of another run');
      return err(divisiError('cancelled', 'Stopped.'));
    });
    const args = ['separate', 'take.wav', 'hands.mid', '--out', 'o9/one', '--activity', 'o9/act/a.csv'];
    expect(await main(args, io)).toBe(130);
    expect(await readdir(temp('o9'))).toEqual(['two']);
    expect(await readdir(temp('o9/two'))).toEqual(['stem.wav']);
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
