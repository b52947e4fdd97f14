/** BrowserWindow and its contents: a page of Chromium, which comes a moment after the window. */
import { EventEmitter } from 'node:events';
import type { BrowserWindow, BrowserWindowConstructorOptions, Rectangle, WebContents } from 'electron';
import type { Page } from 'playwright-core';
import { PageLink } from './page-link.ts';
import type { StandInPort } from './stand-in-port.ts';
import type { StandIn } from './stand-in.ts';

type OpenHandler = (details: { readonly url: string }) => { readonly action: 'allow' | 'deny' };

const defaultBounds: Rectangle = { x: 100, y: 60, width: 800, height: 600 };

/** An event that can be prevented, as Electron's are. */
export function preventable<T extends object>(
  details: T,
): T & { preventDefault(): void; defaultPrevented: boolean } {
  return {
    ...details,
    defaultPrevented: false,
    preventDefault() {
      this.defaultPrevented = true;
    },
  };
}

export class StandInContents
  extends EventEmitter
  implements Pick<WebContents, 'send' | 'reload' | 'id' | 'startDrag' | 'forcefullyCrashRenderer'>
{
  readonly id: number;
  /** Files that were dragged out. */
  readonly dragged: Parameters<WebContents['startDrag']>[0][] = [];
  readonly #stand: StandIn;
  readonly #preload: string;
  openHandler: OpenHandler = () => ({ action: 'allow' });
  page: Page | null = null;
  link: PageLink | null = null;
  /** Of what main itself navigates to; a page's own navigations are asked about. */
  isLoading = false;
  #url = '';
  #work: Promise<unknown>;

  constructor(stand: StandIn, id: number, preload: string) {
    super();
    this.#stand = stand;
    this.id = id;
    this.#preload = preload;
    this.#work = this.#openPage();
    // Closed before it was there.
    this.#work.catch(() => {});
  }

  get mainFrame(): { readonly url: string; readonly parent: null } {
    return { url: this.#stand.session.outsideAddress(this.page?.url() ?? 'about:blank'), parent: null };
  }

  loadURL(url: string): Promise<void> {
    this.#url = url;
    return this.#then(() => this.#load());
  }

  reload(): void {
    void this.#then(async () => {
      // Playwright gives a page up that crashed; the window gets another one.
      if (this.page?.isClosed() !== false || this.#isCrashed) await this.#openPage();
      await this.#load();
    });
  }

  send(channel: string, ...args: unknown[]): void {
    this.link?.send(channel, args);
  }

  postMessage(channel: string, message: unknown, transfer: readonly StandInPort[] = []): void {
    this.link?.send(channel, [message], transfer);
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler;
  }

  startDrag(item: Parameters<WebContents['startDrag']>[0]): void {
    this.dragged.push(item);
  }

  forcefullyCrashRenderer(): void {
    void this.link?.crash();
  }

  async end(): Promise<void> {
    this.link?.end();
    await this.#work.catch(() => {});
    await this.page?.close().catch(() => {});
  }

  #isCrashed = false;

  #then(task: () => Promise<void>): Promise<void> {
    const done = this.#work.then(task);
    // A page that was closed meanwhile has nothing to load.
    this.#work = done.catch(() => {});
    return done;
  }

  async #openPage(): Promise<void> {
    await this.page?.close().catch(() => {});
    const page = await this.#stand.session.openPage(this);
    this.page = page;
    this.#isCrashed = false;
    this.link = await PageLink.open(page, {
      preload: this.#preload,
      invoke: (channel, args) => this.#stand.invoke(this, channel, args),
    });
    page.on('crash', () => {
      this.#isCrashed = true;
      this.link?.end();
      this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 });
    });
    page.on('popup', (popup) => {
      this.openHandler({ url: popup.url() });
      void popup.close();
    });
  }

  async #load(): Promise<void> {
    this.isLoading = true;
    await this.page?.goto(this.#stand.session.insideAddress(this.#url));
    this.isLoading = false;
    this.emit('did-finish-load');
  }
}

export class StandInWindow
  extends EventEmitter
  implements
    Pick<
      BrowserWindow,
      | 'close'
      | 'destroy'
      | 'focus'
      | 'show'
      | 'isFocused'
      | 'isMinimized'
      | 'isMaximized'
      | 'isDestroyed'
      | 'restore'
      | 'maximize'
      | 'getNormalBounds'
      | 'setTitle'
      | 'getTitle'
      | 'setDocumentEdited'
      | 'setProgressBar'
      | 'setRepresentedFilename'
      | 'setBackgroundColor'
    >
{
  readonly options: BrowserWindowConstructorOptions;
  readonly webContents: StandInContents;
  readonly id: number;
  readonly #stand: StandIn;
  #title = '';
  #isDestroyed = false;
  isEdited = false;
  isShown = false;
  /** Every share that was shown; -1 takes the bar away. */
  readonly progress: number[] = [];
  ground = '';
  file = '';

  constructor(stand: StandIn, options: BrowserWindowConstructorOptions) {
    super();
    this.#stand = stand;
    this.options = options;
    this.id = stand.add(this);
    this.webContents = new StandInContents(stand, this.id, options.webPreferences?.preload ?? '');
    stand.app.emit('web-contents-created', {}, this.webContents);
    this.webContents.once('did-finish-load', () => this.emit('ready-to-show'));
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url).catch((cause: unknown) => {
      if (!this.#isDestroyed) throw cause;
    });
  }

  close(): void {
    if (this.#isDestroyed) return;
    const event = preventable({});
    this.emit('close', event);
    if (event.defaultPrevented) this.#stand.quitWasPrevented();
    else this.destroy();
  }

  destroy(): void {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    const ended = this.webContents.end();
    this.emit('closed');
    this.#stand.remove(this, ended);
  }

  focus(): void {
    this.#stand.focus(this);
  }

  show(): void {
    this.isShown = true;
    this.focus();
  }

  isFocused(): boolean {
    return this.#stand.focused === this;
  }

  isMinimized(): boolean {
    return false;
  }

  isMaximized(): boolean {
    return false;
  }

  isDestroyed(): boolean {
    return this.#isDestroyed;
  }

  restore(): void {}

  maximize(): void {}

  getNormalBounds(): Rectangle {
    const { x, y, width, height } = { ...defaultBounds, ...this.options };
    return { x, y, width, height };
  }

  setTitle(title: string): void {
    this.#title = title;
  }

  getTitle(): string {
    return this.#title;
  }

  setDocumentEdited(isEdited: boolean): void {
    this.isEdited = isEdited;
  }

  isDocumentEdited(): boolean {
    return this.isEdited;
  }

  setProgressBar(share: number): void {
    this.progress.push(share);
  }

  setRepresentedFilename(file: string): void {
    this.file = file;
  }

  setBackgroundColor(ground: string): void {
    this.ground = ground;
  }
}
