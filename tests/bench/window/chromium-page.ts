/** A page of Chromium that a bench drives by real input, and looks at by traces. */
import type { Browser, CDPSession, Page } from 'playwright-core';
import { chromiumFlags, chromiumPath, howToGetChromium } from '../../support/window-process.ts';
import { traceCategories } from './trace-frames.ts';
import type { TraceEvent } from './trace-frames.ts';

export type BenchPage = {
  readonly page: Page;
  /** What happened meanwhile. */
  readonly traced: (act: () => Promise<void>) => Promise<readonly TraceEvent[]>;
  /** What the page's scripts hold after a collection, sounds and pictures in buffers included; megabytes. */
  readonly heapMb: () => Promise<number>;
  readonly close: () => Promise<void>;
};

/** @throws Error where there is no Chromium, with the way to get it */
export async function openBenchPage(origin: string, cookie: string): Promise<BenchPage> {
  if (chromiumPath === null) throw new Error(howToGetChromium);
  // Asked for here, not at the top: only this bench needs it.
  const { chromium } = await import('playwright-core');
  const browser: Browser = await chromium.launch({
    executablePath: chromiumPath,
    args: [...chromiumFlags, '--autoplay-policy=no-user-gesture-required'],
  });
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const [name = '', value = ''] = cookie.split('=');
  await context.addCookies([{ name, value, url: origin }]);
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await page.goto(origin);
  return {
    page,
    traced: (act) => traced(cdp, act),
    heapMb: async () => {
      await cdp.send('HeapProfiler.collectGarbage');
      const usage: HeapUsage = await cdp.send('Runtime.getHeapUsage');
      return (usage.usedSize + (usage.backingStorageSize ?? 0)) / 2 ** 20;
    },
    close: () => browser.close(),
  };
}

type HeapUsage = { readonly usedSize: number; readonly backingStorageSize?: number };

async function traced(cdp: CDPSession, act: () => Promise<void>): Promise<readonly TraceEvent[]> {
  const events: TraceEvent[] = [];
  const hear = ({ value }: { value: unknown[] }): void => void events.push(...(value as TraceEvent[]));
  cdp.on('Tracing.dataCollected', hear);
  await cdp.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: [...traceCategories] },
  });
  await act();
  const complete = new Promise((resolve) => cdp.once('Tracing.tracingComplete', resolve));
  await cdp.send('Tracing.end');
  await complete;
  cdp.off('Tracing.dataCollected', hear);
  return events;
}
