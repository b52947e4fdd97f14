import { existsSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RunJob } from '../../../../../electron/backend/cli/command-io.ts';
import { spreadLists } from '../../../../../electron/backend/cli/align-options.ts';
import { answering, runCommand, writeCommandInputs } from '../../../../support/command-io.ts';
import type { Asked } from '../../../../support/command-io.ts';
import { useTempFolder } from '../../../../support/temp-folder.ts';

const temp = useTempFolder();
beforeAll(() => writeCommandInputs(temp('.')));

function run(args: string, runJob?: RunJob): ReturnType<typeof runCommand> {
  return runCommand(temp('.'), args, runJob);
}

const stems = 'separate take.wav hands.mid --out o';

describe('bad use of alignment options', () => {
  it.each([
    ['align take.wav', /missing required argument 'score'/i],
    ['align take.wav hands.mid --anchor 3', /'--anchor <score=audio>'.*SCORE_SEC=AUDIO_SEC/],
    ['align take.wav hands.mid --anchor a=b', /'--anchor <score=audio>'.*SCORE_SEC=AUDIO_SEC/],
    ['align take.wav hands.mid --anchor 1=1e99', /'--anchor <score=audio>'/],
    ['align take.wav hands.mid --skip 9-3', /'--skip <start-end>'.*Its end must come after its start/],
    ['align take.wav hands.mid --aligner best', /'--aligner <name>'.*chords, dtw/],
    ['align take.wav hands.mid --out a.txt', /--out: "a.txt" must end in .json/],
    ['align take.wav hands.mid --midi a.json', /--midi: "a.json" must end in .mid or .midi/],
    ['align take.wav hands.mid --clicks a.flac', /--clicks: "a.flac" must end in .wav/],
    ['align take.wav hands.mid --clicks take.wav', /--clicks: "take.wav" is another file of this command/],
    ['align take.wav hands.mid --midi hands.mid', /--midi: "hands.mid" is another file of this command/],
    [`${stems} --no-align --anchor 1=2`, /--anchor has no effect with --no-align/],
    [`${stems} --no-align --alignment a.json`, /--alignment has no effect with --no-align/],
    [`${stems} --alignment a.json --skip 0-3`, /--skip has no effect with --alignment/],
    [`${stems} --no-align --tolerance auto`, /--tolerance auto needs an alignment/],
    [`${stems} --tolerance wide`, /'--tolerance <sec>'.*auto, or a number/],
  ])('[AL50] "%s" exits 2 and names what is wrong', async (args, message) => {
    const { code, out, err: errors } = await run(args);
    expect(errors).toMatch(message);
    expect([code, out]).toEqual([2, '']);
    expect(existsSync(temp('o'))).toBe(false);
  });

  it('[AL50] inputs that cannot be read exit 3, and existing files are kept', async () => {
    expect((await run('align none.wav hands.mid')).code).toBe(3);
    expect((await run('align take.wav none.mid')).code).toBe(3);
    const { code, err: errors } = await run('align take.wav hands.mid --out bad.json');
    expect([code, errors]).toEqual([2, expect.stringMatching(/bad.json.*already exists/) as string]);
  });
});

describe('alignment options', () => {
  it('[AL51] the job gets every option, with absolute paths', async () => {
    const asked: Asked[] = [];
    const args =
      'align take.wav hands.mid --aligner dtw --anchor 1=2.5 3=4 --anchor 5=6 --skip 0-1.5 20-30 ' +
      '--out new/a.json --midi new/p.mid --clicks c.wav --force';
    await run(args, answering(asked, { ok: false, error: { code: 'lost', message: 'enough' } }));
    expect(asked).toEqual([
      {
        job: {
          kind: 'align',
          request: {
            aligner: 'dtw',
            pins: {
              anchors: [
                [1, 2.5],
                [3, 4],
                [5, 6],
              ],
              skips: [
                { fromSec: 0, toSec: 1.5 },
                { fromSec: 20, toSec: 30 },
              ],
            },
            recordingPath: temp('take.wav'),
            scorePath: temp('hands.mid'),
            outPath: temp('new/a.json'),
            midiPath: temp('new/p.mid'),
            clicksPath: temp('c.wav'),
            force: true,
          },
        },
        partialFiles: ['new/a.json', 'new/p.mid', 'c.wav'].map((name) => temp(`${name}.partial`)),
      },
    ]);
    // A failed run takes away the folder that it made.
    expect(existsSync(temp('new'))).toBe(false);
  });

  it('[AL51] several values after one --anchor or --skip are read; what is no value is left alone', () => {
    expect(spreadLists(['--anchor', '1=2', '3=4', 'a.wav', '5=6'])).toEqual([
      '--anchor',
      '1=2',
      '--anchor',
      '3=4',
      'a.wav',
      '5=6',
    ]);
    expect(spreadLists(['--skip', '1-2', '3-4', '--out', 'x'])).toEqual([
      '--skip',
      '1-2',
      '--skip',
      '3-4',
      '--out',
      'x',
    ]);
    expect(spreadLists(['--anchor', '--skip', '1-2'])).toEqual(['--anchor', '--skip', '1-2']);
  });

  it('[AL52] separate aligns by default, with pins, by a file, or not at all', async () => {
    const asked: Asked[] = [];
    await run(`${stems}1 --anchor 1=2 --aligner dtw`, answering(asked));
    await run(`${stems}2 --alignment a.json --tolerance auto --method A`, answering(asked));
    await run(`${stems}3 --no-align --tolerance 0.2`, answering(asked));
    expect(asked.map(({ job }) => job.request)).toMatchObject([
      {
        alignment: { kind: 'align', aligner: 'dtw', pins: { anchors: [[1, 2]], skips: [] } },
        autoTolerance: false,
        overrides: {},
      },
      { alignment: { kind: 'file', path: temp('a.json') }, autoTolerance: true, overrides: {} },
      {
        alignment: { kind: 'none' },
        overrides: { toleranceOnsetSec: { before: 0.2, after: 0.2 } },
      },
    ]);
  });
});
