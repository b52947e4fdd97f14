import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RunJob } from '../../../../../../electron/backend/cli/command-io.ts';
import { main } from '../../../../../../electron/backend/cli/main.ts';
import { recordingOf } from '../../../../../../shared/document/document-state.ts';
import { orderedGroups } from '../../../../../../shared/document/note-groups.ts';
import { changeOf } from '../../../../../../shared/document/patch.ts';
import type { ExportReport } from '../../../../../../shared/export/export-report.ts';
import { ok } from '../../../../../../shared/std/result.ts';
import { fakeIo } from '../../../../../support/command-io.ts';
import { addPretendVersion, renderEqualParts } from '../../../../../support/pretend-version.ts';
import { useTempFolder } from '../../../../../support/temp-folder.ts';
import { createToyProject, valueOf } from '../../../../../support/toy-project.ts';

const inFolder = useTempFolder();

beforeAll(async () => {
  const { project } = await createToyProject(inFolder, 'toy');
  await addPretendVersion(project);
  const { document } = project.history;
  const [first] = orderedGroups(document);
  const channel = { id: first!.id, gainDb: -6, pan: 0.5, isMuted: false, isSoloed: false };
  valueOf(await project.commit('mix', changeOf(document, 'channels', first!.id, channel)));
  const marker = { id: 'm1', atSec: 1, name: 'Here' };
  valueOf(await project.commit('mark', changeOf(project.history.document, 'markers', 'm1', marker)));
  valueOf(await project.close());
});

function renderer(seen: string[]): RunJob {
  return (async (job: Parameters<RunJob>[0]) => {
    if (job.kind !== 'render') throw new Error(`expected a rendering, got ${job.kind}`);
    const { task } = job.request;
    seen.push(task.bits);
    const rendered = await renderEqualParts(task);
    return ok({ ...rendered, backend: 'cpu', nullDepthDb: -140, durationSec: 2, seconds: 1 });
  }) as RunJob;
}

async function run(
  args: string,
  job: RunJob = renderer([]),
): Promise<{ code: number; out: string; err: string }> {
  const io = fakeIo(inFolder(''), job);
  const code = await main(args.split(' '), io);
  return { code, out: io.out(), err: io.err() };
}

describe('divisi export', () => {
  it('[EX61] renders unrounded stems, and exports them with what the project says of them', async () => {
    const seen: string[] = [];
    const { code, out } = await run(
      'export toy --out daw --sessions dawproject,rpp --original --mix flac --without left --json',
      renderer(seen),
    );
    expect([code, seen]).toEqual([0, ['32f']]);
    const report = JSON.parse(out) as ExportReport;
    expect(report.sounds.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'original original',
      'stem right',
      'stem left',
      'stem residual',
      'mix without left',
    ]);
    expect(report.nullDepthDb).toBeLessThan(-110);
    const rpp = await readFile(inFolder('daw/toy.rpp'), 'utf8');
    expect(rpp).toContain('MARKER 1 1 "Here" 0');
    expect(rpp).toContain('VOLPAN 0.501187234 0.5 -1 -1 1');
  });

  it('[EX61] without --out the files go to the folder for exports', async () => {
    const { code, out } = await run('export toy --no-midi --no-tables');
    expect(code).toBe(0);
    expect(out).toContain('null depth');
    expect((await readdir(inFolder('toy/exports/toy'))).sort()).toEqual([
      'README.txt',
      'toy - 01 right.wav',
      'toy - 02 left.wav',
      'toy - 03 residual.wav',
    ]);
  });

  it.each([
    ['export nothing --out o1', 'There is no folder', 3],
    [
      'export toy --out o1 --only Viola',
      'there is no stem "Viola"; there are "right", "left", "residual"',
      2,
    ],
    ['export toy --out o1 --without left', '--without goes with --mix', 2],
    ['export toy --out o1 --loop', 'no loop', 2],
    ['export toy --out o1 --range 5-9', 'lies outside of the recording', 2],
    ['export toy --out o1 --format flac --bits 32f', 'FLAC has no 32-bit float', 2],
    ['export toy --out o1 --sessions als', 'dawproject', 2],
    ['export toy --out o1 --version-id v9', 'no version "v9"', 2],
  ])('[EX62] %s is refused before anything is rendered', async (args, part, exitCode) => {
    const seen: string[] = [];
    const { code, err } = await run(args, renderer(seen));
    expect(err).toContain(part);
    expect(code).toBe(exitCode);
    expect(seen).toEqual([]);
    await expect(readdir(inFolder('o1'))).rejects.toThrow();
  });

  it('[EX62] files that exist are told before anything is rendered', async () => {
    await mkdir(inFolder('taken'));
    await writeFile(inFolder('taken/README.txt'), 'mine');
    const seen: string[] = [];
    const { code, err } = await run('export toy --out taken', renderer(seen));
    expect([code, seen]).toEqual([2, []]);
    expect(err).toContain('README.txt');
  });

  it('[EX60] collecting refuses a place inside of the project, and files that exist', async () => {
    expect((await run('project collect toy toy/all.zip')).err).toContain('in the project itself');
    const collected = await run('project collect toy all.zip');
    expect(collected.code).toBe(0);
    expect((await run('project collect toy all.zip')).code).toBe(2);
  });

  it('[EX61] a project that was never trained says so', async () => {
    const { project } = await createToyProject(inFolder, 'untrained');
    expect(recordingOf(project.history.document).lengthSec).toBeGreaterThan(1);
    valueOf(await project.close());
    expect((await run('export untrained --out o2')).err).toContain('train first');
  });
});
