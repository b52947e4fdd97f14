/** The way through all screens of the window, with the demo piece. */
import type { Page } from 'playwright-core';
import { placeOf, showTab } from '../e2e/browser/roll-page.ts';
import type { Camera } from './camera.ts';

const patienceMs = 300_000;

export async function visitScreens(page: Page, camera: Camera): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 800 });
  const demo = page.getByRole('button', { name: 'Open the demo piece' });
  await demo.waitFor();
  await demo.click();
  await page.getByRole('progressbar').waitFor();
  await camera.take('import');
  const roll = page.getByRole('application', { name: 'Piano roll' });
  await roll.waitFor({ timeout: patienceMs });
  await showTab(page, 'History');
  await page.getByRole('button', { name: 'Align', exact: true }).waitFor({ timeout: patienceMs });
  await quiet(page);
  const fit = async (): Promise<void> => {
    await roll.press('Shift+Z');
    await page.evaluate('document.activeElement.blur()');
    await quiet(page);
  };
  await showTab(page, 'Doubts');
  await camera.take('doubts', fit);

  await showTab(page, 'Train');
  await train(page, 'Fast');
  await page.getByRole('button', { name: 'Retrain what changed' }).waitFor({ timeout: patienceMs });
  await quiet(page);
  await page.getByLabel('Preset').selectOption({ label: 'Standard' });
  await page.getByRole('button', { name: 'Train from the beginning' }).click();
  await page.getByText(/passes\/s/).waitFor({ timeout: patienceMs });
  await camera.take('training', async () => {
    await roll.press('Shift+Z');
  });
  await page.getByRole('button', { name: 'Retrain what changed' }).waitFor({ timeout: patienceMs });
  await quiet(page);
  await page.getByText('Expert settings').click();
  await camera.take('settings', fit);

  await fit();
  await select(page);
  await showTab(page, 'Notes');
  await camera.take('notes', fit);
  await roll.press('u');
  await quiet(page);
  await camera.take('labels', fit);
  await roll.press('u');

  for (const tab of ['Versions', 'History']) {
    await showTab(page, tab);
    await camera.take(tab.toLowerCase(), fit);
  }
  for (const [name, key, title] of [
    ['export', 'Control+e', 'Export'],
    ['commands', 'Control+k', 'Commands'],
    ['shortcuts', '?', 'Shortcuts'],
  ] as const) {
    await roll.press(key);
    await page.getByRole('dialog', { name: title }).waitFor();
    await camera.take(name);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await fit();
  }
  await roll.press('Control+k');
  await page.keyboard.type('Close the project');
  await page.keyboard.press('Enter');
  await demo.waitFor();
  await camera.take('start');
}

async function train(page: Page, preset: string): Promise<void> {
  await page.getByLabel('Preset').selectOption({ label: preset });
  await page.getByRole('tabpanel').getByRole('button', { name: 'Train', exact: true }).click();
}

/** A chord of the left hand, with what surrounds it. */
async function select(page: Page): Promise<void> {
  const from = await placeOf(page, 2.6, 68);
  const to = await placeOf(page, 4.2, 48);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 6 });
  await page.mouse.up();
}

/** Nothing runs, and no message is left in the corner. */
async function quiet(page: Page): Promise<void> {
  const line = page.getByRole('contentinfo');
  await line.getByText('Saved').waitFor();
  await line.getByRole('progressbar').waitFor({ state: 'detached', timeout: patienceMs });
  await page.waitForTimeout(500);
  await line.getByRole('progressbar').waitFor({ state: 'detached', timeout: patienceMs });
}
