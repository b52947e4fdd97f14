import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { describe, expect, it } from 'vitest';
import { lockProject } from '../../../../../electron/backend/project/project-lock.ts';
import { ownIdentity } from '../../../../../electron/backend/project/process-identity.ts';
import { useTempFolder } from '../../../../support/temp-folder.ts';

const place = useTempFolder();

async function emptyFolder(name: string): Promise<string> {
  await mkdir(place(name));
  return place(name);
}

/** A process that has ended: its number is free, or another's. */
async function endedPid(): Promise<number> {
  const child = fork('-e', [], { execArgv: ['-e', '0'], stdio: 'ignore' });
  const { pid } = child;
  await once(child, 'exit');
  if (pid === undefined) throw new Error('expected a process');
  return pid;
}

function recordOf(changes: object): string {
  const token = '0123456789abcdef01234567';
  return JSON.stringify({ ...ownIdentity(), token, since: '2026-01-01T00:00:00.000Z', ...changes });
}

describe('lockProject', () => {
  it('[P6] one at a time; the message names the process and since when', async () => {
    const folder = await emptyFolder('one');
    const first = await lockProject(`${folder}/lock`);
    const second = await lockProject(`${folder}/lock`);
    if (!first.ok) throw new Error(first.error.message);
    expect(second).toMatchObject({ ok: false, error: { code: 'project-locked' } });
    expect(JSON.stringify(second)).toMatch(new RegExp(`process ${process.pid}, since 20`));
    await first.value.release();
    expect(await readdir(folder)).toEqual([]);
    expect((await lockProject(`${folder}/lock`)).ok).toBe(true);
  });

  it('[P6] the lock of a dead process is taken over, by one of many that try at once', async () => {
    const folder = await emptyFolder('dead');
    await writeFile(`${folder}/lock`, recordOf({ pid: await endedPid() }));
    const results = await Promise.all(Array.from({ length: 12 }, () => lockProject(`${folder}/lock`)));
    const held = results.filter((result) => result.ok);
    expect(held.length).toBe(1);
    expect(await readdir(folder)).toEqual(['lock']);
    for (const result of results) {
      if (!result.ok) expect(result.error.code).toBe('project-locked');
    }
    await held[0]!.value.release();
    expect(await readdir(folder)).toEqual([]);
  });

  it('[P6] a process number that is used again does not keep a lock alive', async () => {
    const folder = await emptyFolder('reused');
    await writeFile(`${folder}/lock`, recordOf({ started: 'another boot:1' }));
    const taken = await lockProject(`${folder}/lock`);
    // Systems that do not tell when a process began cannot know.
    expect(taken.ok).toBe(ownIdentity().started !== '');
  });

  it('[P6] a takeover that crashed is taken over too', async () => {
    const folder = await emptyFolder('nested');
    const pid = await endedPid();
    const token = 'aaaaaaaaaaaaaaaaaaaaaaaa';
    await writeFile(`${folder}/lock`, recordOf({ pid, token }));
    await writeFile(`${folder}/lock.${token}`, recordOf({ pid, token: 'bbbbbbbbbbbbbbbbbbbbbbbb' }));
    expect((await lockProject(`${folder}/lock`)).ok).toBe(true);
    expect(await readdir(folder)).toEqual(['lock']);
  });

  it('[P6] another computer is asked about, never overruled', async () => {
    const folder = await emptyFolder('host');
    const host = `not-${hostname()}`;
    await writeFile(`${folder}/lock`, recordOf({ host, pid: 1 }));
    const result = await lockProject(`${folder}/lock`);
    expect(result).toMatchObject({ ok: false, error: { code: 'project-locked' } });
    expect(JSON.stringify(result)).toContain(`on the computer \\"${host}\\"`);
    expect(JSON.stringify(result)).toMatch(/remove .*lock/);
  });

  it('[P6] a lock without content counts for ten seconds', async () => {
    const folder = await emptyFolder('empty');
    await writeFile(`${folder}/lock`, '{"pid": 12');
    const now = Date.now();
    await utimes(`${folder}/lock`, now / 1000, now / 1000);
    expect(await lockProject(`${folder}/lock`, () => now + 9_000)).toMatchObject({
      error: { code: 'project-locked' },
    });
    expect((await lockProject(`${folder}/lock`, () => now + 11_000)).ok).toBe(true);
    expect(await readFile(`${folder}/lock`, 'utf8')).toContain(`"pid": ${process.pid}`);
  });

  it('[P6] who lost its lock does not free the next owner’s', async () => {
    const folder = await emptyFolder('lost');
    const first = await lockProject(`${folder}/lock`);
    if (!first.ok) throw new Error(first.error.message);
    const next = recordOf({ host: 'elsewhere' });
    await writeFile(`${folder}/lock`, next);
    await first.value.release();
    expect(await readFile(`${folder}/lock`, 'utf8')).toBe(next);
  });

  it('[P10] a folder instead of a lock is refused; a folder that is not there is told', async () => {
    const folder = await emptyFolder('odd');
    await mkdir(`${folder}/lock`);
    expect(await lockProject(`${folder}/lock`)).toMatchObject({ error: { code: 'project-unsafe' } });
    expect(await lockProject(`${folder}/none/lock`)).toMatchObject({ error: { code: 'output-unwritable' } });
  });
});
