import { beforeAll, expect, it } from 'vitest';
import { drag, field, historyNames, placeOf, showTab } from './roll-page.ts';
import { openToyProject } from './toy-project.ts';
import { describeInBrowser } from './window-session.ts';

describeInBrowser('tools of the roll', (session) => {
  beforeAll(() => openToyProject(session), 60_000);

  /** What a gesture added to the history, which it is then taken out of again. */
  async function stepsOf(gesture: () => Promise<void>): Promise<string[]> {
    const page = session.page();
    const before = await historyNames(page);
    await gesture();
    const after = await historyNames(page);
    const added = after.slice(before.length);
    for (let count = added.length; count > 0; count--) {
      await page.keyboard.press('Control+z');
    }
    const current = page.locator('[aria-current=step]');
    await expect.poll(() => current.innerText()).toBe(before.at(-1));
    // An undone step stays listed until another one takes its place.
    return added;
  }

  async function press(key: string): Promise<void> {
    await session.page().getByRole('application', { name: 'Piano roll' }).press(key);
  }

  const place = (sec: number, pitch: number) => placeOf(session.page(), sec, pitch);

  it('[U45] an edge, a copy, a drawn note, paint, the eraser and the loop are one step each', async () => {
    const page = session.page();
    await page.getByRole('button', { name: 'Snap to beats' }).click();
    await press('Escape');
    const end = await stepsOf(async () => drag(page, await place(0.79, 76), await place(0.6, 76)));
    expect(end).toEqual(['Trim 1 note']);
    await page.keyboard.down('Control');
    await drag(page, await place(1.4, 79), await place(1.4, 84));
    await page.keyboard.up('Control');
    await expect.poll(async () => (await historyNames(page)).at(-1)).toBe('Copy 1 note');
    await press('d');
    await drag(page, await place(0.3, 65), await place(0.7, 65));
    expect((await historyNames(page)).at(-1)).toBe('Draw a note');
    await press('b');
    await drag(page, await place(0.3, 60), await place(0.9, 60));
    expect((await historyNames(page)).at(-1)).toBe('Paint labels on');
    await press('x');
    await drag(page, await place(0.2, 60), await place(1, 60));
    expect((await historyNames(page)).at(-1)).toBe('Erase paint');
    await press('v');
    const ruler = page.getByRole('group', { name: /^Time ruler/ });
    const box = (await ruler.boundingBox())!;
    const { x: from } = await place(0.4, 60);
    const { x: to } = await place(1.2, 60);
    await drag(page, { x: from, y: box.y + 3 }, { x: to, y: box.y + 3 });
    expect((await historyNames(page)).at(-1)).toMatch(/loop/i);
  });

  it('[U45] a halo that is dragged widens the tolerance of the note', async () => {
    const page = session.page();
    const { x, y } = await place(1.6, 53);
    await page.mouse.click(x, y);
    await showTab(page, 'Notes');
    const before = Number(await field(page, 'Onset, before'));
    const onset = Number(await field(page, 'Onset'));
    await drag(page, await place(onset - before, 53), await place(onset - before - 0.2, 53));
    await expect.poll(async () => Number(await field(page, 'Onset, before'))).toBeCloseTo(before + 0.2, 1);
    expect((await historyNames(page)).at(-1)).toBe('Set the tolerance of 1 note');
  });

  it('[U45] a rectangle selects what it touches; fields change all of it at once', async () => {
    const page = session.page();
    await showTab(page, 'Notes');
    await drag(page, await place(0.05, 50.5), await place(1.95, 46));
    await expect
      .poll(() => page.getByRole('tabpanel').getByRole('heading').first().innerText())
      .toMatch(/^1 note/);
    await page.keyboard.press('Control+a');
    await expect
      .poll(() => page.getByRole('tabpanel').getByRole('heading').first().innerText())
      .toMatch(/^6 notes/);
    expect(await field(page, 'Pitch')).toBe('');
    const length = page.getByRole('tabpanel').getByRole('textbox', { name: /^Length/ });
    await length.fill('0,25');
    await length.press('Enter');
    await expect.poll(() => field(page, 'Length')).toBe('0.25');
    await press('Escape');
  });

  it('[U45] an anchor dropped at the playhead is dragged on the ruler', async () => {
    const page = session.page();
    await press('Home');
    await press('k');
    expect((await historyNames(page)).at(-1)).toBe('Set an anchor');
    const ruler = page.getByRole('group', { name: /^Time ruler/ });
    const box = (await ruler.boundingBox())!;
    const y = box.y + box.height - 4;
    // The loop is off: the start is the recording's.
    const { x: from } = await place(0, 60);
    const { x: to } = await place(0.3, 60);
    await drag(page, { x: from, y }, { x: to, y });
    expect((await historyNames(page)).at(-1)).toMatch(/anchor/);
  });

  it('[U44] nothing failed unseen', () => {
    expect(session.faults).toEqual([]);
  });
});
