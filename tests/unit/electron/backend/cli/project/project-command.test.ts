import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RunJob } from '../../../../../../electron/backend/cli/command-io.ts';
import { openRecording } from '../../../../../../electron/backend/engine/audio/open-recording.ts';
import { openProject } from '../../../../../../electron/backend/project/open-project.ts';
import type { TrainerJob } from '../../../../../../electron/backend/jobs/trainer-protocol.ts';
import { readScore } from '../../../../../../electron/backend/engine/score/read-score.ts';
import type { Alignment } from '../../../../../../shared/music/alignment.ts';
import { divisiError } from '../../../../../../shared/contract/errors.ts';
import { recordOf } from '../../../../../../shared/document/record-table.ts';
import { err, ok } from '../../../../../../shared/std/result.ts';
import { runCommand } from '../../../../../support/command-io.ts';
import { runLocally } from '../../../../../support/local-jobs.ts';
import { errorDb } from '../../../../../support/signals.ts';
import { useTempFolder } from '../../../../../support/temp-folder.ts';
import { outcomeOf, valueOf } from '../../../../../support/toy-project.ts';
import { writeToyPiece } from '../../../../../support/toy-piece.ts';
import type { ToyPiece } from '../../../../../support/toy-piece.ts';

const place = useTempFolder();
let piece: ToyPiece;
beforeAll(async () => {
  piece = await writeToyPiece(place);
});

async function divisi(
  args: string,
  runJob: RunJob = runLocally,
): Promise<{ code: number; out: string; err: string }> {
  return runCommand(place('.'), args, runJob);
}

async function json(args: string): Promise<Record<string, unknown>> {
  const { code, out, err: said } = await divisi(`${args} --json`);
  if (code !== 0) throw new Error(`${code}: ${said}`);
  return JSON.parse(out) as Record<string, unknown>;
}

async function make(name: string, more = ''): Promise<void> {
  await json(`project create ${name} --recording toy.wav --score toy.mid${more}`);
}

describe('divisi project', () => {
  it('[P15] from recording and score to stems, with corrections on the way', async () => {
    await make('whole', ' --groups hands --copy-media');
    await json('project set whole --method A+ --seed 3');
    expect(await json('project train whole')).toMatchObject({
      version: 'v1',
      name: 'Training 1',
      isWarm: false,
    });
    const rendered = await json('project render whole --out stems --bits 32f');
    const stems = rendered['stems'] as { group: string; file: string; notes: number }[];
    expect(stems.slice(0, 2).map(({ group, notes }) => [group, notes])).toEqual([
      ['right', 2],
      ['left', 2],
    ]);
    expect(rendered['nullDepthDb']).toBeLessThan(-120);
    for (const [index, truth] of [piece.right, piece.left].entries()) {
      const stem = valueOf(await openRecording(stems[index]!.file));
      const [samples] = await stem.read(0, stem.lengthSamples);
      await stem.close();
      expect(errorDb(samples!, truth)).toBeLessThan(-12);
    }
    expect(await json('project check whole')).toMatchObject({ isWhole: true, problems: [] });
    const info = await json('project info whole');
    expect(info).toMatchObject({
      name: 'whole',
      notes: 4,
      isAligned: false,
      groups: [
        { name: 'right', notes: 2 },
        { name: 'left', notes: 2 },
      ],
      versions: [{ id: 'v1', isActive: true }],
    });
    const summary = await divisi('project info whole');
    expect(summary.out).toMatch(/right\s+2 notes {2}g1[\s\S]*\* v1 {2}Training 1/);
    const again = await divisi('project render whole --out stems --bits 32f');
    expect([again.code, again.err]).toMatchObject([2, expect.stringMatching(/already exist/) as string]);
  });

  it('[P15] a second training goes on from the version that is listened to', async () => {
    await make('warm');
    const script = [{ do: 'model', overrides: { epochs: 6, hiddenUnits: 16 } }];
    await writeFile(place('small.json'), JSON.stringify(script));
    await json('project set warm --set small.json');
    expect(await json('project train warm --name First')).toMatchObject({
      version: 'v1',
      name: 'First',
      isWarm: false,
    });
    await json('project set warm --group-tolerance right=0.2,0.3');
    expect(await json('project train warm')).toMatchObject({ version: 'v2', isWarm: true });
    expect(await json('project train warm --from-scratch')).toMatchObject({ version: 'v3', isWarm: false });
    await json('project set warm --listen v1');
    expect(await json('project render warm')).toMatchObject({ version: 'v1' });
    expect(await readdir(place('warm/exports'))).toEqual(['First']);
    expect(await json('project render warm --version-id v2')).toMatchObject({ version: 'v2' });
  });

  it('[P15] the aligner gets what a person pinned, and its result is one edit', async () => {
    await make('aligned');
    await json('project set aligned --anchor 0.1=0.2 --anchor 1=1.2 --skip 1.95-2');
    const asked: TrainerJob[] = [];
    const score = valueOf(await readScore(place('toy.mid')));
    const late: RunJob = ((job: TrainerJob) => {
      asked.push(job);
      const notes = score.notes.map(({ id, onsetSec, offsetSec }) => {
        return { id, visit: 1, onsetSec: onsetSec + 0.1, offsetSec: offsetSec + 0.1, confidence: 0.8 };
      });
      const alignment: Alignment = {
        notes: notes.slice(1),
        unplayed: [notes[0]!.id],
        warp: [
          [0, 0.1],
          [2, 2.1],
        ],
        tuningCents: 5,
        transposeSemitones: 0,
        musicFromSec: 0.2,
        musicToSec: 2,
        doubtful: [{ fromSec: 1, toSec: 1.5, reason: 'weak-evidence' }],
      };
      return Promise.resolve(ok({ alignment }));
    }) as RunJob;
    const { code, out } = await divisi('project align aligned --aligner dtw --json', late);
    expect([code, JSON.parse(out)]).toMatchObject([
      0,
      { revision: 2, aligner: 'dtw', notes: 3, unplayed: 1, doubtful: 1, tuningCents: 5 },
    ]);
    expect(asked).toMatchObject([
      {
        kind: 'align-project',
        request: {
          recordingPath: place('toy.wav'),
          request: {
            aligner: 'dtw',
            previous: null,
            pins: {
              anchors: [
                [0.1, 0.2],
                [1, 1.2],
              ],
              skips: [{ fromSec: 1.95, toSec: 2 }],
            },
          },
        },
      },
    ]);
    // The same once more is no edit, and no failure.
    const again = await divisi('project align aligned --aligner dtw --json', late);
    expect([again.code, JSON.parse(again.out)]).toMatchObject([0, { revision: 2, notes: 3 }]);
    const { history } = valueOf(await openProject(place('aligned'), 'read'));
    expect(history.done.map(({ name }) => name)).toEqual(['3 edits: Set an anchor, ...', 'Align']);
    expect(recordOf(history.document.unplayed, score.notes[0]!.id)).toMatchObject({ by: 'aligner' });
    expect(await json('project info aligned')).toMatchObject({ isAligned: true, openDoubts: 1 });
  });

  it('[P16] options and a script are one edit, checked whole before anything happens', async () => {
    await make('edits');
    const script = [
      { do: 'draw', partId: 'p1', pitchMidi: 60, onsetSec: 0.5, offsetSec: 1, group: 'LEFT' },
      { do: 'tolerance', notes: ['d1'], onsetBeforeSec: 0.3 },
      {
        do: 'paint',
        value: 'off',
        strokes: [{ partId: 'p1', pitchMidi: 76, unit: null, fromSec: 0.2, toSec: 0.3 }],
      },
    ];
    await writeFile(place('script.json'), JSON.stringify(script));
    const args =
      '--tolerance 0.1,0.2 --note-tolerance t1n1=0.4 --anchor 0.5=0.6 --skip 1.9-2 --lock 0-0.2 --set script.json';
    expect(await json(`project set edits ${args}`)).toMatchObject({ revision: 1, kind: 'edit', changes: 10 });
    const { document } = valueOf(await openProject(place('edits'), 'read')).history;
    expect(recordOf(document.tolerances, 'global')).toMatchObject({
      onsetBeforeSec: 0.1,
      sustainAfterSec: 0.2,
    });
    expect(recordOf(document.tolerances, 'note:d1')).toMatchObject({ onsetBeforeSec: 0.3 });
    expect(recordOf(document.assignments, 'd1')).toEqual({ id: 'd1', groupId: 'g2' });
    expect(recordOf(document.anchors, 'a1')).toEqual({ id: 'a1', scoreSec: 0.5, audioSec: 0.6 });
    for (const [orders, message] of [
      [
        [
          { do: 'anchor', scoreSec: 1, audioSec: 1 },
          { do: 'anchor', scoreSec: 'x', audioSec: 1 },
        ],
        /edits\[1\]\.scoreSec: expected a number/,
      ],
      [[{ do: 'dance' }], /edits\[0\]\.do: expected one of .*, got "dance"/],
      [[{ do: 'move', notes: ['t9n9'], bySec: 1 }], /edits\[0\]: There is no "t9n9" in notes/],
      [[{ do: 'tolerance', onsetBeforeSec: -1 }], /onsetBeforeSec: expected a number from 0/],
      [[{ do: 'skip', fromSec: 0.1, toSec: 0.3 }], /overlap/],
      [{ do: 'undo' }, /expected a list of edits/],
      [JSON.parse('[{"do":"name","__proto__":{"name":"x"}}]'), /reserved name "__proto__"/],
    ] as const) {
      await writeFile(
        place('bad.json'),
        JSON.stringify(orders).replace('"do":"name"', '"do":"name","__proto__":{}'),
      );
      const { code, err: said } = await divisi('project set edits --set bad.json');
      expect(code).not.toBe(0);
      expect(said).toMatch(message);
    }
    expect(valueOf(await openProject(place('edits'), 'read')).history.revision).toBe(1);
    expect((await divisi('project set edits')).err).toMatch(/Nothing was asked for/);
    expect((await divisi('project set edits --undo --seed 2')).err).toMatch(/--undo stands on its own/);
    expect(await json('project set edits --undo')).toMatchObject({ kind: 'undo', revision: 2 });
    expect(await json('project set edits --redo')).toMatchObject({ kind: 'redo', revision: 3 });
  });

  it('[P16] new groups take the place of all', async () => {
    await make('groups');
    await json('project set groups --groups hands --split-pitch 78');
    const info = await json('project info groups');
    expect(info['groups']).toMatchObject([
      { name: 'right', notes: 1 },
      { name: 'left', notes: 3 },
    ]);
  });

  it('[P15] a moved recording is used where it is, told by check, and set', async () => {
    await make('moved');
    await rename(place('toy.wav'), place('kept.wav'));
    await mkdir(place('shelf'));
    await rename(place('kept.wav'), place('shelf/other.wav'));
    const { out } = await divisi('project check moved');
    expect(out).toMatch(/1 to look at[\s\S]*moved to ".*shelf\/other\.wav"/);
    await json('project set moved --method A+');
    const trained = await divisi('project train moved');
    expect(trained.err).toMatch(/The recording was moved; it is used from ".*shelf\/other\.wav"/);
    expect((await divisi('project set moved --recording toy.mid')).err).toMatch(/its content differs/);
    await json('project set moved --recording shelf/other.wav');
    expect(await json('project check moved')).toMatchObject({ isWhole: true });
    await rename(place('shelf/other.wav'), place('toy.wav'));
  });

  it('[P15] bad use, and failures of the engine, are told and change nothing', async () => {
    await make('bad');
    const before = await readFile(place('bad/bad.divisi'));
    for (const [args, code, message] of [
      ['project', 2, /Which command/],
      ['project fly bad', 2, /Too many arguments|unknown/i],
      ['project info nowhere', 3, /No project there/],
      ['project create bad --recording toy.wav --score toy.mid', 2, /not empty/],
      ['project create new --recording none.wav --score toy.mid', 3, /File not found/],
      ['project create new --recording toy.wav', 2, /--score/],
      ['project render bad', 2, /no version to render/],
      ['project render bad --version-id v7', 2, /no version "v7"/],
      ['project align bad --from 1', 2, /--from and --to: give both/],
      ['project align bad --from 2 --to 1', 2, /--to: 1 must be later/],
      ['project align bad --from 0.1 --to 1', 2, /no alignment yet/],
      ['project align bad --changed --from 0.1 --to 1', 2, /--changed/],
      ['project set bad --listen v7', 2, /"v7" in versions/],
      ['project set bad --group-tolerance nobody=0.1', 2, /no group "nobody"/],
      ['project set bad --group-tolerance 0.1', 2, /NAME=BEFORE,AFTER/],
      ['project set bad --set none.json', 3, /none\.json/],
    ] as const) {
      const result = await divisi(args);
      expect([args, result.code]).toEqual([args, code]);
      expect(result.err).toMatch(message);
    }
    const lost: RunJob = () => Promise.resolve(err(divisiError('lost', 'The engine ended.')));
    for (const what of ['train', 'align']) expect((await divisi(`project ${what} bad`, lost)).code).toBe(4);
    expect(await readFile(place('bad/bad.divisi'))).toEqual(before);
    expect(outcomeOf(await openProject(place('bad'), 'write'))).toBe('ok');
    expect(await readdir(place('.'))).not.toContain('new');
  });

  it('[P15] every command has help with an example', async () => {
    for (const name of ['create', 'info', 'align', 'set', 'train', 'render', 'check']) {
      const { code, out } = await divisi(`project ${name} --help`);
      expect(code).toBe(0);
      expect(out).toMatch(new RegExp(`Examples?:\\n {2}divisi project ${name}`));
    }
  });
});
