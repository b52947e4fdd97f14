import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { expect, it } from 'vitest';
import { makeScratch } from '../../../../../electron/backend/project/export-scratch.ts';
import { useTempFolder } from '../../../../support/temp-folder.ts';

const inFolder = useTempFolder();

it('[EX64] what a killed export left for days is removed by the next one, and nothing else', async () => {
  for (const name of ['divisi-export-old', 'divisi-export-running', 'other']) {
    await mkdir(inFolder(name));
    await writeFile(inFolder(`${name}/0.wav`), 'x');
  }
  const nowMs = Date.now();
  for (const name of ['divisi-export-old', 'other']) {
    await utimes(inFolder(name), nowMs / 1000 - 3 * 86_400, nowMs / 1000 - 3 * 86_400);
  }
  const made = await makeScratch(inFolder(''), nowMs);
  if (!made.ok) throw new Error(made.error.message);
  const names = await readdir(inFolder(''));
  expect(names.sort()).toEqual([basename(made.value), 'divisi-export-running', 'other'].sort());
});
