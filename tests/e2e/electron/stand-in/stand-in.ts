/**
 * A stand-in for Electron where its binary cannot be had: the built, unmodified main.cjs runs in this process against a
 * module `electron` whose windows are pages of Chromium, and whose utility processes are children of Node. It shows what
 * the application does with Electron; it does not show Electron's own sandbox, native menus, archives or limits.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { CustomScheme } from 'electron';
import type { Browser } from 'playwright-core';
import { electronModule } from './electron-module.ts';
import type { StandInModule } from './electron-module.ts';
import { StandInApp } from './stand-in-app.ts';
import type { StandInProcess } from './stand-in-process.ts';
import { StandInSession } from './stand-in-session.ts';
import { StandInTheme } from './stand-in-theme.ts';
import type { StandInContents, StandInWindow } from './stand-in-window.ts';

export type Invoke = (event: object, ...args: readonly unknown[]) => unknown;
type Loader = (
  request: string,
  parent: { readonly filename?: string } | undefined,
  isMain: boolean,
) => unknown;

export class StandIn {
  readonly bundle: string;
  readonly home: string;
  readonly argv: readonly string[];
  readonly app: StandInApp;
  readonly session: StandInSession;
  readonly theme: StandInTheme;
  /** What `require('electron')` gives main; tests reach into it as they do in a real Electron. */
  readonly electron: StandInModule;
  readonly ended: Promise<void>;
  readonly processes: StandInProcess[] = [];
  readonly schemes: CustomScheme[] = [];
  /** Electron's own default. */
  uploadsCrashes = true;
  readonly notifications: { readonly title: string; readonly body: string }[] = [];
  readonly channels = new Map<string, Invoke>();
  #windows: StandInWindow[] = [];
  readonly #closing: Promise<unknown>[] = [];
  #count = 0;
  focused: StandInWindow | null = null;

  constructor(bundle: string, home: string, args: readonly string[], browser: Browser) {
    this.bundle = bundle;
    this.home = home;
    this.argv = [process.execPath, join(bundle, 'main.cjs'), ...args];
    this.app = new StandInApp(this, home);
    this.theme = new StandInTheme((scheme) => void this.session.setColorScheme(scheme));
    this.session = new StandInSession(browser, () => this.theme.scheme);
    this.ended = new Promise((resolve) => this.app.once('quit', () => resolve()));
    this.electron = electronModule(this);
  }

  get windows(): readonly StandInWindow[] {
    return [...this.#windows];
  }

  /** Loads main.cjs anew; `electron` is resolved to this module for it alone. */
  start(): void {
    const require = createRequire(import.meta.url);
    const Module = require('node:module') as { _load: Loader };
    const main = require.resolve(join(this.bundle, 'main.cjs'));
    const load = Module._load;
    const { argv } = process;
    Module._load = (request, parent, isMain) =>
      request === 'electron' && parent?.filename === main
        ? this.electron
        : load.call(Module, request, parent, isMain);
    process.argv = [...this.argv];
    try {
      delete require.cache[main];
      require(main);
    } finally {
      Module._load = load;
      process.argv = argv;
    }
  }

  async end(): Promise<void> {
    for (const window of this.windows) window.destroy();
    await Promise.all(this.#closing);
    for (const child of this.processes) if (child.isAlive) child.kill();
    await this.session.end();
  }

  async invoke(contents: StandInContents, channel: string, args: readonly unknown[]): Promise<unknown> {
    const handler = this.channels.get(channel);
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
    return handler({ sender: contents, senderFrame: contents.mainFrame }, ...args);
  }

  add(window: StandInWindow): number {
    this.#windows.push(window);
    return ++this.#count;
  }

  remove(window: StandInWindow, closing: Promise<unknown>): void {
    this.#windows = this.#windows.filter((each) => each !== window);
    this.#closing.push(closing);
    if (this.focused === window) this.focused = this.#windows.at(-1) ?? null;
    if (this.#windows.length > 0) return;
    if (this.app.isQuitting) setImmediate(() => this.app.quit());
    else this.app.emit('window-all-closed');
  }

  focus(window: StandInWindow): void {
    this.focused = window;
    window.emit('focus');
  }

  quitWasPrevented(): void {
    this.app.stay();
  }
}
