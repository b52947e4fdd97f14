/** What tests do to the desktop application again and again. */
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Page } from 'playwright-core';
import { createToyProject, valueOf } from '../../support/toy-project.ts';
import type { Desktop } from './desktop.ts';

/** @returns the folder of a project that nobody has open */
export async function writeProject(home: string, name: string): Promise<string> {
  const { project, folder } = await createToyProject((file) => join(home, file), name);
  valueOf(await project.close());
  return folder;
}

export async function pageOf(desktop: Desktop, index = 0): Promise<Page> {
  await expect.poll(() => desktop.pages().length, { timeout: 30_000 }).toBeGreaterThan(index);
  return desktop.pages()[index]!;
}

/** The roll of a project is shown. */
export async function rollOf(desktop: Desktop, index = 0): Promise<Page> {
  const page = await pageOf(desktop, index);
  await page.getByRole('application', { name: 'Piano roll' }).waitFor({ timeout: 30_000 });
  return page;
}

/** Once it is enabled: what the window can do reaches the menu a moment later. */
export async function clickMenu(desktop: Desktop, id: string): Promise<void> {
  await expect.poll(() => menuItem(desktop, id), { timeout: 30_000 }).toMatchObject({ isEnabled: true });
  await desktop.evaluate(({ Menu }, itemId) => {
    Menu.getApplicationMenu()?.getMenuItemById(itemId)?.click();
  }, id);
}

export type MenuLook = { readonly isEnabled: boolean; readonly accelerator: string | null };

/** Null for an item that is not there. */
export function menuItem(desktop: Desktop, id: string): Promise<MenuLook | null> {
  return desktop.evaluate(({ Menu }, itemId) => {
    const item = Menu.getApplicationMenu()?.getMenuItemById(itemId) ?? null;
    return item === null ? null : { isEnabled: item.enabled, accelerator: item.accelerator ?? null };
  }, id);
}

/** Without the mark of edits. */
export async function titles(desktop: Desktop): Promise<string[]> {
  return (await markedTitles(desktop)).map((title) => title.replace(/^• /, ''));
}

function markedTitles(desktop: Desktop): Promise<string[]> {
  return desktop.evaluate(
    ({ BrowserWindow }) => BrowserWindow.getAllWindows().map((each) => each.getTitle()),
    null,
  );
}

/** Of the first window: in its close button on a Mac, in its title elsewhere. */
export async function isEdited(desktop: Desktop): Promise<boolean> {
  if (process.platform !== 'darwin') return (await markedTitles(desktop))[0]?.startsWith('• ') ?? false;
  return desktop.evaluate(
    ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isDocumentEdited() ?? false,
    null,
  );
}

/** The next open dialog is answered with that. */
export function answerOpen(desktop: Desktop, path: string): Promise<void> {
  return desktop.evaluate(({ dialog }, answer) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [answer] });
  }, path);
}

export function answerSave(desktop: Desktop, path: string): Promise<void> {
  return desktop.evaluate(({ dialog }, answer) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: answer });
  }, path);
}

/** Questions are answered with the button of that number, and kept for `asked`. */
export function answerQuestions(desktop: Desktop, button: number): Promise<void> {
  return desktop.evaluate(({ dialog }, answer) => {
    const kept = globalThis as { questions?: string[] };
    kept.questions = [];
    dialog.showMessageBox = async (...args: readonly unknown[]) => {
      const { message } = args.at(-1) as { message: string };
      kept.questions?.push(message);
      return { response: answer, checkboxChecked: false };
    };
  }, button);
}

export async function asked(desktop: Desktop): Promise<readonly string[]> {
  return (await keptInMain<readonly string[]>(desktop, 'questions')) ?? [];
}

/** What a test's own function in main left under that name of its global object. */
export function keptInMain<T>(desktop: Desktop, name: string): Promise<T | undefined> {
  return desktop.evaluate(
    (_electron, key) => (globalThis as Record<string, unknown>)[key] as T | undefined,
    name,
  );
}

/** Process ids of the service or the trainer. */
export function processes(desktop: Desktop, name: 'service' | 'trainer'): Promise<number[]> {
  return desktop.evaluate(
    ({ app }, wanted) =>
      app
        .getAppMetrics()
        .filter((metric) => metric.name === `Divisi ${wanted}`)
        .map(({ pid }) => pid),
    name,
  );
}

export async function kill(desktop: Desktop, name: 'service' | 'trainer'): Promise<void> {
  await expect.poll(() => processes(desktop, name), { timeout: 30_000 }).toHaveLength(1);
  for (const pid of await processes(desktop, name)) process.kill(pid, 'SIGKILL');
}

export function quit(desktop: Desktop): Promise<void> {
  return desktop.evaluate(({ app }) => app.quit(), null);
}

export function closeWindow(desktop: Desktop, index: number): Promise<void> {
  return desktop.evaluate(({ BrowserWindow }, at) => BrowserWindow.getAllWindows()[at]?.close(), index);
}
