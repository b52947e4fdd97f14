/** Working: files that stay where they are, training in a process of its own, and every process killed once. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeToyPiece } from '../../support/toy-piece.ts';
import { historyNames, showTab } from '../browser/roll-page.ts';
import { whenIdle } from '../browser/toy-project.ts';
import type { Desktop, StartDesktop } from './desktop.ts';
import { makeHome } from './desktop.ts';
import {
  answerQuestions,
  asked,
  clickMenu,
  closeWindow,
  keptInMain,
  kill,
  menuItem,
  pageOf,
  processes,
  quit,
  rollOf,
  titles,
} from './desktop-actions.ts';

export function workSpecs(start: StartDesktop): void {
  let desktop: Desktop;

  beforeAll(async () => {
    desktop = await start([], await makeHome());
  }, 120_000);
  afterAll(() => desktop.end(), 30_000);

  it('[SH12] files that were chosen are used where they lie, and not copied', async () => {
    const page = await pageOf(desktop);
    const piece = await writeToyPiece((file) => join(desktop.home, file), {
      sampleRate: 22_050,
      name: 'hands',
    });
    await page.getByLabel('Recording', { exact: true }).waitFor();
    await desktop.knowFiles([piece.recordingPath, piece.scorePath]);
    await page.getByLabel('Recording', { exact: true }).setInputFiles(piece.recordingPath);
    await page.getByLabel('MIDI score', { exact: true }).setInputFiles(piece.scorePath);
    await page.getByRole('button', { name: 'Create project' }).click();
    await rollOf(desktop);
    await showTab(page, 'History');
    await page.getByRole('button', { name: 'Align', exact: true }).waitFor({ timeout: 60_000 });
    await whenIdle(page);
    const folder = join(desktop.home, 'Divisi', 'hands');
    expect(await readdir(join(folder, 'media'))).not.toContain('hands.wav');
    expect(await readFile(join(folder, 'hands.divisi'), 'utf8')).toContain('hands.wav');
  }, 180_000);

  it('[SH9] a training shows in dock and title, keeps the machine awake, and may be killed', async () => {
    const page = await pageOf(desktop);
    await desktop.evaluate(({ BrowserWindow, powerSaveBlocker }) => {
      const kept = globalThis as { shares?: number[]; awake?: string[] };
      kept.shares = [];
      kept.awake = [];
      const [window] = BrowserWindow.getAllWindows();
      const show = window?.setProgressBar.bind(window);
      if (window !== undefined)
        window.setProgressBar = (share) => {
          kept.shares?.push(share);
          show?.(share);
        };
      const begin = powerSaveBlocker.start.bind(powerSaveBlocker);
      const end = powerSaveBlocker.stop.bind(powerSaveBlocker);
      powerSaveBlocker.start = (kind) => {
        kept.awake?.push(kind);
        return begin(kind);
      };
      powerSaveBlocker.stop = (id) => {
        kept.awake?.push('end');
        return end(id);
      };
    }, null);
    const shares = async (): Promise<number[]> => (await keptInMain<number[]>(desktop, 'shares')) ?? [];
    const awake = (): Promise<string[] | undefined> => keptInMain(desktop, 'awake');
    await showTab(page, 'Train');
    await page.getByLabel('Preset').selectOption({ label: 'Fast' });
    await clickMenu(desktop, 'command:train');
    await expect
      .poll(async () => (await shares()).some((share) => share > 0), { timeout: 30_000 })
      .toBe(true);
    expect(await awake()).toEqual(['prevent-app-suspension']);
    await kill(desktop, 'trainer');
    await page.getByText('The process that computes has stopped').waitFor();
    await expect.poll(async () => (await shares()).at(-1)).toBe(-1);
    expect(await awake()).toEqual(['prevent-app-suspension', 'end']);
    expect(await processes(desktop, 'trainer')).toEqual([]);
  }, 120_000);

  it('[SH10] a service that dies is started again, and the window goes on where it was', async () => {
    const page = await pageOf(desktop);
    await clickMenu(desktop, 'command:selectAll');
    await clickMenu(desktop, 'command:nudgeUp');
    await expect.poll(() => historyNames(page)).toContain('Move 4 notes');
    await whenIdle(page);
    const [before] = await processes(desktop, 'service');
    await kill(desktop, 'service');
    await page.getByText('The engine stopped and was started again').waitFor({ timeout: 30_000 });
    const [after] = await processes(desktop, 'service');
    expect(after).not.toBe(before);
    expect(await historyNames(page)).toContain('Move 4 notes');
    await clickMenu(desktop, 'command:undo');
    await expect.poll(() => menuItem(desktop, 'command:redo')).toMatchObject({ isEnabled: true });
    expect(await page.getByText('The engine has stopped').count()).toBe(0);
  });

  it('[SH11] a page that dies is loaded again, with the document as it was', async () => {
    const before = await pageOf(desktop);
    await clickMenu(desktop, 'command:selectAll');
    await clickMenu(desktop, 'command:octaveUp');
    await expect.poll(() => menuItem(desktop, 'command:redo')).toMatchObject({ isEnabled: false });
    await whenIdle(before);
    const names = await historyNames(before);
    await desktop.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer();
    }, null);
    await expect.poll(() => desktop.pages()[0] !== before, { timeout: 30_000 }).toBe(true);
    const after = await rollOf(desktop);
    expect(await historyNames(after)).toEqual(names);
    expect(await titles(desktop)).toEqual(['hands – Divisi']);
  });

  it('[SH13] what was trained and exported is shown in its folder, dragged out as files, and read in ranges', async () => {
    const page = await rollOf(desktop);
    await clickMenu(desktop, 'command:train');
    await page.getByRole('button', { name: 'Retrain what changed' }).waitFor({ timeout: 120_000 });
    await whenIdle(page);
    await clickMenu(desktop, 'command:export');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Export', exact: true }).click();
    await dialog.getByText('Together the stems cancel the recording').waitFor({ timeout: 60_000 });
    const href = (await dialog.getByRole('link').first().getAttribute('href')) ?? '';
    const got = await page.evaluate(async (address) => {
      const ranged = await fetch(address, { headers: { Range: 'bytes=4-7' } });
      const outside = await fetch(address, { headers: { Range: 'bytes=99999999-' } });
      return {
        status: ranged.status,
        bytes: (await ranged.arrayBuffer()).byteLength,
        outside: outside.status,
      };
    }, href);
    expect(got).toEqual({ status: 206, bytes: 4, outside: 416 });
    await desktop.evaluate(({ shell, BrowserWindow }) => {
      const kept = globalThis as { revealed?: string[]; dragged?: string[] };
      kept.revealed = [];
      kept.dragged = [];
      shell.showItemInFolder = (path) => void kept.revealed?.push(path);
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      if (contents !== undefined)
        contents.startDrag = ({ file, files }) => void kept.dragged?.push(...(files ?? [file]));
    }, null);
    await dialog.getByRole('button', { name: 'Show in folder' }).click();
    const revealed = (): Promise<string[] | undefined> => keptInMain(desktop, 'revealed');
    const exports = join(desktop.home, 'Divisi', 'hands', 'exports');
    await expect.poll(revealed).toHaveLength(1);
    expect((await revealed())?.[0]?.startsWith(exports)).toBe(true);
    await dialog.getByRole('link').first().dispatchEvent('dragstart');
    const file = join(exports, ...decodeURIComponent(new URL(href).pathname).split('/').slice(4));
    await expect.poll(() => keptInMain(desktop, 'dragged')).toEqual([file]);
    await page.keyboard.press('Escape');
  }, 240_000);

  it('[SH7] a window whose project is trained asks before it closes', async () => {
    await clickMenu(desktop, 'command:train');
    await expect.poll(() => menuItem(desktop, 'command:stopTraining')).toMatchObject({ isEnabled: true });
    await answerQuestions(desktop, 1);
    await closeWindow(desktop, 0);
    await expect.poll(() => asked(desktop)).toEqual(['A training is running']);
    expect(await titles(desktop)).toHaveLength(1);
  });

  it('[SH8] quitting during a training ends every process within seconds', async () => {
    await answerQuestions(desktop, 0);
    await quit(desktop);
    await desktop.ended;
  });
}
