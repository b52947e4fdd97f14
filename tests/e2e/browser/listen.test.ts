import { beforeAll, describe, expect, it } from 'vitest';
import { rms } from '../../support/stem-signals.ts';
import {
  chosenSinks,
  forget,
  hear,
  heardSince,
  heardSoFar,
  heardSound,
  levelAt,
  listenToPage,
  loudest,
  quietest,
  riseOf,
} from './heard-sound.ts';
import { historyNames, placeOf, showTab } from './roll-page.ts';
import { createToyProject, openToyProject, whenIdle } from './toy-project.ts';
import { describeInBrowser } from './window-session.ts';

const e5 = 659.26;
const g5 = 783.99;
const c3 = 130.81;
const clickHz = 2500;

describeInBrowser('hearing before a training', (session) => {
  beforeAll(async () => {
    await listenToPage(session.page(), null);
    await openToyProject(session);
    // Clicks on the roll are heard only where a test wants it.
    await session.page().getByLabel('Hear notes that are clicked').uncheck();
  }, 120_000);

  async function playFromStart(sec: number): Promise<{ samples: Float32Array; rate: number }> {
    const page = session.page();
    await page.getByRole('button', { name: 'Go to the start' }).click();
    await forget(page);
    await page.getByRole('button', { name: 'Play or pause' }).click();
    const heard = await heardSince(page, sec);
    await stop();
    await forget(page);
    return heard;
  }

  async function stop(): Promise<void> {
    const play = session.page().getByRole('button', { name: 'Play or pause' });
    if ((await play.getAttribute('aria-pressed')) === 'true') await play.click();
  }

  const press = (key: string): Promise<void> =>
    session.page().getByRole('application', { name: 'Piano roll' }).press(key);

  it('[U70] at half the pace the notes are twice as far apart, at their own pitch', async () => {
    const whole = await playFromStart(3);
    const gap = riseOf(whole.samples, whole.rate, g5, -30) - riseOf(whole.samples, whole.rate, e5, -30);
    expect(gap).toBeCloseTo(0.8, 1);
    const slider = session.page().getByRole('slider', { name: 'Pace' });
    await slider.fill('0.5');
    const slow = await playFromStart(5);
    const slowGap = riseOf(slow.samples, slow.rate, g5, -30) - riseOf(slow.samples, slow.rate, e5, -30);
    expect(Math.abs(slowGap - 2 * gap)).toBeLessThan(0.05);
    const from = Math.round((riseOf(slow.samples, slow.rate, e5, -30) + 0.2) * slow.rate);
    const tone = slow.samples.subarray(from, from + Math.round(0.6 * slow.rate));
    expect(levelAt(tone, slow.rate, e5)).toBeGreaterThan(-30);
    expect(levelAt(tone, slow.rate, e5 / 2)).toBeLessThan(levelAt(tone, slow.rate, e5) - 30);
    await slider.fill('1');
  });

  it('[U75] clicks stand at the onsets, against the recording by a balance', async () => {
    const page = session.page();
    await page.getByLabel('Beside it').selectOption({ label: 'Clicks at the onsets' });
    await page.getByRole('slider', { name: 'Balance' }).fill('1');
    const { samples, rate } = await playFromStart(3);
    expect(levelAt(samples, rate, e5)).toBeLessThan(-60);
    const first = riseOf(samples, rate, clickHz, -30);
    const later = samples.subarray(Math.round((first + 0.4) * rate));
    const second = first + 0.4 + riseOf(later, rate, clickHz, -30);
    expect(second - first).toBeCloseTo(0.8, 1);
    await page.getByRole('slider', { name: 'Balance' }).fill('-1');
    const recording = await playFromStart(2.5);
    expect(levelAt(recording.samples, recording.rate, e5)).toBeGreaterThan(-40);
    expect(levelAt(recording.samples, recording.rate, clickHz)).toBeLessThan(-60);
  });

  it('[U76] the score plays on a piano, which is named, and follows an edit at once', async () => {
    const page = session.page();
    await page.getByLabel('Beside it').selectOption({ label: 'The score, on a piano' });
    await page.getByText(/^(Built-in piano sound|Sampled piano)/).waitFor({ timeout: 60_000 });
    await page.getByRole('slider', { name: 'Balance' }).fill('1');
    const { samples, rate } = await playFromStart(3);
    // Other notes have partials there, which are softer.
    const strike = (hz: number): number => riseOf(samples, rate, hz, loudest(samples, rate, hz) - 6);
    expect(strike(g5) - strike(e5)).toBeCloseTo(0.8, 1);
    const { x, y } = await placeOf(page, 0.5, 76);
    await page.mouse.click(x, y);
    await press('Shift+ArrowUp');
    const moved = await playFromStart(2.5);
    const { samples: after } = moved;
    expect(loudest(after, rate, 2 * e5)).toBeGreaterThan(loudest(after, rate, e5) + 10);
    await press('Control+z');
    await page.getByRole('listbox', { name: 'Notes in the roll' }).focus();
    await page.getByRole('option', { name: /^E5, .*right/ }).waitFor({ state: 'attached' });
    await page.getByLabel('Beside it').selectOption({ label: 'Nothing' });
  }, 120_000);

  it('[U77] before a training a note is heard through its partials, alone', async () => {
    const page = session.page();
    const check = page.getByLabel('Hear notes that are clicked');
    await check.check();
    await page.getByText('Before a training: the recording through the note’s partials.').waitFor();
    await forget(page);
    const { x, y } = await placeOf(page, 0.5, 76);
    await page.mouse.click(x, y);
    const { samples, rate } = await heardSound(page);
    expect(loudest(samples, rate, e5)).toBeGreaterThan(-40);
    expect(loudest(samples, rate, c3)).toBeLessThan(loudest(samples, rate, e5) - 15);
    await check.uncheck();
  });

  it('[U78] taps are anchors where they are heard, and one step', async () => {
    const page = session.page();
    // The piece is short: at half the pace there is time to tap.
    await page.getByRole('slider', { name: 'Pace' }).fill('0.5');
    await page.getByText('Tap along').click();
    await page.getByLabel('Taps mean').selectOption({ label: 'Onsets' });
    await page.getByRole('button', { name: 'Go to the start' }).click();
    await press('Space');
    await press('t');
    await page.getByText('1 tap', { exact: true }).waitFor();
    await hear(page, 0.3);
    await press('t');
    await page.getByText('2 taps').waitFor();
    await stop();
    await expect.poll(() => historyNames(page)).toContain('Tap 2 anchors');
    await whenIdle(page);
    await press('Space');
    await hear(page, 0.1);
    await press('t');
    await press('Escape');
    await stop();
    await page.getByRole('slider', { name: 'Pace' }).fill('1');
    expect((await historyNames(page)).filter((name) => name.startsWith('Tap')).length).toBe(1);
  }, 120_000);

  it('[U79] the output is chosen among those that the browser tells of', async () => {
    const page = session.page();
    const output = page.getByRole('combobox', { name: 'Output' });
    expect(await output.getByRole('option').allInnerTexts()).toEqual([
      'The system’s choice',
      'Headphones',
      'Output 2',
    ]);
    await output.selectOption({ label: 'Headphones' });
    await expect.poll(() => chosenSinks(page)).toEqual(['headphones']);
  });

  it('[U14] a loop goes round without a gap', async () => {
    const page = session.page();
    const ruler = (await page.getByRole('group', { name: /^Time ruler/ }).boundingBox())!;
    const { x: from } = await placeOf(page, 1, 60);
    const { x: to } = await placeOf(page, 1.15, 60);
    await page.mouse.move(from, ruler.y + 3);
    await page.mouse.down();
    await page.mouse.move((from + to) / 2, ruler.y + 3, { steps: 3 });
    await page.mouse.move(to, ruler.y + 3, { steps: 3 });
    await page.mouse.up();
    await page.getByRole('button', { name: 'Go to the start' }).click();
    await page.getByRole('button', { name: 'Play or pause' }).click();
    await hear(page, 0.3);
    const { samples, rate } = await hear(page, 1);
    await stop();
    expect(quietest(samples, rate)).toBeGreaterThan(20 * Math.log10(rms(samples)) - 20);
    await showTab(page, 'Notes');
  });

  it('[U101] what is under a dragged playhead is heard, until it rests', async () => {
    const page = session.page();
    const ruler = (await page.getByRole('group', { name: /^Time ruler/ }).boundingBox())!;
    const y = ruler.y + ruler.height * 0.4;
    const { x: from } = await placeOf(page, 1, 60);
    const { x: to } = await placeOf(page, 1.4, 60);
    await forget(page);
    await page.mouse.move(from, y);
    await page.mouse.down();
    const pressed = (await heardSince(page, 0.4)).samples;
    const moved = async (): Promise<number> => rms((await heardSoFar(page)).subarray(pressed.length));
    // There and back, for as long as a busy machine needs to begin.
    for (let step = 1; step % 40 !== 21 || (await moved()) < 0.01; step++) {
      const share = (1 - Math.cos((Math.PI * step) / 20)) / 2;
      await page.mouse.move(from + (to - from) * share, y);
      await page.waitForTimeout(25);
    }
    const lately = async (): Promise<number> => rms((await heardSoFar(page)).subarray(-4000));
    await expect.poll(lately).toBeLessThan(1e-4);
    await page.mouse.up();
    expect(rms(pressed)).toBeLessThan(1e-4);
    expect(await page.getByRole('button', { name: 'Play or pause' }).getAttribute('aria-pressed')).toBe(
      'false',
    );
    await expect.poll(() => page.getByText('0:01.400').count()).toBe(1);
  });

  it('[U94] strips change places by their handles and by their menus', async () => {
    const page = session.page();
    const strips = (): Promise<(string | null)[]> =>
      page
        .getByRole('complementary', { name: 'Groups' })
        .getByRole('textbox', { name: /^Name of/ })
        .evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value));
    expect(await strips()).toEqual(['right', 'left']);
    await page.getByRole('button', { name: 'More for right' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Move down' }).press('Enter');
    await expect.poll(strips).toEqual(['left', 'right']);
    const handle = page.getByRole('button', { name: 'Colour of right' });
    await handle.dragTo(page.getByRole('button', { name: 'Colour of left' }));
    await expect.poll(strips).toEqual(['right', 'left']);
  });

  it('[U44] nothing failed unseen', () => {
    expect(session.faults).toEqual([]);
  });
});

describe.each([
  [44_100, 48_000],
  [48_000, 44_100],
])('%i Hz files on %i Hz contexts', (fileRate, contextRate) => {
  describeInBrowser('devices of another rate', (session) => {
    it('[U72] keep pitch and time', async () => {
      const page = session.page();
      await listenToPage(page, contextRate);
      await createToyProject(session, 'two hands', fileRate);
      await page.getByRole('button', { name: 'Go to the start' }).click();
      await forget(page);
      await page.getByRole('button', { name: 'Play or pause' }).click();
      const { samples, rate } = await heardSince(page, 3);
      expect(rate).toBe(contextRate);
      const onset = riseOf(samples, rate, e5, -30);
      expect(riseOf(samples, rate, g5, -30) - onset).toBeCloseTo(0.8, 1);
      const tone = samples.subarray(Math.round((onset + 0.1) * rate), Math.round((onset + 0.6) * rate));
      const best = [-8, -4, 0, 4, 8].map((hz) => levelAt(tone, rate, e5 + hz));
      expect(best.indexOf(Math.max(...best))).toBe(2);
    }, 120_000);
  });
});

describeInBrowser('a machine without sound', (session) => {
  it('[U100] opens projects, and plays them when there is sound again', async () => {
    const page = session.page();
    await page.addInitScript(() => {
      const prototype = AudioWorklet.prototype;
      const addModule = Reflect.get<AudioWorklet, 'addModule'>(prototype, 'addModule');
      Reflect.set(globalThis, 'isDeaf', true);
      prototype.addModule = function (...args) {
        const isDeaf = Reflect.get(globalThis, 'isDeaf') === true;
        return isDeaf ? Promise.reject(new Error('no device')) : addModule.apply(this, args);
      };
    });
    await page.reload();
    await openToyProject(session);
    const failure = page.getByText('Sound could not be started here (Error: no device).');
    await failure.waitFor();
    await page.evaluate(() => Reflect.set(globalThis, 'isDeaf', false));
    await page.getByRole('button', { name: 'Play or pause' }).click();
    const meter = page.getByRole('meter', { name: 'Level of Master' });
    await expect.poll(async () => Number(await meter.getAttribute('aria-valuenow'))).toBeGreaterThan(-40);
    expect(session.faults).toEqual([]);
  }, 120_000);
});
