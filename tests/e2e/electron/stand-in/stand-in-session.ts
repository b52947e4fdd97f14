/**
 * Session and protocol: every request of every page comes here first. The application's scheme, which a browser does
 * not know, is carried by a server on this machine: what is asked of that, worklets included, is what the scheme would
 * be asked; nothing else is ever sent.
 */
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import type { Session } from 'electron';
import type { Browser, BrowserContext, Page, Route } from 'playwright-core';
import { preventable } from './stand-in-window.ts';
import type { StandInContents } from './stand-in-window.ts';

const outside = 'app://divisi/';

type BeforeRequest = Parameters<Session['webRequest']['onBeforeRequest']>[0];
type Handler = (request: Request) => Promise<Response> | Response;

type Permissions = {
  request: Parameters<Session['setPermissionRequestHandler']>[0];
  check: Parameters<Session['setPermissionCheckHandler']>[0];
  device: Parameters<Session['setDevicePermissionHandler']>[0];
  display: Parameters<Session['setDisplayMediaRequestHandler']>[0];
  isSpelling: boolean;
};

export class StandInSession {
  /** Requests that the application let out, and the browser was kept from sending. */
  readonly escaped: string[] = [];
  readonly handlers = new Map<string, Handler>();
  readonly permissions: Permissions = {
    request: null,
    check: null,
    device: null,
    display: null,
    isSpelling: true,
  };
  readonly #browser: Browser;
  readonly #colorScheme: () => 'dark' | 'light';
  readonly #server = createServer((asked, answer) => void this.#serve(asked, answer));
  #inside = '';
  #beforeRequest: BeforeRequest | null = null;
  #context: Promise<BrowserContext> | null = null;

  constructor(browser: Browser, colorScheme: () => 'dark' | 'light') {
    this.#browser = browser;
    this.#colorScheme = colorScheme;
  }

  /** What `session.defaultSession` is to main. */
  readonly api: Partial<Session> = {
    webRequest: {
      onBeforeRequest: (listener: BeforeRequest) => void (this.#beforeRequest = listener),
    } as never,
    setPermissionRequestHandler: (handler) => void (this.permissions.request = handler),
    setPermissionCheckHandler: (handler) => void (this.permissions.check = handler),
    setDevicePermissionHandler: (handler) => void (this.permissions.device = handler),
    setDisplayMediaRequestHandler: (handler) => void (this.permissions.display = handler),
    setSpellCheckerEnabled: (isOn) => void (this.permissions.isSpelling = isOn),
    on: (() => this.api) as never,
  };

  /** The address as the browser knows it. */
  insideAddress(url: string): string {
    return url.startsWith(outside) ? this.#inside + url.slice(outside.length) : url;
  }

  /** The address as the application knows it. */
  outsideAddress(url: string): string {
    const isOwn = this.#inside !== '' && url.startsWith(this.#inside);
    return isOwn ? outside + url.slice(this.#inside.length) : url;
  }

  async openPage(contents: StandInContents): Promise<Page> {
    this.#context ??= this.#begin();
    const page = await (await this.#context).newPage();
    await page.emulateMedia({ colorScheme: this.#colorScheme() });
    await page.route('**', (route) => this.#answer(route, contents));
    return page;
  }

  async setColorScheme(colorScheme: 'dark' | 'light'): Promise<void> {
    for (const page of (await this.#context)?.pages() ?? []) await page.emulateMedia({ colorScheme });
  }

  async end(): Promise<void> {
    await (await this.#context)?.close();
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #begin(): Promise<BrowserContext> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.#inside = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
    return this.#browser.newContext({ viewport: { width: 1280, height: 800 } });
  }

  async #answer(route: Route, contents: StandInContents): Promise<void> {
    const request = route.request();
    const url = this.outsideAddress(request.url());
    if (request.isNavigationRequest() && !contents.isLoading) {
      const event = preventable({ url });
      contents.emit('will-navigate', event);
      // As Electron: nothing is shown of what was prevented, not even an error.
      if (event.defaultPrevented) return route.abort('aborted');
    }
    if (await this.#isCancelled(url)) return route.abort();
    if (url.startsWith(outside)) return route.continue();
    this.escaped.push(url);
    return route.abort();
  }

  #isCancelled(url: string): Promise<boolean> {
    return new Promise((resolve) => {
      if (this.#beforeRequest === null) resolve(false);
      else this.#beforeRequest({ url } as never, ({ cancel }) => resolve(cancel ?? false));
    });
  }

  async #serve(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const url = outside + (asked.url ?? '/').slice(1);
    const handler = this.handlers.get('app');
    if (handler === undefined || (await this.#isCancelled(url))) return void answer.destroy();
    const { method = 'GET' } = asked;
    const hasBody = method !== 'GET' && method !== 'HEAD';
    const response = await handler(
      new Request(url, {
        method,
        headers: new Headers(asked.headers as Record<string, string>),
        ...(hasBody ? { body: Readable.toWeb(asked) as BodyInit, duplex: 'half' } : {}),
      }),
    );
    answer.writeHead(response.status, Object.fromEntries(response.headers));
    if (response.body === null) return void answer.end();
    // A page that went away meanwhile wants no answer.
    await pipeline(Readable.fromWeb(response.body as ReadableStream), answer).catch(() => {});
  }
}
