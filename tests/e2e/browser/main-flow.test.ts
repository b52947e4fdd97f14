import { expect, it } from 'vitest';
import { drag, field, historyNames, placeOf, showTab } from './roll-page.ts';
import { openToyProject } from './toy-project.ts';
import { describeInBrowser } from './window-session.ts';

describeInBrowser('from two files to separated hands', (session) => {
  it('[U40] two chosen files become a project whose notes are shown', async () => {
    const page = session.page();
    await openToyProject(session);
    const list = page.getByRole('listbox', { name: 'Notes in the roll' });
    await list.focus();
    await list.getByRole('option', { name: /^E5, .*right/ }).waitFor({ state: 'attached' });
    expect(await list.getByRole('option').count()).toBe(4);
  });

  it('[U41] a dragged note moves as one step, which is undone and redone', async () => {
    const page = session.page();
    const noteOn = async (sec: number, pitch: number): Promise<void> => {
      const { x, y } = await placeOf(page, sec, pitch);
      await page.mouse.click(x, y);
    };
    await noteOn(0.5, 76);
    await showTab(page, 'Notes');
    const onset = Number(await field(page, 'Onset'));
    const steps = (await historyNames(page)).length;
    await drag(page, await placeOf(page, 0.5, 76), await placeOf(page, 0.8, 78));
    expect((await historyNames(page)).slice(steps)).toEqual(['Move 1 note']);
    await showTab(page, 'Notes');
    expect(Number(await field(page, 'Pitch'))).toBe(78);
    expect(Number(await field(page, 'Onset'))).toBeCloseTo(onset + 0.3, 1);
    await page.keyboard.press('Control+z');
    await expect.poll(() => field(page, 'Pitch')).toBe('76');
    expect(Number(await field(page, 'Onset'))).toBe(onset);
    await page.keyboard.press('Control+Shift+z');
    await expect.poll(() => field(page, 'Pitch')).toBe('78');
    await page.keyboard.press('Control+z');
    await expect.poll(() => field(page, 'Pitch')).toBe('76');
  });

  it('[U41] Escape gives a drag up and leaves no step', async () => {
    const page = session.page();
    const before = await historyNames(page);
    const from = await placeOf(page, 0.5, 76);
    const to = await placeOf(page, 0.9, 70);
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(to.x, to.y, { steps: 5 });
    await page.keyboard.press('Escape');
    await page.mouse.up();
    expect(await historyNames(page)).toEqual(before);
  });

  it('[U42] the recording plays, and its meter moves', async () => {
    const page = session.page();
    await page.getByRole('button', { name: 'Go to the start' }).click();
    await page.getByRole('button', { name: 'Play or pause' }).click();
    const level = async (): Promise<number> =>
      Number(await page.getByRole('meter', { name: 'Level of Master' }).getAttribute('aria-valuenow'));
    await expect.poll(level).toBeGreaterThan(-40);
    await page.getByRole('button', { name: 'Play or pause' }).click();
  });

  it('[U43] after training the groups are heard apart', async () => {
    const page = session.page();
    await showTab(page, 'Train');
    await page.getByLabel('Preset').selectOption({ label: 'Fast' });
    await page.getByRole('tabpanel').getByRole('button', { name: 'Train', exact: true }).click();
    await page.getByRole('button', { name: 'Retrain what changed' }).waitFor({ timeout: 120_000 });
    const compare = page.getByRole('button', { name: 'Original' });
    await expect.poll(() => compare.isEnabled(), { timeout: 60_000 }).toBe(true);
    await page.getByRole('button', { name: 'Solo left' }).click();
    await page.getByRole('button', { name: 'Go to the start' }).click();
    await page.getByRole('button', { name: 'Play or pause' }).click();
    const level = async (name: string): Promise<number> =>
      Number(await page.getByRole('meter', { name: `Level of ${name}` }).getAttribute('aria-valuenow'));
    await expect.poll(() => level('left')).toBeGreaterThan(-40);
    expect(await level('right')).toBe(-60);
    await page.getByRole('button', { name: 'Play or pause' }).click();
  }, 240_000);

  it('[U44] nothing left this machine, and nothing failed unseen', () => {
    expect(session.faults).toEqual([]);
  });
});
