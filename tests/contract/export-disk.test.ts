/** Exports through the service onto disks that are full, or run full. */
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { nodeOutputFileSystem } from '../../electron/backend/engine/audio/output-file.ts';
import type { OutputFileSystem } from '../../electron/backend/engine/audio/output-file.ts';
import { exportDefaults } from '../../shared/contract/export-calls.ts';
import type { ExportChoice } from '../../shared/contract/export-calls.ts';
import { failingDisk } from '../support/failing-disk.ts';
import { valueOf } from '../support/service-lines.ts';
import { useTempFolder } from '../support/temp-folder.ts';
import { openTrainedProject } from '../support/trained-project.ts';
import type { TrainedProject } from '../support/trained-project.ts';

const temp = useTempFolder();
let trained: TrainedProject;
let disk: OutputFileSystem;
let freeBytes: (folder: string) => number;
let opened = 0;

beforeEach(() => {
  disk = nodeOutputFileSystem;
  freeBytes = () => 1e12;
});
beforeAll(async () => {
  trained = await openTrainedProject(temp, {
    exportDisk: {
      fileSystem: {
        open: (path) => {
          opened++;
          return disk.open(path);
        },
        rename: (from, to) => disk.rename(from, to),
        remove: (path) => disk.remove(path),
      },
      freeSpace: (folder) => Promise.resolve(freeBytes(folder)),
    },
  });
});
afterAll(() => trained.close());

const choice: ExportChoice = { ...exportDefaults, folder: 'full', withOriginal: true, withTables: true };

/** How it ended, and whether a file was begun. */
async function exported(): Promise<string> {
  const { client, project } = trained;
  opened = 0;
  const done = await client.call('export', { project, versionId: 'v1', choice });
  return `${done.ok ? 'ok' : done.error.code}, ${opened > 0 ? 'begun' : 'not begun'}`;
}

async function filesLeft(): Promise<string[]> {
  const files = await readdir(trained.exportsFolder, { recursive: true }).catch(() => []);
  const scratch = (await readdir(tmpdir())).filter((name) => name.startsWith('divisi-export-'));
  return [...files, ...scratch];
}

describe('exports onto full disks', () => {
  it('[EX67] room for the files, and for the rendered stems beside them, is looked for before anything is rendered', async () => {
    const before = await filesLeft();
    freeBytes = () => 1000;
    expect(await exported()).toBe('disk-full, not begun');
    // The files alone would fit; what is rendered for them lies on the same disk, or on another one that is full.
    const { client, project } = trained;
    const { bytes } = valueOf(await client.call('export.preview', { project, versionId: 'v1', choice }));
    freeBytes = (folder) => (folder.startsWith(trained.exportsFolder) ? bytes + 1 : 10);
    expect(await exported()).toBe('disk-full, not begun');
    expect(await filesLeft()).toEqual(before);
  });

  it.each([
    ['write', '01 right'],
    ['write', 'score.mid'],
    ['sync', '.rpp'],
    ['rename', 'README'],
  ] as const)(
    '[EX67] a disk that runs full at %s of %s leaves no file, and the next export works',
    async (step, matches) => {
      const before = await filesLeft();
      disk = failingDisk(step, 'ENOSPC', { matches });
      expect(await exported()).toBe('disk-full, begun');
      expect(await filesLeft()).toEqual(before);
      disk = nodeOutputFileSystem;
      if (step === 'rename') {
        expect(await exported()).toBe('ok, begun');
        expect(await readdir(join(trained.exportsFolder, 'full'))).toContain('README.txt');
      }
    },
  );
});
