import { beforeAll, expect, it } from 'vitest';
import { field, historyNames, showTab } from './roll-page.ts';
import { openToyProject } from './toy-project.ts';
import { describeInBrowser } from './window-session.ts';

describeInBrowser('the roll by keyboard alone', (session) => {
  beforeAll(() => openToyProject(session), 60_000);

  async function press(key: string): Promise<void> {
    await session.page().getByRole('application', { name: 'Piano roll' }).press(key);
  }

  /** By the palette: the commands' own words. */
  async function command(words: string): Promise<void> {
    await press('Control+k');
    await session.page().keyboard.type(words);
    await session.page().keyboard.press('Enter');
  }

  it('[U47] the list has every note with place, pitch, group, tolerance and confidence', async () => {
    const page = session.page();
    await press('Escape');
    await press('Tab');
    const list = page.getByRole('listbox', { name: 'Notes in the roll' });
    await expect
      .poll(() => list.evaluate((element) => element === element.ownerDocument.activeElement))
      .toBe(true);
    await page.keyboard.press('Home');
    const option = list.getByRole('option', { selected: true });
    await expect.poll(() => option.getAttribute('aria-posinset')).toBe('1');
    expect(await option.getAttribute('aria-setsize')).toBe('4');
    expect(await option.innerText()).toMatch(
      /^[A-G]♯?\d, bar [\d:.–]+, 0:0\d\.\d+, (left|right); [\d.]+ s long, tolerance [\d.]+ s before and [\d.]+ s after, confidence \d+ %$/,
    );
    await page.keyboard.press('Shift+ArrowDown');
    await expect.poll(() => list.getByRole('option', { selected: true }).count()).toBe(2);
    await page.keyboard.press('End');
    await expect.poll(() => option.getAttribute('aria-posinset')).toBe('4');
    expect(await list.getAttribute('aria-activedescendant')).toBe(await option.getAttribute('id'));
  });

  it('[U47] keys draw notes, paint and give back labels, and hand a region over', async () => {
    const page = session.page();
    await press('Home');
    await press('Shift+D');
    expect((await historyNames(page)).at(-1)).toBe('Draw a note');
    await command('paint labels off');
    expect((await historyNames(page)).at(-1)).toBe('Paint labels off');
    await command('erase paint');
    expect((await historyNames(page)).at(-1)).toBe('Erase paint');
    await press('Shift+Q');
    const dialog = page.getByRole('dialog', { name: 'Hand over a region' });
    await dialog.getByLabel('To').selectOption({ label: 'left' });
    await dialog.getByRole('button', { name: 'Hand over' }).press('Enter');
    await dialog.waitFor({ state: 'detached' });
    expect((await historyNames(page)).at(-1)).toMatch(/region|hand/i);
  });

  it('[U47] anchors are moved and taken away by fields', async () => {
    const page = session.page();
    await press('Home');
    await press('k');
    await showTab(page, 'Doubts');
    const time = page.getByRole('textbox', { name: /^Time of the anchor/ });
    await time.fill('0.2');
    await time.press('Enter');
    await expect.poll(() => time.inputValue()).toBe('0.2');
    expect(await historyNames(page)).toContain('Move an anchor');
    await showTab(page, 'Doubts');
    await page.getByRole('button', { name: 'Remove the anchor' }).press('Enter');
    await expect.poll(() => time.count()).toBe(0);
  });

  it('[U47] the tolerance of everything is typed without a selection', async () => {
    const page = session.page();
    await press('Escape');
    await showTab(page, 'Notes');
    const before = page.getByRole('tabpanel').getByRole('textbox', { name: /^Onset, before/ });
    await before.fill('0.3');
    await before.press('Enter');
    expect((await historyNames(page)).at(-1)).toBe('Set the tolerance of all notes');
    await press('Control+a');
    await showTab(page, 'Notes');
    expect(await field(page, 'Onset, before')).toBe('0.3');
    expect(await field(page, 'Pitch')).toBe('');
  });

  it('[U47] the matrix is looked at in all its views', async () => {
    const page = session.page();
    const radio = (name: string) => page.getByRole('radio', { name });
    await press('u');
    expect(await radio('Labels').isChecked()).toBe(true);
    await press('Shift+U');
    await expect.poll(() => radio('Network').isChecked()).toBe(true);
    await radio('Network').press('ArrowRight');
    await expect.poll(() => radio('Compare').isChecked()).toBe(true);
    await page.getByText('Sound without a label').waitFor();
    await press('u');
    await expect.poll(() => radio('Labels').count()).toBe(0);
  });

  it('[U44] nothing failed unseen', () => {
    expect(session.faults).toEqual([]);
  });
});
