/** Finished stems that are dragged into other programs, and downloads of several files, behind the contract. */
import { existsSync } from 'node:fs';
import { readFile, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StemFilesAnswer } from '../../shared/contract/export-calls.ts';
import { changeGroup } from '../../shared/document/edits/edit-groups.ts';
import { setChannels } from '../../shared/document/edits/edit-mix.ts';
import { hasProgram, runProgram } from '../support/outside-program.ts';
import { valueOf } from '../support/service-lines.ts';
import { useTempFolder } from '../support/temp-folder.ts';
import { openTrainedProject } from '../support/trained-project.ts';
import type { TrainedProject } from '../support/trained-project.ts';
import { readZip } from '../support/zip-entries.ts';

const temp = useTempFolder();
let trained: TrainedProject;
let first: StemFilesAnswer;

beforeAll(async () => {
  trained = await openTrainedProject(temp);
});
afterAll(() => trained.close());

async function files(makes: boolean, stems: readonly string[] | null = null): Promise<StemFilesAnswer> {
  const { client, project } = trained;
  return valueOf(await client.call('export.stems', { project, versionId: 'v1', stems, makes }));
}

describe('files of stems', () => {
  it('[EX65] are made under their final names in exports/, and told with path and address', async () => {
    expect(await files(false)).toEqual({ files: [] });
    expect(existsSync(trained.exportsFolder)).toBe(false);
    first = await files(true);
    expect(first.files.map(({ stem, name }) => [stem, name])).toEqual([
      ['g1', 'project - 01 right.wav'],
      ['g2', 'project - 02 left.wav'],
    ]);
    for (const { path, resource, name } of first.files) {
      expect(path).toBe(join(trained.exportsFolder, 'project - stems', name));
      const answer = await trained.session.get(resource);
      expect(Buffer.from(await answer.arrayBuffer())).toEqual(await readFile(path));
    }
  });

  it('[EX65] are found while nothing has changed that they hold, all of them or those asked for', async () => {
    expect(await files(false)).toEqual(first);
    expect(await files(true)).toEqual(first);
    await trained.edit((document) => setChannels(document, ['g1'], { gainDb: -6 }));
    expect((await files(true, ['g2'])).files).toEqual(first.files.slice(1));
    expect(await readdir(trained.exportsFolder)).toEqual(['project - stems']);
  });

  it('[EX65] are made anew beside the former ones, which stay, when the document or a file has changed', async () => {
    await trained.edit((document) => changeGroup(document, 'g1', { name: 'Melody' }));
    expect(await files(false)).toEqual({ files: [] });
    const second = await files(true);
    expect(second.files[0]).toMatchObject({ stem: 'g1', name: 'project - 01 Melody.wav' });
    expect((await readdir(trained.exportsFolder)).sort()).toEqual(['project - stems', 'project - stems 2']);
    for (const { path } of first.files) expect((await readFile(path)).length).toBeGreaterThan(1000);
    await utimes(second.files[1]!.path, 1, 1);
    expect(await files(false)).toEqual({ files: [] });
    await rm(join(trained.folder, 'cache/stem-files.json'));
    await writeFile(
      join(trained.folder, 'cache/stem-files.json'),
      '{"print":"x","folder":"..","files":[{}]}',
    );
    expect(await files(false)).toEqual({ files: [] });
  });

  it('[EX65] of a training that there is not are refused', async () => {
    const { client, project } = trained;
    for (const makes of [true, false]) {
      const asked = { project, versionId: 'v9', stems: null, makes };
      expect(await client.call('export.stems', asked)).toMatchObject({
        ok: false,
        error: { code: 'edit-refused' },
      });
    }
  });
});

describe('several files at once', () => {
  it('[EX66] come as one zip file that other programs open, which is no part of the exports', async () => {
    const { client, project, session } = trained;
    const resources = first.files.map(({ resource }) => resource);
    const bundle = valueOf(await client.call('export.bundle', { project, resources }));
    expect(bundle.name).toBe('project - stems.zip');
    const bytes = Buffer.from(await (await session.get(bundle.resource)).arrayBuffer());
    expect(bytes.length).toBe(bundle.bytes);
    await writeFile(temp('all.zip'), bytes);
    const entries = await readZip(temp('all.zip'));
    expect(entries.map(({ name }) => name)).toEqual(first.files.map(({ name }) => name));
    expect(entries[0]!.bytes.equals(await readFile(first.files[0]!.path))).toBe(true);
    if (hasProgram('python3')) runProgram('python3', ['-m', 'zipfile', '-t', temp('all.zip')]);
    expect((await readdir(trained.exportsFolder)).sort()).toEqual(['project - stems', 'project - stems 2']);
  });

  it('[EX66] of other folders, or none, are refused', async () => {
    const { client, project } = trained;
    const at = (path: string): string => `/resources/${project}/${path}`;
    for (const [resources, code] of [
      [[], 'bad-request'],
      [['/etc/passwd'], 'bad-request'],
      [[at('cache/stem-files.json')], 'bad-request'],
      [[at('exports/..%2f..%2fsecret')], 'bad-request'],
      [[first.files[0]!.resource.replace(project, 'other')], 'bad-request'],
      [[at('exports/none.wav')], 'file-missing'],
    ] as const) {
      expect(await client.call('export.bundle', { project, resources })).toMatchObject({
        ok: false,
        error: { code },
      });
    }
  });
});
