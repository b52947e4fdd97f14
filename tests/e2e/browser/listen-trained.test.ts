import { beforeAll, expect, it } from 'vitest';
import { rms } from '../../support/stem-signals.ts';
import { forget, hear, heardSince, heardSound, listenToPage, loudest, quietest } from './heard-sound.ts';
import { placeOf, showTab } from './roll-page.ts';
import { openTrainedProject } from './trained-project.ts';
import { describeInBrowser } from './window-session.ts';

const e5 = 659.26;
const c3 = 130.81;

/** The left hand's first note against the right hand's, whose pitch is near its fifth partial: dB. */
function leftShare({ samples, rate }: { readonly samples: Float32Array; readonly rate: number }): number {
  return loudest(samples, rate, c3) - loudest(samples, rate, e5);
}

describeInBrowser('hearing after a training', (session) => {
  beforeAll(async () => {
    await listenToPage(session.page(), null);
    await openTrainedProject(session);
    await session.page().getByLabel('Hear notes that are clicked').uncheck();
    await press('l');
  }, 120_000);

  const press = (key: string): Promise<void> =>
    session.page().getByRole('application', { name: 'Piano roll' }).press(key);
  const heardNow = () => session.page().getByRole('region', { name: 'Listen' }).getByRole('status').first();

  /** A second of the loop over everything, from somewhere on. */
  async function loopOnce(): Promise<{ samples: Float32Array; rate: number }> {
    const page = session.page();
    const play = page.getByRole('button', { name: 'Play or pause' });
    if ((await play.getAttribute('aria-pressed')) !== 'true') await play.click();
    await hear(page, 0.2);
    return hear(page, 2.1);
  }

  async function stop(): Promise<void> {
    const play = session.page().getByRole('button', { name: 'Play or pause' });
    if ((await play.getAttribute('aria-pressed')) === 'true') await play.click();
  }

  it('[U93] original and mix are as loud as each other, whatever the faders', async () => {
    const page = session.page();
    const mix = await loopOnce();
    await page.getByRole('slider', { name: 'Gain of left' }).fill('-12');
    await page.getByRole('slider', { name: 'Gain of right' }).fill('-12');
    const quiet = await loopOnce();
    expect(20 * Math.log10(rms(quiet.samples) / rms(mix.samples))).toBeCloseTo(-12, 0);
    for (let times = 0; times < 3; times++) await loopOnce();
    await press('o');
    const original = await loopOnce();
    expect(Math.abs(20 * Math.log10(rms(original.samples) / rms(quiet.samples)))).toBeLessThan(3);
    await press('o');
    for (const name of ['left', 'right'])
      await page.getByRole('slider', { name: `Gain of ${name}` }).fill('0');
    await stop();
  }, 120_000);

  it('[U93] only this, and all but this', async () => {
    const page = session.page();
    const choose = async (item: string): Promise<void> => {
      await page.getByRole('button', { name: 'More for right' }).click();
      await page.getByRole('menuitem', { name: item, exact: true }).click();
    };
    const mix = leftShare(await loopOnce());
    await choose('Only this');
    expect(leftShare(await loopOnce())).toBeLessThan(mix - 8);
    await choose('All but this');
    expect(leftShare(await loopOnce())).toBeGreaterThan(mix + 5);
    await stop();
    await press('Control+z');
    await press('Control+z');
  }, 120_000);

  it('[U77] a note that is clicked is heard as the training gave it', async () => {
    const page = session.page();
    await page.getByLabel('Hear notes that are clicked').check();
    await page.getByText('What the training gave the note.').waitFor();
    await forget(page);
    const { x, y } = await placeOf(page, 0.5, 48);
    await page.mouse.click(x, y);
    expect(leftShare(await heardSound(page))).toBeGreaterThan(10);
    await page.getByLabel('Hear notes that are clicked').uncheck();
  });

  it('[U90] selected notes are isolated at once, alone or left out', async () => {
    const page = session.page();
    await press('i');
    await heardNow().getByText('One note isolated').waitFor({ timeout: 20_000 });
    const only = await loopOnce();
    expect(leftShare(only)).toBeGreaterThan(10);
    await page.getByRole('combobox', { name: 'Hear of them' }).selectOption({ label: 'All but them' });
    const without = await loopOnce();
    expect(loudest(without.samples, without.rate, e5)).toBeGreaterThan(-40);
    expect(leftShare(without)).toBeLessThan(leftShare(only) - 10);
    await page.getByRole('button', { name: 'Back to everything' }).click();
    await heardNow()
      .getByText(/^Stems of/)
      .waitFor();
    await stop();
  }, 120_000);

  it('[U91] while a training runs its newest preview is heard, and says its epoch', async () => {
    const page = session.page();
    await loopOnce();
    await showTab(page, 'Train');
    // Others are over within two seconds, before a preview is noticed.
    await page.getByLabel('Preset').selectOption({ label: 'Paper D' });
    await page.getByRole('button', { name: /^Train from the beginning/ }).click();
    await heardNow()
      .getByText(/^Preview, epoch \d+/)
      .waitFor({ timeout: 150_000 });
    const preview = await loopOnce();
    expect(loudest(preview.samples, preview.rate, e5)).toBeGreaterThan(-40);
    // When it ends, its version is heard in its place.
    await page.getByRole('button', { name: 'Finish now' }).click();
    await heardNow().getByText('Stems of Training 2').waitFor({ timeout: 180_000 });
    await stop();
  }, 420_000);

  it('[U92] another version takes over where the playhead is, without a gap', async () => {
    const page = session.page();
    await showTab(page, 'Versions');
    await page.getByRole('button', { name: /^Hear Training 1/ }).click();
    await heardNow().getByText('Stems of Training 1').waitFor({ timeout: 60_000 });
    // A note that sounds on, so that a gap would be one.
    const ruler = (await page.getByRole('group', { name: /^Time ruler/ }).boundingBox())!;
    const [from, to] = [await placeOf(page, 0.95, 60), await placeOf(page, 1.15, 60)];
    await page.mouse.move(from.x, ruler.y + 3);
    await page.mouse.down();
    await page.mouse.move((from.x + to.x) / 2, ruler.y + 3, { steps: 3 });
    await page.mouse.move(to.x, ruler.y + 3, { steps: 3 });
    await page.mouse.up();
    await page.getByRole('button', { name: 'Go to the start' }).click();
    await page.getByRole('button', { name: 'Play or pause' }).click();
    await hear(page, 0.3);
    await forget(page);
    await press('y');
    await heardNow().getByText('Stems of Training 2').waitFor({ timeout: 30_000 });
    await press('y');
    await heardNow().getByText('Stems of Training 1').waitFor({ timeout: 30_000 });
    const { samples, rate } = await heardSince(page, 1.5);
    expect(quietest(samples, rate)).toBeGreaterThan(20 * Math.log10(rms(samples)) - 20);
    await stop();
  }, 120_000);

  it('[U44] nothing failed unseen', () => {
    expect(session.faults).toEqual([]);
  });
});
