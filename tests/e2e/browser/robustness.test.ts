import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Page, WebSocketRoute } from 'playwright-core';
import { expect, it } from 'vitest';
import { historyNames, showTab } from './roll-page.ts';
import { whenIdle } from './toy-project.ts';
import { openTrainedProject } from './trained-project.ts';
import { describeInBrowser } from './window-session.ts';

const roll = (page: Page) => page.getByRole('application', { name: 'Piano roll' });

describeInBrowser('when processes and connections go away', (session) => {
  it('[U51] two windows of one project show each other’s edits, and agree in the end', async () => {
    await openTrainedProject(session);
    const first = session.page();
    const second = await session.context().newPage();
    await second.goto(new URL(first.url()).origin);
    await second.getByRole('button', { name: /^two hands/ }).click();
    await roll(second).waitFor();
    await roll(first).press('Control+a');
    await roll(first).press('ArrowUp');
    await expect.poll(async () => (await historyNames(second)).at(-1)).toBe('Move 4 notes');
    await showTab(first, 'History');
    await roll(second).press('Control+z');
    await expect.poll(() => first.locator('[aria-current=step]').innerText()).not.toBe('Move 4 notes');
    // At the same time, and of the same notes.
    await roll(second).press('Control+a');
    await Promise.all([roll(first).press('ArrowUp'), roll(second).press('ArrowDown')]);
    await whenIdle(first);
    await whenIdle(second);
    const both = async (): Promise<string[]> =>
      Promise.all([first, second].map(async (page) => (await historyNames(page)).join('\n')));
    await expect.poll(async () => new Set(await both()).size).toBe(1);
    await second.close();
  });

  it('[U52] a killed trainer leaves a banner, from which the training starts again', async () => {
    const page = session.page();
    await showTab(page, 'Train');
    await page.getByLabel('Preset').selectOption({ label: 'Paper D' });
    const before = await historyNames(page);
    await showTab(page, 'Train');
    await page.getByRole('button', { name: 'Train from the beginning' }).click();
    await page.getByText(/passes\/s/).waitFor({ timeout: 60_000 });
    await killTrainer(session.service().process.pid!);
    const banner = page.getByRole('alert').filter({ hasText: 'The process that computes has stopped' });
    await banner.waitFor();
    expect(await historyNames(page)).toEqual(before);
    await showTab(page, 'Train');
    await page.getByLabel('Preset').selectOption({ label: 'Fast' });
    await banner.getByRole('button', { name: 'Train again' }).click();
    await banner.waitFor({ state: 'detached' });
    await expect.poll(async () => (await historyNames(page)).at(-1), { timeout: 60_000 }).toMatch(/^Train "/);
    await whenIdle(page);
  }, 120_000);

  it('[U53] edits made while the connection is gone are sent with the next one', async () => {
    const folderRow = /^two hands/;
    const page = await session.context().newPage();
    const lines: WebSocketRoute[] = [];
    let isGone = false;
    await page.routeWebSocket(/\/rpc$/, (line) => {
      if (isGone) return void line.close();
      line.connectToServer();
      lines.push(line);
    });
    await page.goto(new URL(session.page().url()).origin);
    await page.getByRole('button', { name: folderRow }).click();
    await roll(page).waitFor();
    isGone = true;
    await lines.at(-1)!.close();
    const banner = page.getByRole('alert').filter({ hasText: 'The engine does not answer' });
    await banner.waitFor();
    await roll(page).press('Control+a');
    await roll(page).press('ArrowRight');
    await page.getByRole('contentinfo').getByText('Not saved').waitFor();
    // By itself, as soon as it answers again.
    isGone = false;
    await banner.waitFor({ state: 'detached' });
    await whenIdle(page);
    isGone = true;
    await lines.at(-1)!.close();
    await banner.waitFor();
    isGone = false;
    await banner.getByRole('button', { name: 'Connect now' }).click();
    await banner.waitFor({ state: 'detached' });
    expect((await historyNames(page)).at(-1)).toBe('Move 4 notes');
    await expect.poll(async () => (await historyNames(session.page())).at(-1)).toBe('Move 4 notes');
    await page.close();
  });

  it('[U53] a service that is killed loses nothing that was saved', async () => {
    const page = session.page();
    await roll(page).press('Control+a');
    await roll(page).press('ArrowLeft');
    await whenIdle(page);
    const before = await historyNames(page);
    await session.crash();
    await page.getByRole('alert').filter({ hasText: 'The engine does not answer' }).waitFor();
    await session.restart();
    await page.getByRole('button', { name: /^two hands/ }).click();
    await roll(page).waitFor();
    expect(await historyNames(page)).toEqual(before);
  });
});

async function killTrainer(servicePid: number): Promise<void> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=,args=']);
  const row = stdout
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .find((match) => match?.[2] === String(servicePid) && match[3]!.includes('live-trainer'));
  process.kill(Number(row![1]), 'SIGKILL');
}
