import { expect, it } from 'vitest';
import { violationsOf } from './check-page.ts';
import { openToyProject, trainFast } from './toy-project.ts';
import { showTab } from './roll-page.ts';
import { describeInBrowser } from './window-session.ts';

describeInBrowser('for every eye and hand', (session) => {
  const expectNoViolations = async (screen: string): Promise<void> => {
    expect(await violationsOf(session.page(), screen)).toEqual([]);
  };

  it('[U50] the start page has no violation of axe’s rules, dark and light', async () => {
    await expectNoViolations('start');
    await session.page().getByRole('button', { name: 'Open project…' }).click();
    await expectNoViolations('open dialog');
    await session.page().keyboard.press('Escape');
  });

  it('[U50] nor has any panel of the main screen', async () => {
    const page = session.page();
    await openToyProject(session);
    for (const tab of ['Notes', 'Train', 'Versions', 'Doubts', 'History']) {
      await showTab(page, tab);
      await expectNoViolations(tab);
    }
    await page.getByRole('application', { name: 'Piano roll' }).press('Control+a');
    await showTab(page, 'Notes');
    await expectNoViolations('selected notes');
    await showTab(page, 'Train');
    await trainFast(page);
    await page.getByText('Expert settings').click();
    await expectNoViolations('trained');
    await showTab(page, 'Versions');
    await page.getByText('Separation strength').waitFor();
    await expectNoViolations('versions');
  }, 120_000);

  it('[U50] nor has any dialog or menu', async () => {
    const page = session.page();
    const roll = page.getByRole('application', { name: 'Piano roll' });
    for (const [name, key] of [
      ['Commands', 'Control+k'],
      ['Shortcuts', '?'],
      ['Export', 'Control+e'],
    ] as const) {
      await roll.press(key);
      await page.getByRole('dialog', { name }).waitFor();
      await expectNoViolations(name);
      await page.keyboard.press('Escape');
    }
    await page.getByRole('button', { name: 'More for right' }).click();
    await expectNoViolations('menu of a group');
    await page.keyboard.press('Escape');
  });
});
