import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { showTab } from './roll-page.ts';
import { readZip } from '../../support/zip-entries.ts';
import { openToyProject } from './toy-project.ts';
import { describeInBrowser } from './window-session.ts';

describeInBrowser('the export panel', (session) => {
  it('[U60] shows names and sizes of the defaults, and says when there is nothing to export yet', async () => {
    const page = session.page();
    await openToyProject(session, 'toy');
    await page.keyboard.press('Control+e');
    const dialog = page.getByRole('dialog', { name: 'Export' });
    await dialog.getByText('train first').waitFor();
    await page.keyboard.press('Escape');
    await showTab(page, 'Train');
    await page.getByLabel('Preset').selectOption({ label: 'Fast' });
    await page.getByRole('tabpanel').getByRole('button', { name: 'Train', exact: true }).click();
    await page.getByRole('button', { name: 'Retrain what changed' }).waitFor({ timeout: 120_000 });
    await page.keyboard.press('Control+e');
    const list = dialog.getByRole('region', { name: 'Files' });
    await list.getByText('toy - 01 right.wav').waitFor();
    expect(await list.getByText('toy.dawproject').count()).toBe(1);
    expect(await list.getByText(/^\d+ kB$/).count()).toBeGreaterThan(2);
    await dialog.getByRole('checkbox', { name: 'left' }).uncheck();
    await list.getByText('toy - 02 left.wav').waitFor({ state: 'detached' });
    await dialog.getByRole('checkbox', { name: 'left' }).check();
    await list.getByText('toy - 02 left.wav').waitFor();
  }, 240_000);

  it('[U61] exports with progress, and tells null depth, folder and files', async () => {
    const page = session.page();
    const dialog = page.getByRole('dialog', { name: 'Export' });
    await dialog.getByRole('button', { name: 'Export', exact: true }).click();
    await dialog
      .getByText(/Together the stems cancel the recording to -\d+\.\d dB/)
      .waitFor({ timeout: 60_000 });
    const folder = (await dialog.locator('code').innerText()).trim();
    expect(existsSync(join(folder, 'toy - 01 right.wav'))).toBe(true);
  }, 180_000);

  it('[U62] a finished stem is downloaded from its strip, or dragged out of it', async () => {
    const page = session.page();
    const dialog = page.getByRole('dialog', { name: 'Export' });
    const folder = (await dialog.locator('code').innerText()).trim();
    await dialog.locator('footer').getByText('Close').click();
    const link = page.getByRole('link', { name: 'Drag out or download the exported file of right' });
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    expect(download.suggestedFilename()).toBe('toy - 01 right.wav');
    const bytes = await readFile(await download.path());
    expect(bytes.equals(await readFile(join(folder, 'toy - 01 right.wav')))).toBe(true);
    const data = await link.evaluate((element) => {
      const dataTransfer = new DataTransfer();
      element.dispatchEvent(new DragEvent('dragstart', { bubbles: true, dataTransfer }));
      return dataTransfer.getData('DownloadURL');
    });
    expect(data).toMatch(/^audio\/wav:toy - 01 right\.wav:http:\/\/127\.0\.0\.1:\d+\/resources\//);
  });

  it('[U62] files of all stems are made from the mixer, up to date, and come as one download', async () => {
    const page = session.page();
    await page.getByRole('button', { name: 'Files', exact: true }).click();
    const all = page.getByRole('button', { name: 'All files' });
    await all.waitFor({ timeout: 60_000 });
    const link = page.getByRole('link', { name: 'Drag out or download the exported file of right' });
    expect(await link.getAttribute('href')).toContain('/exports/toy%20-%20stems/');
    const [download] = await Promise.all([page.waitForEvent('download'), all.click()]);
    expect(download.suggestedFilename()).toBe('toy - stems.zip');
    const names = (await readZip(await download.path())).map(({ name }) => name);
    expect(names).toContain('toy - 01 right.wav');
    // Another name makes the files those of a former state.
    await page.getByLabel('Name of right').fill('Melody');
    await page.getByLabel('Name of right').press('Enter');
    await page.getByRole('button', { name: 'Files', exact: true }).waitFor();
    await page.keyboard.press('Control+z');
    await all.waitFor();
    expect(session.faults).toEqual([]);
  }, 180_000);

  it('[U61] files that exist are asked about in place, and replaced only then', async () => {
    const page = session.page();
    await page.keyboard.press('Control+e');
    const dialog = page.getByRole('dialog', { name: 'Export' });
    await dialog.getByRole('button', { name: 'Export something else' }).click();
    await dialog.getByRole('region', { name: 'Files' }).getByText('exists').first().waitFor();
    await dialog.getByRole('button', { name: 'Export', exact: true }).click();
    await dialog.getByRole('alert').getByText('Output exists').waitFor();
    await dialog.getByRole('button', { name: 'Replace the files' }).click();
    await dialog.getByText(/Together the stems cancel/).waitFor({ timeout: 60_000 });
    expect(session.faults).toEqual([]);
  }, 180_000);

  it('[U61] what is too loud for the format is asked about in place, with the three ways out', async () => {
    const page = session.page();
    const dialog = page.getByRole('dialog', { name: 'Export' });
    await dialog.locator('footer').getByText('Close').click();
    await page.getByRole('slider', { name: 'Gain of right' }).press('End');
    await page.getByRole('slider', { name: 'Gain of Master' }).press('End');
    await page.keyboard.press('Control+e');
    await dialog.getByRole('button', { name: 'Export something else' }).click();
    await dialog.getByLabel('Level').selectOption({ label: 'As the mixer plays them' });
    await dialog.getByLabel('Folder').fill('loud');
    await dialog.getByLabel('Folder').press('Enter');
    await dialog
      .getByRole('region', { name: 'Files' })
      .getByText(/exports.loud$/)
      .waitFor();
    await dialog.getByRole('button', { name: 'Export', exact: true }).click();
    const alert = dialog.getByRole('alert');
    await alert.getByRole('button', { name: '32 bit float' }).waitFor({ timeout: 60_000 });
    expect(await alert.getByRole('button').allInnerTexts()).toEqual([
      '32 bit float',
      'Lower all alike',
      'Clip',
    ]);
    await alert.getByRole('button', { name: 'Lower all alike' }).click();
    await dialog.getByText('All stems were lowered alike').waitFor({ timeout: 60_000 });
    expect(session.faults).toEqual([]);
  }, 180_000);
});
