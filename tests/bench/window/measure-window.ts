/** What a person does in the window with a long piece, and how long they wait for it. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { percentile } from '../tables/document-table.ts';
import type { BenchProject } from './bench-project.ts';
import { projectName } from './bench-project.ts';
import { openBenchPage } from './chromium-page.ts';
import type { BenchPage } from './chromium-page.ts';
import { frameTimes, inputToPaint } from './trace-frames.ts';

export type Figures = Readonly<Record<string, number>>;
export type Measurement = (project: BenchProject, options: { readonly minutes: number }) => Promise<Figures>;

/** Of the screen's sixty a second. */
const frameMs = 1000 / 60;
const turns = 240;
/** What meters show of silence. */
const silentDb = -60;
/** Pictures of the spectrogram, stems and outlines come in the first seconds. */
const settleMs = 8000;

/** In the order in which they are measured. */
export const measurements = {
  pan: inProject(({ page, traced }) => framesOf(traced, () => turnWheel(page, 40, 0))),
  zoom: inProject(({ page, traced }) => framesOf(traced, () => zoom(page))),
  'pan, everything shown': inProject(async ({ page, traced }) => {
    await showAll(page);
    return framesOf(traced, () => turnWheel(page, 40, 0));
  }),
  'zoom, everything shown': inProject(async ({ page, traced }) => {
    await showAll(page);
    return framesOf(traced, () => zoom(page));
  }),
  'pan, label matrix': inProject(async ({ page, traced }) => {
    await showMatrix(page);
    return framesOf(traced, () => turnWheel(page, 40, 0));
  }),
  'zoom, label matrix': inProject(async ({ page, traced }) => {
    await showMatrix(page);
    return framesOf(traced, () => zoom(page));
  }),
  'select all and move': inProject(({ page, traced }) => moveEverything(page, traced)),
  'open until painted, until heard': open,
  'heap after playing': inProject(playOn),
  'pan while it trains': async (project) => {
    const stop = await project.startTraining();
    try {
      return await inProject(({ page, traced }) => framesOf(traced, () => turnWheel(page, 40, 0)))(project, {
        minutes: 0,
      });
    } finally {
      await stop();
    }
  },
} as const satisfies Record<string, Measurement>;

function inProject(
  measure: (bench: BenchPage, options: { readonly minutes: number }) => Promise<Figures>,
): Measurement {
  return async ({ origin, cookie }, options) => {
    const bench = await openBenchPage(origin, cookie);
    try {
      await bench.page.getByRole('button', { name: new RegExp(`^${projectName}`) }).click();
      await bench.page.locator('#roll canvas').first().waitFor();
      await sleep(settleMs);
      return await measure(bench, options);
    } finally {
      await bench.close();
    }
  };
}

async function framesOf(traced: BenchPage['traced'], act: () => Promise<void>): Promise<Figures> {
  const { workMs, intervalMs, droppedShare } = frameTimes(await traced(act), 'wheel');
  return {
    frames: workMs.length,
    workMedianMs: percentile(workMs, 50),
    workP95Ms: percentile(workMs, 95),
    intervalP95Ms: percentile(intervalMs, 95),
    droppedPercent: 100 * droppedShare,
  };
}

/** To and fro, a turn a frame. */
async function turnWheel(page: Page, dxPx: number, dyPx: number): Promise<void> {
  await page.mouse.move(640, 450);
  let atMs = performance.now();
  for (let turn = 0; turn < turns; turn++) {
    const sign = Math.floor(turn / (turns / 4)) % 2 === 0 ? 1 : -1;
    await page.mouse.wheel(sign * dxPx, sign * dyPx);
    atMs += frameMs;
    await sleep(Math.max(atMs - performance.now(), 0));
  }
}

async function zoom(page: Page): Promise<void> {
  await page.keyboard.down('Control');
  await turnWheel(page, 0, 12);
  await page.keyboard.up('Control');
}

async function showAll(page: Page): Promise<void> {
  await page.locator('#roll').press('Shift+Z');
  await sleep(settleMs);
}

async function showMatrix(page: Page): Promise<void> {
  await page.locator('#roll').press('u');
  await sleep(settleMs);
}

async function moveEverything(page: Page, traced: BenchPage['traced']): Promise<Figures> {
  const moves = 20;
  await page.locator('#roll').press('Control+a');
  await sleep(1000);
  const events = await traced(async () => {
    for (let move = 0; move < moves; move++) {
      await page.locator('#roll').press(move % 2 === 0 ? 'ArrowRight' : 'ArrowLeft');
      // Until it is written down: a person waits for what they see, and looks at it before they go on.
      await sleep(1500);
    }
  });
  const paintMs = inputToPaint(events, 'keydown');
  return {
    moves: paintMs.length,
    paintMedianMs: percentile(paintMs, 50),
    paintP95Ms: percentile(paintMs, 95),
  };
}

/** Five times, each in a fresh page; the medians. */
async function open({ origin, cookie }: BenchProject): Promise<Figures> {
  const painted: number[] = [];
  const heard: number[] = [];
  for (let run = 0; run < 5; run++) {
    const { page, close } = await openBenchPage(origin, cookie);
    try {
      const button = page.getByRole('button', { name: new RegExp(`^${projectName}`) });
      await button.waitFor();
      const startMs = performance.now();
      await button.click();
      // A canvas has no width of its own until it is painted on.
      await page.locator('#roll canvas[width]').first().waitFor({ state: 'attached' });
      painted.push(performance.now() - startMs);
      await play(page);
      const meter = page.getByRole('meter', { name: 'Level of Master' });
      while (Number(await meter.getAttribute('aria-valuenow')) <= silentDb) await sleep(5);
      heard.push(performance.now() - startMs);
    } finally {
      await close();
    }
  }
  return { paintedMs: percentile(painted, 50), heardMs: percentile(heard, 50) };
}

/** The sound may be on its way: asked for until it plays. */
async function play(page: Page): Promise<void> {
  const button = page.getByRole('button', { name: 'Play or pause' });
  while ((await button.getAttribute('aria-pressed')) !== 'true') {
    await page.locator('#roll').press('Space');
    await sleep(30);
  }
}

async function playOn(
  { page, heapMb }: BenchPage,
  { minutes }: { readonly minutes: number },
): Promise<Figures> {
  const roll = page.locator('#roll');
  await roll.press('l');
  await play(page);
  await sleep(minutes * 60_000);
  return { minutes, heapMb: await heapMb() };
}
