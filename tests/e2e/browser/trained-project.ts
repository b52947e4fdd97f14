/** A trained project of the toy piece: made once for a state of the sources, and copied by whoever wants one. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { withLock } from '../../../build/bootstrap/lock.mjs';
import { repositoryPath } from '../../../build/bootstrap/paths.mjs';
import { writeToyPiece } from '../../support/toy-piece.ts';
import { whenIdle } from './toy-project.ts';
import type { WindowSession } from './window-session.ts';

const run = promisify(execFile);

/** Test files run at the same time; the first one makes it, the others wait. */
async function trainedFixture(bundle: string): Promise<string> {
  const shelf = repositoryPath('out', 'fixtures');
  const folder = join(shelf, basename(bundle), 'two hands');
  await mkdir(shelf, { recursive: true });
  return withLock(join(shelf, '.lock'), async () => {
    if (existsSync(folder)) return folder;
    const work = await mkdtemp(join(tmpdir(), 'divisi-fixture-'));
    const piece = await writeToyPiece((file) => join(work, file), { sampleRate: 22_050, name: 'two hands' });
    const made = join(work, 'two hands');
    const divisi = (...args: string[]) => run(process.execPath, [join(bundle, 'cli.entry.js'), ...args]);
    const { recordingPath, scorePath } = piece;
    const files = ['--recording', recordingPath, '--score', scorePath, '--copy-media'];
    await divisi('project', 'create', made, ...files);
    await divisi('project', 'align', made);
    await divisi('project', 'set', made, '--method', 'A+');
    await divisi('project', 'train', made);
    for (const old of await readdir(shelf)) {
      if (!old.startsWith('.')) await rm(join(shelf, old), { recursive: true, force: true });
    }
    await mkdir(join(folder, '..'), { recursive: true });
    const partial = `${folder}.partial`;
    await cp(made, partial, { recursive: true });
    await rename(partial, folder);
    await rm(work, { recursive: true, force: true });
    return folder;
  });
}

/** A copy of its own, opened in the session's page, with its stems. @returns the project's folder */
export async function openTrainedProject(session: WindowSession): Promise<string> {
  const folder = join(await mkdtemp(join(session.home, 'copy-')), 'two hands');
  await cp(await trainedFixture(session.bundle), folder, { recursive: true });
  const page = session.page();
  await page.getByRole('button', { name: 'Open project…' }).click();
  await page.getByLabel('Folder of the project').fill(folder);
  await page.keyboard.press('Enter');
  const roll = page.getByRole('application', { name: 'Piano roll' });
  await roll.waitFor();
  const original = page.getByRole('button', { name: 'Original' });
  await original.and(page.locator(':enabled')).waitFor({ timeout: 60_000 });
  await whenIdle(page);
  await roll.press('Shift+Z');
  return folder;
}
