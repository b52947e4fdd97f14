/** One window: the page in it, what the page tells of itself, and a way to be closed that loses nothing. */
import { BrowserWindow } from 'electron';
import type { MessagePortMain, Rectangle } from 'electron';
import { basename } from 'node:path';
import type { HostOrder, WindowReport } from '../../shared/contract/host-contract.ts';
import { appPage } from './app-address.ts';
import type { CrashCount } from './crash-count.ts';
import type { Log } from './log-file.ts';
import { texts } from './texts.ts';
import { windowOptions } from './window-options.ts';
import type { WindowPlace } from './window-place.ts';

export type AppWindowOptions = {
  readonly preload: string;
  readonly bounds: Rectangle | null;
  readonly isMaximised: boolean;
  readonly isDark: boolean;
  /** The project to open; null shows the start page. */
  readonly openPath: string | null;
  readonly log: Log;
  readonly crashes: CrashCount;
  readonly onChanged: () => void;
  /** Asked before the window closes; false keeps it open. */
  readonly mayClose: (window: AppWindow) => Promise<boolean>;
  /** It was loaded again too often to be loaded again unasked. */
  readonly onGivenUp: (window: AppWindow) => void;
};

/** A Mac marks what was edited in the window's close button, other systems in the title. */
function titleOf({ project, isEdited }: WindowReport, platform: string): string {
  if (project === null) return texts.name;
  return `${isEdited && platform !== 'darwin' ? '• ' : ''}${project.name} – ${texts.name}`;
}

const nothing: WindowReport = { project: null, isEdited: false, commands: [] };
/** A page that does not answer for so long is taken as hanging. */
const saveMs = 15_000;

export class AppWindow {
  readonly native: BrowserWindow;
  readonly #options: AppWindowOptions;
  readonly #orders = new Map<number, (failure: string | null) => void>();
  #openPath: string | null;
  #report: WindowReport = nothing;
  #isConnected = false;
  /** How often the service was started again, until the page is told. */
  #untold: number | null = null;
  #isLeaving = false;
  #count = 0;

  constructor(options: AppWindowOptions) {
    const { preload, bounds, isMaximised, isDark, openPath } = options;
    this.#options = options;
    this.#openPath = openPath;
    this.native = new BrowserWindow(windowOptions(preload, bounds, isDark));
    if (isMaximised) this.native.maximize();
    this.native.once('ready-to-show', () => this.native.show());
    this.native.on('focus', () => options.onChanged());
    this.native.on('page-title-updated', (event) => event.preventDefault());
    this.native.on('close', (event) => {
      if (this.#isLeaving) return;
      event.preventDefault();
      void this.#leave();
    });
    this.native.webContents.on('render-process-gone', (_event, { reason }) => this.#gone(reason));
    this.native.webContents.on('unresponsive', () => options.log.write('window', 'does not answer'));
    this.native.webContents.on('preload-error', (_event, path, cause) =>
      options.log.write('preload', `${basename(path)}: ${String(cause)}`),
    );
    void this.native.loadURL(appPage);
  }

  get report(): WindowReport {
    return this.#report;
  }

  /** The project that it shows, or is about to. */
  get folder(): string | null {
    return this.#report.project?.folder ?? this.#openPath;
  }

  get isAlive(): boolean {
    return !this.native.isDestroyed();
  }

  get place(): WindowPlace {
    return { bounds: this.native.getNormalBounds(), isMaximised: this.native.isMaximized() };
  }

  /**
   * The page asks for the service: at its beginning, and when the service was started again.
   * @param restarts how often that has happened so far
   * @returns the project to show
   */
  connect(port: MessagePortMain, restarts: number): string | null {
    this.native.webContents.postMessage('divisi:port', null, [port]);
    if (this.#isConnected) this.#untold = restarts;
    this.#isConnected = true;
    if (this.#report.project === null) this.#tellRestart();
    return this.#openPath;
  }

  hear(report: WindowReport): void {
    const isJoined = report.project?.handle !== this.#report.project?.handle;
    this.#report = report;
    // The project has another handle in another service: now it is there again.
    if (isJoined) this.#tellRestart();
    // From here on the page decides what it shows; loaded again, it begins with that.
    this.#openPath = report.project?.folder ?? null;
    this.native.setTitle(titleOf(report, process.platform));
    this.native.setDocumentEdited(report.isEdited);
    this.native.setRepresentedFilename(report.project?.folder ?? '');
    this.#options.onChanged();
  }

  order(order: HostOrder): void {
    if (this.isAlive) this.native.webContents.send('divisi:order', order);
  }

  /** On a page that has not asked for the service yet, it is opened with that. */
  open(folder: string): void {
    this.#openPath = folder;
    if (this.#isConnected) this.order({ kind: 'open', path: folder });
    this.focus();
  }

  focus(): void {
    if (this.native.isMinimized()) this.native.restore();
    this.native.show();
    this.native.focus();
  }

  /** @returns null when everything is on the disk, else why not */
  save(): Promise<string | null> {
    if (this.#report.project === null) return Promise.resolve(null);
    const order = ++this.#count;
    return new Promise((resolve) => {
      const timer = setTimeout(() => finish(texts.engine.silent), saveMs);
      const finish = (failure: string | null): void => {
        clearTimeout(timer);
        this.#orders.delete(order);
        resolve(failure);
      };
      this.#orders.set(order, finish);
      this.order({ kind: 'save', order });
    });
  }

  saved(order: number, failure: string | null): void {
    this.#orders.get(order)?.(failure);
  }

  reload(): void {
    this.#isConnected = false;
    this.native.webContents.reload();
  }

  #tellRestart(): void {
    if (this.#untold !== null) this.order({ kind: 'tell', text: texts.engine.restarted(this.#untold) });
    this.#untold = null;
  }

  async #leave(): Promise<void> {
    this.#isLeaving = true;
    this.#isLeaving = await this.#options.mayClose(this);
    if (this.#isLeaving && this.isAlive) this.native.close();
  }

  #gone(reason: string): void {
    const { log, crashes, onGivenUp } = this.#options;
    for (const finish of this.#orders.values()) finish(reason);
    // A window that closes ends its page as well.
    if (reason === 'clean-exit' || !this.isAlive) return;
    const isWorthIt = crashes.add();
    log.write('window', `its page ended (${reason}); pages ended ${crashes.total} times so far`);
    if (isWorthIt) this.reload();
    else onGivenUp(this);
  }
}
