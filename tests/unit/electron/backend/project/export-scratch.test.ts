import { spawnSync } from 'node:child_process';
import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename } from 'node:path';
import { expect, it } from 'vitest';
import { makeScratch } from '../../../../../electron/backend/project/export-scratch.ts';
import { useTempFolder } from '../../../../support/temp-folder.ts';

const inFolder = useTempFolder();

it('[EX64] what a killed export left is removed by the next one, and nothing of those that run', async () => {
  const nowMs = Date.now();
  const dead = { pid: spawnSync(process.execPath, ['-v']).pid, host: hostname(), started: 'before' };
  const owners: Record<string, string | undefined> = {
    'divisi-export-dead': JSON.stringify(dead),
    'divisi-export-elsewhere': JSON.stringify({ ...dead, host: 'another' }),
    'divisi-export-odd': '{"pid":"x"}',
    'divisi-export-old': undefined,
    other: JSON.stringify(dead),
  };
  for (const [name, owner] of Object.entries(owners)) {
    await mkdir(inFolder(name));
    if (owner !== undefined) await writeFile(inFolder(`${name}/owner.json`), owner);
  }
  const oldSec = nowMs / 1000 - 3 * 86_400;
  await utimes(inFolder('divisi-export-old'), oldSec, oldSec);
  const made = [await makeScratch(inFolder(''), nowMs), await makeScratch(inFolder(''), nowMs)];
  const folders = made.map((each) => (each.ok ? basename(each.value) : each.error.message));
  const left = ['divisi-export-elsewhere', 'divisi-export-odd', 'other', ...folders];
  expect((await readdir(inFolder(''))).sort()).toEqual(left.sort());
});
