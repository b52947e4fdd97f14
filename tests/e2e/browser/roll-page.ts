/** Finding and dragging things on the roll, from outside. */
import type { Page } from 'playwright-core';

export type RollPlace = { readonly x: number; readonly y: number };

/** Where a time and a pitch are on the page. */
export async function placeOf(page: Page, sec: number, pitchMidi: number): Promise<RollPlace> {
  const roll = page.locator('#roll');
  const box = (await roll.boundingBox())!;
  const [startSec, pxPerSec, topPitch, pxPerPitch] = ((await roll.getAttribute('data-view')) ?? '')
    .split(' ')
    .map(Number) as [number, number, number, number];
  return { x: box.x + (sec - startSec) * pxPerSec, y: box.y + (topPitch - pitchMidi) * pxPerPitch };
}

/** Presses, moves in steps, releases. */
export async function drag(page: Page, from: RollPlace, to: RollPlace): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.mouse.up();
}

/** What a field of the inspector shows. */
export async function field(page: Page, label: string): Promise<string> {
  const name = new RegExp(`^${label}(, \\S+)?$`);
  return page.getByRole('tabpanel').getByRole('textbox', { name }).inputValue();
}

export async function showTab(page: Page, name: string): Promise<void> {
  await page.getByRole('tab', { name }).click();
}

/** Names in the list of history, 'Opened' first. */
export async function historyNames(page: Page): Promise<string[]> {
  await showTab(page, 'History');
  return page.getByRole('tabpanel').getByRole('button').allInnerTexts();
}
