import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { historyNames } from './roll-page.ts';
import { openToyProject, whenIdle } from './toy-project.ts';
import { describeInBrowser } from './window-session.ts';

describeInBrowser('without a mouse, and when things go wrong', (session) => {
  it('[U46] a file that is no recording is told about in place', async () => {
    const page = session.page();
    await mkdir(join(session.home, 'wrong'), { recursive: true });
    const wrong = join(session.home, 'wrong', 'take.wav');
    const score = join(session.home, 'wrong', 'score.mid');
    await writeFile(wrong, 'this is no sound');
    await writeFile(score, 'nor is this a score');
    await page.getByLabel('Recording', { exact: true }).setInputFiles(wrong);
    await page.getByLabel('MIDI score', { exact: true }).setInputFiles(score);
    await page.getByRole('button', { name: 'Create project' }).click();
    await page.getByRole('alert').getByText('Not a readable MIDI file').waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  it('[U47] keys alone select, move, undo, mute, play and find commands', async () => {
    await openToyProject(session);
    const page = session.page();
    const roll = page.getByRole('application', { name: 'Piano roll' });
    await page.getByRole('listbox', { name: 'Notes in the roll' }).focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowDown');
    const list = page.getByRole('listbox', { name: 'Notes in the roll' });
    await expect.poll(() => list.getByRole('option', { selected: true }).count()).toBe(1);
    await roll.press('ArrowUp');
    expect((await historyNames(page)).at(-1)).toBe('Move 1 note');
    await roll.press('m');
    expect((await historyNames(page)).at(-1)).toBe('Change the mix');
    expect(await page.getByRole('button', { name: /^Mute/, pressed: true }).count()).toBe(1);
    await roll.press('Control+z');
    await expect.poll(() => page.getByRole('button', { name: /^Mute/, pressed: true }).count()).toBe(0);
    await roll.press('Control+k');
    await page.keyboard.type('loop on');
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await historyNames(page)).at(-1)).toMatch(/loop/i);
    await roll.press('?');
    await page.getByRole('dialog', { name: 'Shortcuts' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await roll.press('Space');
    await expect.poll(() => page.locator('output').innerText()).not.toContain('0:00.000');
    await roll.press('Space');
  });

  it('[U48] a reload stays in the project, and what was done is there', async () => {
    const page = session.page();
    await whenIdle(page);
    const before = await historyNames(page);
    await page.reload();
    await page.getByRole('application', { name: 'Piano roll' }).waitFor();
    await expect.poll(() => historyNames(page)).toEqual(before);
  });

  it('[U48] a service that ended loses nothing that was saved', async () => {
    const page = session.page();
    await whenIdle(page);
    const before = (await historyNames(page)).length;
    await session.restart();
    await page.getByRole('button', { name: /^two hands/ }).click();
    await page.getByRole('application', { name: 'Piano roll' }).waitFor();
    expect((await historyNames(page)).length).toBe(before);
  });
});
