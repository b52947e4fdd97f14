import { beforeAll, expect, it } from 'vitest';
import { drag, field, historyNames, placeOf, showTab } from './roll-page.ts';
import { openToyProject, whenIdle } from './toy-project.ts';
import { describeInBrowser } from './window-session.ts';

describeInBrowser('gestures and keys of the roll', (session) => {
  beforeAll(() => openToyProject(session), 60_000);

  const place = (sec: number, pitch: number) => placeOf(session.page(), sec, pitch);

  async function press(key: string): Promise<void> {
    await session.page().getByRole('application', { name: 'Piano roll' }).press(key);
  }

  /** Start, pixels a second, top pitch, pixels a pitch. */
  async function view(): Promise<[number, number, number, number]> {
    const text = (await session.page().locator('#roll').getAttribute('data-view')) ?? '';
    return text.split(' ').map(Number) as [number, number, number, number];
  }

  async function selectNote(sec: number, pitch: number): Promise<void> {
    const { x, y } = await place(sec, pitch);
    await session.page().mouse.click(x, y);
    await showTab(session.page(), 'Notes');
  }

  it('[U17] wheel, Shift, Ctrl, Alt and the middle button move and zoom the view', async () => {
    const page = session.page();
    await press('+');
    await press('+');
    const { x, y } = await place(0.4, 62);
    await page.mouse.move(x, y);
    const turned = async (key: string | null, dy: number): Promise<Awaited<ReturnType<typeof view>>> => {
      const before = await view();
      if (key !== null) await page.keyboard.down(key);
      await page.mouse.wheel(0, dy);
      if (key !== null) await page.keyboard.up(key);
      await expect.poll(view).not.toEqual(before);
      return view();
    };
    const first = await view();
    const later = await turned('Shift', 60);
    expect(later[0]).toBeGreaterThan(first[0]);
    const wider = await turned('Control', -100);
    expect(wider[1]).toBeGreaterThan(later[1]);
    const taller = await turned('Alt', -100);
    expect(taller[3]).toBeGreaterThan(wider[3]);
    const lower = await turned(null, 40);
    expect(lower[2]).toBeLessThan(taller[2]);
    await page.mouse.move(x, y);
    await page.mouse.down({ button: 'middle' });
    await page.mouse.move(x + 30, y, { steps: 3 });
    await page.mouse.up({ button: 'middle' });
    expect((await view())[0]).toBeLessThan(lower[0]);
    await press('Shift+Z');
  });

  it('[U98] a zoomed picture comes from the thread beside, and is what the window paints by itself', async () => {
    const page = session.page();
    await page.evaluate(() => {
      const painted: string[] = [];
      Object.assign(globalThis, { painted });
      const threads = Worker.prototype as { postMessage: (message: { readonly kind: string }) => void };
      threads.postMessage = new Proxy(threads.postMessage, {
        apply(own, thread, args: Parameters<(typeof threads)['postMessage']>) {
          painted.push(args[0].kind);
          Reflect.apply(own, thread, args);
        },
      });
    });
    const asked = (): Promise<number> =>
      page.evaluate(() => {
        const { painted } = globalThis as unknown as { painted: string[] };
        return painted.filter((kind) => kind === 'paint').length;
      });
    const picture = (): Promise<string> => page.locator('#roll canvas').first().evaluate(textOf);
    const { x, y } = await place(0.4, 62);
    await page.mouse.move(x, y);
    await page.keyboard.down('Control');
    for (let turn = 0; turn < 12; turn++) await page.mouse.wheel(0, -40);
    await page.keyboard.up('Control');
    // Whatever was last told of is known when it has rested; from then on it is not the window that paints.
    await expect
      .poll(async () => {
        const before = await asked();
        await press('+');
        await new Promise((resolve) => setTimeout(resolve, 100));
        return (await asked()) > before;
      })
      .toBe(true);
    await page.mouse.move(5, 5);
    await expect.poll(async () => (await picture()) === (await picture())).toBe(true);
    const beside = await picture();
    const { width, height } = page.viewportSize()!;
    // Another size is painted by the window, at once, and so is the size before it.
    await page.setViewportSize({ width: width - 40, height });
    await expect.poll(picture).not.toBe(beside);
    const count = await asked();
    await page.setViewportSize({ width, height });
    await expect.poll(picture).toBe(beside);
    expect(await asked()).toBe(count);
    await press('Shift+Z');
  });

  it('[U41] Escape gives up every drag: of notes, edges, halos, copies, paint, drawn notes, loop and regions', async () => {
    const page = session.page();
    await press('k');
    await whenIdle(page);
    const before = await historyNames(page);
    const ruler = (await page.getByRole('group', { name: /^Time ruler/ }).boundingBox())!;
    const note = { sec: 0.5, pitch: 76 };
    const drags: readonly [tool: string, from: [number, number], ctrl?: boolean][] = [
      ['v', [note.sec, note.pitch]],
      ['v', [0.79, note.pitch]],
      ['v', [note.sec, note.pitch], true],
      ['e', [note.sec, note.pitch]],
      ['b', [0.4, 62]],
      ['d', [0.4, 63]],
      ['q', [0.4, 64]],
    ];
    for (const [tool, [sec, pitch], isCopy] of drags) {
      await press(tool);
      const from = await place(sec, pitch);
      if (isCopy === true) await page.keyboard.down('Control');
      await page.mouse.move(from.x, from.y);
      await page.mouse.down();
      await page.mouse.move(from.x + 60, from.y - 30, { steps: 4 });
      await page.keyboard.press('Escape');
      await page.mouse.up();
      if (isCopy === true) await page.keyboard.up('Control');
    }
    await press('v');
    const atAnchor = await place(0, 60);
    for (const y of [ruler.y + 3, ruler.y + ruler.height - 4]) {
      await page.mouse.move(atAnchor.x, y);
      await page.mouse.down();
      await page.mouse.move(atAnchor.x + 80, y, { steps: 4 });
      await page.keyboard.press('Escape');
      await page.mouse.up();
    }
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(await historyNames(page)).toEqual(before);
  });

  it('[U8] while an anchor is dragged the notes go along, and one step is left', async () => {
    const page = session.page();
    await selectNote(1.4, 79);
    const onset = Number(await field(page, 'Onset'));
    const { x: from } = await place(0, 60);
    const ruler = (await page.getByRole('group', { name: /^Time ruler/ }).boundingBox())!;
    const y = ruler.y + ruler.height - 4;
    const before = (await historyNames(page)).length;
    await showTab(page, 'Notes');
    await page.mouse.move(from, y);
    await page.mouse.down();
    await page.mouse.move((await place(0.4, 60)).x, y, { steps: 5 });
    await expect.poll(async () => Number(await field(page, 'Onset'))).toBeGreaterThan(onset + 0.05);
    await page.mouse.up();
    const names = await historyNames(page);
    expect(names[before]).toBe('Move an anchor');
    await whenIdle(page);
    while ((await page.locator('[aria-current=step]').innerText()) !== names[before - 1]) {
      const current = await page.locator('[aria-current=step]').innerText();
      await press('Control+z');
      await expect.poll(() => page.locator('[aria-current=step]').innerText()).not.toBe(current);
    }
    await showTab(page, 'Notes');
    await expect.poll(async () => Number(await field(page, 'Onset'))).toBe(onset);
  });

  it('[U45] arrows nudge, with Shift by a bar or an octave; Delete and Ctrl+D are one step each', async () => {
    const page = session.page();
    await selectNote(1.4, 79);
    const onset = Number(await field(page, 'Onset'));
    const steps: readonly [key: string, label: string, by: number][] = [
      ['ArrowUp', 'Pitch', 1],
      ['ArrowDown', 'Pitch', -1],
      ['Shift+ArrowDown', 'Pitch', -12],
      ['Shift+ArrowUp', 'Pitch', 12],
      ['ArrowLeft', 'Onset', -0.01],
      ['ArrowRight', 'Onset', 0.01],
    ];
    for (const [key, label, by] of steps) {
      const value = Number(await field(page, label));
      await press(key);
      await expect.poll(async () => Number(await field(page, label))).toBeCloseTo(value + by, 4);
    }
    await press('Shift+ArrowLeft');
    await expect.poll(async () => Number(await field(page, 'Onset'))).toBeLessThan(onset - 0.5);
    await press('Control+d');
    expect((await historyNames(page)).at(-1)).toBe('Copy 1 note');
    await press('Delete');
    expect((await historyNames(page)).at(-1)).toBe('Delete 1 note');
  });

  it('[U7] Shift switches snapping off while one drags', async () => {
    const page = session.page();
    await selectNote(0.5, 76);
    const onset = Number(await field(page, 'Onset'));
    const lines = await page.getByRole('button', { name: 'Snap to beats' }).getAttribute('aria-pressed');
    expect(lines).toBe('true');
    const { x, y } = await place(0.5, 76);
    const perSec = (await view())[1];
    /** How far a note goes that is dragged by some pixels. */
    const draggedBy = async (px: number, isFree: boolean): Promise<number> => {
      if (isFree) await page.keyboard.down('Shift');
      await drag(page, { x, y }, { x: x + px, y });
      if (isFree) await page.keyboard.up('Shift');
      const by = Number(await field(page, 'Onset')) - onset;
      if (by !== 0) await press('Control+z');
      await expect.poll(async () => Number(await field(page, 'Onset'))).toBe(onset);
      return by;
    };
    // Parts of a beat are further apart than snapping reaches: of neighbouring pixels some end on the same one.
    const distances = Array.from({ length: 12 }, (_, index) => 10 + 4 * index);
    const snapped: number[] = [];
    for (const px of distances) {
      expect(await draggedBy(px, true)).toBeCloseTo(px / perSec, 3);
      snapped.push(await draggedBy(px, false));
    }
    expect(new Set(snapped.map((by) => by.toFixed(3))).size).toBeLessThan(distances.length);
  });

  it('[U45] Z shows the selection; [ and ] set the loop at the playhead', async () => {
    const page = session.page();
    await selectNote(1.6, 53);
    const before = await view();
    await press('z');
    await expect.poll(view).not.toEqual(before);
    await press('Shift+Z');
    const ruler = (await page.getByRole('group', { name: /^Time ruler/ }).boundingBox())!;
    const { x } = await place(0.5, 60);
    await page.mouse.click(x, ruler.y + ruler.height * 0.4);
    await press('[');
    expect((await historyNames(page)).at(-1)).toMatch(/loop/i);
    await page.mouse.click((await place(1.5, 60)).x, ruler.y + ruler.height * 0.4);
    await press(']');
    expect(await page.getByRole('button', { name: /^Loop/ }).getAttribute('aria-pressed')).toBe('true');
  });

  it('[U84] tool, view, selection and panel are there again', async () => {
    const page = session.page();
    await selectNote(1.6, 53);
    await press('e');
    await press('z');
    await press('h');
    await showTab(page, 'History');
    const shown = await view();
    await page.reload();
    await page.locator('#roll').waitFor();
    await expect.poll(view).toEqual(shown);
    expect(await page.getByRole('tab', { name: 'History' }).getAttribute('aria-selected')).toBe('true');
    for (const [name, isOn] of [
      ['Tolerance', 'true'],
      ['Show tolerances', 'false'],
    ] as const) {
      const button = page.getByRole('button', { name, exact: true });
      expect(await button.getAttribute('aria-pressed')).toBe(isOn);
    }
    await showTab(page, 'Notes');
    expect(await field(page, 'Pitch')).toBe('53');
  });

  it('[U44] nothing failed unseen', () => {
    expect(session.faults).toEqual([]);
  });
});

/** All pixels of a canvas, and its size. Runs in the page. */
function textOf(canvas: HTMLElement | SVGElement): string {
  return (canvas as HTMLCanvasElement).toDataURL();
}
