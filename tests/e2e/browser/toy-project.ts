/** A project of the toy piece, opened in the window by its files. */
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { writeToyPiece } from '../../support/toy-piece.ts';
import { showTab } from './roll-page.ts';
import type { WindowSession } from './window-session.ts';

/** The roll shows all of it, and nothing runs any more. */
export async function openToyProject(session: WindowSession, name = 'two hands'): Promise<void> {
  const page = session.page();
  await createToyProject(session, name, 22_050);
  // A new project is aligned by itself.
  await showTab(page, 'History');
  await page.getByRole('button', { name: 'Align', exact: true }).waitFor({ timeout: 60_000 });
  await showTab(page, 'Notes');
  await whenIdle(page);
  await page.getByRole('application', { name: 'Piano roll' }).press('Shift+Z');
}

/** Its roll is there; the score is still looked for in the recording. */
export async function createToyProject(
  session: WindowSession,
  name: string,
  sampleRate: number,
): Promise<void> {
  const page = session.page();
  const folder = await mkdtemp(join(session.home, 'piece-'));
  const piece = await writeToyPiece((file) => join(folder, file), { sampleRate, name });
  await page.getByLabel('Recording', { exact: true }).setInputFiles(piece.recordingPath);
  await page.getByLabel('MIDI score', { exact: true }).setInputFiles(piece.scorePath);
  await page.getByRole('button', { name: 'Create project' }).click();
  await page.getByRole('application', { name: 'Piano roll' }).waitFor({ timeout: 60_000 });
}

/** The status line names no job, and everything is saved. */
export async function whenIdle(page: Page): Promise<void> {
  const line = page.getByRole('contentinfo');
  await line.getByText('Saved').waitFor();
  await line.getByRole('progressbar').waitFor({ state: 'detached', timeout: 60_000 });
}

/** The quickest preset; returns when the groups can be heard apart. */
export async function trainFast(page: Page): Promise<void> {
  await showTab(page, 'Train');
  await page.getByLabel('Preset').selectOption({ label: 'Fast' });
  await page.getByRole('tabpanel').getByRole('button', { name: 'Train', exact: true }).click();
  await page.getByRole('button', { name: 'Retrain what changed' }).waitFor({ timeout: 120_000 });
  await whenIdle(page);
}
