import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { drag, field, historyNames, placeOf, showTab } from './roll-page.ts';
import { trainFast, whenIdle } from './toy-project.ts';
import { describeInBrowser } from './window-session.ts';

type WithAnalyser = typeof globalThis & { analyser?: AnalyserNode };

describeInBrowser('the demo, from its first click to the same document again', (session) => {
  const roll = (): ReturnType<Page['locator']> =>
    session.page().getByRole('application', { name: 'Piano roll' });

  it('[U57] the demo is imported, aligned and trained; the left hand sounds alone', async () => {
    const page = session.page();
    await page.addInitScript(tapOutput);
    await page.reload();
    await page.getByRole('button', { name: 'Open the demo piece' }).click();
    await roll().waitFor({ timeout: 120_000 });
    await expect.poll(() => historyNames(page), { timeout: 60_000 }).toContain('Align');
    await whenIdle(page);
    await trainFast(page);
    const both = await meanLevel(page);
    await page.getByRole('button', { name: 'Solo left' }).click();
    const left = await meanLevel(page);
    await page.getByRole('button', { name: 'Mute left' }).click();
    const none = await meanLevel(page);
    expect(left).toBeGreaterThan(-50);
    // The chords of the right hand are the louder part.
    expect(left).toBeLessThan(both - 1);
    expect(none).toBeLessThan(-100);
    await page.getByRole('button', { name: 'Mute left' }).click();
  }, 240_000);

  it('[U57] a wider tolerance is trained, everything undone, saved, and opened again as it was', async () => {
    const page = session.page();
    await roll().press('Shift+Z');
    await selectOneNote(page);
    await roll().press('z');
    const [onset, pitch] = [Number(await field(page, 'Onset')), Number(await field(page, 'Pitch'))];
    const before = Number(await field(page, 'Onset, before'));
    const steps = (await historyNames(page)).length;
    const edge = await placeOf(page, onset - before + 0.004, pitch);
    await drag(page, edge, await placeOf(page, onset - before - 0.15, pitch));
    expect((await historyNames(page)).slice(steps)).toEqual(['Set the tolerance of 1 note']);
    await showTab(page, 'Train');
    await page.getByRole('button', { name: 'Retrain what changed' }).click();
    await expect.poll(async () => (await historyNames(page)).at(-1), { timeout: 60_000 }).toMatch(/^Train "/);
    await whenIdle(page);

    const names = await historyNames(page);
    await page.getByRole('tabpanel').getByRole('button', { name: 'Opened', exact: true }).click();
    await page.locator('[aria-current=step]').filter({ hasText: 'Opened' }).waitFor();
    await whenIdle(page);
    await page.keyboard.press('Control+s');
    await page.getByText('The project is saved.').waitFor();
    const saved = await documentOnDisk(session.home);
    await closeAndReopen(page);
    expect(await historyNames(page)).toEqual(names);
    await page.keyboard.press('Control+s');
    await page.getByText('The project is saved.').waitFor();
    expect(await documentOnDisk(session.home)).toBe(saved);
    expect(session.faults).toEqual([]);
  }, 240_000);

  /** One that begins alone, so that its halo is under the pointer. */
  async function selectOneNote(page: Page): Promise<void> {
    const list = page.getByRole('listbox', { name: 'Notes in the roll' });
    await list.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowDown');
    await showTab(page, 'Notes');
  }
});

/** Everything that goes to the loudspeakers goes through an AnalyserNode too. */
function tapOutput(): void {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called on the node that it was taken from
  const { connect } = AudioNode.prototype;
  const analysers = new WeakMap<BaseAudioContext, AnalyserNode>();
  AudioNode.prototype.connect = function (this: AudioNode, target: AudioNode, ...rest: number[]) {
    if (target instanceof AudioDestinationNode) {
      const analyser = analysers.get(this.context) ?? new AnalyserNode(this.context, { fftSize: 32_768 });
      analysers.set(this.context, analyser);
      (globalThis as WithAnalyser).analyser = analyser;
      Reflect.apply(connect, this, [analyser]);
    }
    return Reflect.apply(connect, this, [target, ...rest]) as AudioNode;
  } as typeof connect;
}

/** dB of full scale, over the second and third bar: in the first one hears what was played before, too. */
async function meanLevel(page: Page): Promise<number> {
  await page.getByRole('button', { name: 'Go to the start' }).click();
  await page.getByRole('button', { name: 'Play or pause' }).click();
  const bar = async (): Promise<number> => Number((await page.locator('output').innerText()).split(':')[0]);
  const squares: number[] = [];
  while ((await bar()) < 4) {
    const meanSquare = await page.evaluate(() => {
      const { analyser } = globalThis as WithAnalyser;
      const samples = new Float32Array(analyser!.fftSize);
      analyser!.getFloatTimeDomainData(samples);
      return samples.reduce((sum, value) => sum + value * value, 0) / samples.length;
    });
    if ((await bar()) > 1) squares.push(meanSquare);
    await page.waitForTimeout(100);
  }
  await page.getByRole('button', { name: 'Play or pause' }).click();
  return 10 * Math.log10(squares.reduce((sum, value) => sum + value, 0) / squares.length + 1e-20);
}

async function closeAndReopen(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Close the project');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /^Prelude/ }).click();
  await page.getByRole('application', { name: 'Piano roll' }).waitFor();
  await whenIdle(page);
}

/** The records of the snapshot, without its revision and sums. */
async function documentOnDisk(home: string): Promise<string> {
  const projects = join(home, 'Divisi');
  const [name = ''] = await readdir(projects);
  const file = (await readdir(join(projects, name))).find((each) => each.endsWith('.divisi'))!;
  const { document } = JSON.parse(await readFile(join(projects, name, file), 'utf8')) as {
    document: unknown;
  };
  return JSON.stringify(document);
}
