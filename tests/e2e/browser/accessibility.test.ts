import { expect, it } from 'vitest';
import { lostTexts, unseenFocus, violationsOf } from './check-page.ts';
import { openToyProject, trainFast } from './toy-project.ts';
import { showTab } from './roll-page.ts';
import { describeInBrowser } from './window-session.ts';

const dialogs = [
  ['Commands', 'Control+k'],
  ['Shortcuts', '?'],
  ['Export', 'Control+e'],
] as const;

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

  it('[U50] no panel of the main screen has one', async () => {
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

  it('[U59] the focus is seen wherever the Tab key stops', async () => {
    const page = session.page();
    await page.locator('body').click({ position: { x: 640, y: 790 } });
    expect(await unseenFocus(page, 70)).toEqual([]);
  }, 120_000);

  it('[U59] text of twice the size is still there', async () => {
    const page = session.page();
    await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
    const lost: string[] = [];
    for (const tab of ['Notes', 'Train', 'Versions', 'Doubts', 'History']) {
      await showTab(page, tab);
      lost.push(...(await lostTexts(page, tab)));
    }
    for (const [name, key] of dialogs) {
      await page.getByRole('application', { name: 'Piano roll' }).press(key);
      await page.getByRole('dialog', { name }).waitFor();
      lost.push(...(await lostTexts(page, name)));
      await page.keyboard.press('Escape');
    }
    await page.evaluate(() => (document.documentElement.style.fontSize = ''));
    expect(lost).toEqual([]);
  }, 120_000);

  it('[U50] no dialog or menu has one', async () => {
    const page = session.page();
    const roll = page.getByRole('application', { name: 'Piano roll' });
    for (const [name, key] of dialogs) {
      await roll.press(key);
      await page.getByRole('dialog', { name }).waitFor();
      // The export looks at the disk before its button can be pressed.
      if (name === 'Export') await page.getByText(/are free on the disk/).waitFor();
      await expectNoViolations(name);
      await page.keyboard.press('Escape');
    }
    await page.getByRole('button', { name: 'More for right' }).click();
    await expectNoViolations('menu of a group');
    await page.keyboard.press('Escape');
  });
});
