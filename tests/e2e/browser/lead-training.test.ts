import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { showTab } from './roll-page.ts';
import { whenIdle } from './toy-project.ts';
import { openTrainedProject } from './trained-project.ts';
import { describeInBrowser } from './window-session.ts';

describeInBrowser('leading a training', (session) => {
  const panel = (page: Page) => page.getByRole('tabpanel');

  it('[U97] it is paused, shows what the network activates, goes on, and is finished as a version', async () => {
    await openTrainedProject(session);
    const page = session.page();
    await showTab(page, 'Train');
    await page.getByLabel('Preset').selectOption({ label: 'Paper D' });
    await panel(page)
      .getByRole('button', { name: /^Train from the beginning/ })
      .click();
    await panel(page)
      .getByText(/passes\/s/)
      .waitFor({ timeout: 60_000 });
    await panel(page).getByRole('button', { name: 'Pause', exact: true }).click();
    await panel(page).getByText('Paused').waitFor({ timeout: 30_000 });
    await page.getByRole('contentinfo').getByText('Paused').waitFor();
    // What it has learnt so far can be looked at while it rests.
    const asked = page.waitForRequest(/\/activity\/running/, { timeout: 30_000 });
    await page.getByRole('application', { name: 'Piano roll' }).press('u');
    await page.getByRole('radio', { name: 'Network' }).check();
    await asked;
    await panel(page).getByRole('button', { name: 'Continue' }).click();
    await panel(page).getByText('Paused').waitFor({ state: 'detached' });
    await panel(page).getByRole('button', { name: 'Finish now' }).click();
    await page.getByText(/ended by hand after \d+ passes/).waitFor({ timeout: 60_000 });
    await whenIdle(page);
    await showTab(page, 'Versions');
    await panel(page).getByText('Training 2').first().waitFor();
  }, 180_000);

  it('[U44] nothing failed unseen', () => {
    expect(session.faults).toEqual([]);
  });
});
