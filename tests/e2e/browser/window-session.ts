/** The window as a user meets it: the built page in Chromium, the built service, a home folder of its own. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { bundleSources } from '../../../build/bootstrap/bundle.mjs';
import { withLock } from '../../../build/bootstrap/lock.mjs';
import { repositoryPath } from '../../../build/bootstrap/paths.mjs';
import {
  chromiumFlags,
  chromiumPath,
  howToGetChromium,
  startWindowService,
} from '../../support/window-process.ts';
import type { WindowService } from '../../support/window-process.ts';

export type WindowSession = {
  readonly home: string;
  /** Folder of the built programs. */
  readonly bundle: string;
  /** What the page told the console as an error, and requests that left this machine. */
  readonly faults: string[];
  page(): Page;
  service(): WindowService;
  context(): BrowserContext;
  /** Ends the service and starts another one, which the page goes to. */
  restart(): Promise<void>;
  /** Kills the service where it stands. */
  crash(): Promise<void>;
};

/**
 * Describes tests that need a browser. Without Chromium they are skipped with the way to get it, or fail where
 * REQUIRE_BROWSER=1 says that there has to be one.
 */
export function describeInBrowser(name: string, tests: (session: WindowSession) => void): void {
  if (chromiumPath !== null) {
    describe(name, () => tests(useWindow()));
    return;
  }
  describe(`${name} (${howToGetChromium})`, () => {
    it.skipIf(process.env['REQUIRE_BROWSER'] !== '1')('needs a browser', () => {
      throw new Error(howToGetChromium);
    });
  });
}

/** What a page says to the console as an error, and what it asks of anyone but this machine. */
function watch(page: Page, faults: string[]): void {
  const look = (address: string): void => {
    const { protocol, hostname } = new URL(address);
    if (!['data:', 'blob:'].includes(protocol) && hostname !== '127.0.0.1') faults.push(address);
  };
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('request', (request) => look(request.url()));
  page.on('websocket', (socket) => look(socket.url()));
}

function useWindow(): WindowSession {
  let bundle = '';
  let service: WindowService | null = null;
  let browser: Browser | null = null;
  let context: BrowserContext | null = null;
  let page: Page | null = null;
  const session = { home: '', faults: [] as string[] };

  async function startService(): Promise<string> {
    service = await startWindowService(bundle, session.home);
    return service.address;
  }

  async function endService(): Promise<void> {
    const former = service;
    service = null;
    await former?.end();
  }

  beforeAll(async () => {
    session.home = await mkdtemp(join(tmpdir(), 'divisi-window-'));
    // The same as `npm start` takes; made anew only when its sources changed.
    bundle = await withLock(repositoryPath('out', '.bootstrap.lock'), () =>
      bundleSources({ withWindow: true }),
    );
    const address = await startService();
    browser = await chromium.launch({ executablePath: chromiumPath!, args: [...chromiumFlags] });
    context = await browser.newContext({ viewport: { width: 1280, height: 800 }, colorScheme: 'dark' });
    // Below the test's own, so that what was waited for is named.
    context.setDefaultTimeout(30_000);
    context.on('page', (opened) => watch(opened, session.faults));
    page = await context.newPage();
    await page.goto(address);
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await endService();
    await rm(session.home, { recursive: true, force: true });
  });

  return {
    get home() {
      return session.home;
    },
    faults: session.faults,
    get bundle() {
      return bundle;
    },
    page: () => page!,
    service: () => service!,
    context: () => context!,
    async crash() {
      await service?.kill();
      service = null;
    },
    async restart() {
      await endService();
      await page!.goto(await startService());
    },
  };
}
