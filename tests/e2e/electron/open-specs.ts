/** Opening: files that are double-clicked, menus, dialogs, a second start; windows that close and lose nothing. */
import { mkdir, readFile, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { markersOf, reopen, valueOf } from '../../support/toy-project.ts';
import { historyNames, showTab } from '../browser/roll-page.ts';
import type { Desktop, StartDesktop } from './desktop.ts';
import { makeHome } from './desktop.ts';
import {
  answerOpen,
  answerQuestions,
  answerSave,
  asked,
  clickMenu,
  closeWindow,
  isEdited,
  keptInMain,
  menuItem,
  pageOf,
  processes,
  quit,
  rollOf,
  titles,
  writeProject,
} from './desktop-actions.ts';

export function openSpecs(start: StartDesktop): void {
  let desktop: Desktop;
  let first = '';
  let second = '';

  beforeAll(async () => {
    const home = await makeHome();
    first = await writeProject(home, 'first');
    second = await writeProject(home, 'second');
    desktop = await start([join(first, 'first.divisi')], home);
  }, 120_000);
  afterAll(() => desktop.end(), 30_000);

  it('[SH1] a file that is double-clicked is shown in the first window', async () => {
    await rollOf(desktop);
    await expect.poll(() => titles(desktop)).toEqual(['first – Divisi']);
  });

  it('[SH3] the menu has the commands of the window, with their keys, and runs them', async () => {
    const page = await rollOf(desktop);
    await expect.poll(() => menuItem(desktop, 'command:toolPaint')).toMatchObject({ isEnabled: true });
    expect((await menuItem(desktop, 'command:undo'))?.isEnabled).toBe(false);
    expect((await menuItem(desktop, 'command:zoomAll'))?.accelerator).toBe('Shift+Z');
    await clickMenu(desktop, 'command:selectAll');
    await expect.poll(() => menuItem(desktop, 'command:delete')).toMatchObject({ isEnabled: true });
    await clickMenu(desktop, 'command:nudgeUp');
    await expect.poll(() => historyNames(page)).toContain('Move 4 notes');
    await expect.poll(() => menuItem(desktop, 'command:undo')).toMatchObject({ isEnabled: true });
  });

  it('[SH5] what is not in the snapshot yet marks the window, until it is saved', async () => {
    await expect.poll(() => isEdited(desktop)).toBe(true);
    const before = await readFile(join(first, 'first.divisi'), 'utf8');
    await clickMenu(desktop, 'save');
    await expect.poll(() => isEdited(desktop)).toBe(false);
    expect(await readFile(join(first, 'first.divisi'), 'utf8')).not.toBe(before);
  });

  it('[SH2] another start shows what it was given in the application that runs', async () => {
    await desktop.startAgain([join(second, 'second.divisi')]);
    await rollOf(desktop, 1);
    await expect.poll(() => titles(desktop)).toEqual(['first – Divisi', 'second – Divisi']);
    await desktop.startAgain([first]);
    expect(await titles(desktop)).toEqual(['first – Divisi', 'second – Divisi']);
    expect(await processes(desktop, 'service')).toHaveLength(1);
  });

  it('[SH4] a project is opened by the system’s dialog, once, and listed among the recent ones', async () => {
    await answerOpen(desktop, join(second, 'second.divisi'));
    await clickMenu(desktop, 'open');
    expect(await titles(desktop)).toHaveLength(2);
    await expect.poll(() => menuItem(desktop, `recent:${second}`)).toMatchObject({ isEnabled: true });
    await desktop.evaluate(({ dialog }) => {
      dialog.showErrorBox = (title) => void ((globalThis as { told?: string }).told = title);
    }, null);
    await answerOpen(desktop, join(first, 'journal.jsonl'));
    await clickMenu(desktop, 'open');
    await expect.poll(() => keptInMain(desktop, 'told')).toBe('This is not a Divisi project');
  });

  it('[SH6] a copy in a new folder opens in a window of its own', async () => {
    const folder = join(desktop.home, 'copy');
    await answerSave(desktop, folder);
    await desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.focus(), null);
    await clickMenu(desktop, 'saveAs');
    await rollOf(desktop, 2);
    const page = await pageOf(desktop, 2);
    await expect.poll(() => historyNames(page)).toEqual(['Opened']);
    await closeWindow(desktop, 2);
    await expect.poll(() => titles(desktop)).toHaveLength(2);
  });

  it('[SH7] a window closes when its project is saved, or stays and says why', async () => {
    const page = await pageOf(desktop, 1);
    await desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[1]?.focus(), null);
    await expect.poll(() => menuItem(desktop, 'command:selectAll')).toMatchObject({ isEnabled: true });
    await clickMenu(desktop, 'command:selectAll');
    await showTab(page, 'History');
    await clickMenu(desktop, 'command:nudgeDown');
    await page.getByRole('button', { name: 'Move 4 notes' }).waitFor();
    // Nothing can be written where a folder lies.
    const obstacle = join(second, 'second.divisi.partial');
    await mkdir(obstacle);
    await answerQuestions(desktop, 2);
    await closeWindow(desktop, 1);
    await expect.poll(() => asked(desktop)).toEqual(['“second” could not be saved']);
    expect(await titles(desktop)).toHaveLength(2);
    await rmdir(obstacle);
    const before = await readFile(join(second, 'second.divisi'), 'utf8');
    await closeWindow(desktop, 1);
    await expect.poll(() => titles(desktop)).toEqual(['first – Divisi']);
    expect(await readFile(join(second, 'second.divisi'), 'utf8')).not.toBe(before);
  });

  it('[SH8] quitting saves, ends the engine, and leaves no lock', async () => {
    await quit(desktop);
    await desktop.ended;
    const project = await reopen(first);
    expect(project.remarks).toEqual([]);
    expect(markersOf(project)).toEqual([]);
    expect(project.history.done.map(({ name }) => name)).toEqual(['Move 4 notes']);
    valueOf(await project.close());
    await rm(first, { recursive: true });
  });
}
