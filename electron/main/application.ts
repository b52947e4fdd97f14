/** The application: its windows, the engine behind them, its menu, and what the system asks of it. */
import { app, nativeTheme, Notification, powerSaveBlocker, screen } from 'electron';
import { join } from 'node:path';
import type { HostOrder } from '../../shared/contract/host-contract.ts';
import type { RecentProject } from '../../shared/contract/project-calls.ts';
import { AppMenu } from './app-menu.ts';
import { AppWindow } from './app-window.ts';
import { askAboutEngine, askAboutFailedSave, askAboutPage, askAboutTraining, tellNoProject } from './ask.ts';
import type { BundleLayout } from './bundle-layout.ts';
import { CrashCount } from './crash-count.ts';
import { JobWatch } from './job-watch.ts';
import type { Log } from './log-file.ts';
import type { AppAction } from './menu-template.ts';
import { projectFolder } from './open-requests.ts';
import { ServiceHost } from './service-host.ts';
import type { ServiceLink } from './service-host.ts';
import { texts } from './texts.ts';
import { windowGround } from './window-options.ts';
import { boundsOnScreen, readPlace, writePlace } from './window-place.ts';

export type ApplicationOptions = {
  readonly layout: BundleLayout;
  readonly log: Log;
  readonly nowMs: () => number;
  readonly mayTrain: () => Promise<string | null>;
  readonly act: (action: AppAction, window: AppWindow | null) => void;
};

export class Application {
  readonly service: ServiceHost;
  readonly #options: ApplicationOptions;
  readonly #windows = new Set<AppWindow>();
  readonly #pageCrashes: CrashCount;
  readonly #serviceCrashes: CrashCount;
  readonly #menu: AppMenu;
  readonly #jobs: JobWatch;
  readonly #placeFile = join(app.getPath('userData'), 'window.json');
  #recent: readonly RecentProject[] = [];
  #awake: number | null = null;
  #isQuitting = false;

  constructor(options: ApplicationOptions) {
    const { layout, log, nowMs, mayTrain, act } = options;
    this.#options = options;
    this.#pageCrashes = new CrashCount(nowMs);
    this.#serviceCrashes = new CrashCount(nowMs);
    this.#jobs = new JobWatch({
      nowMs,
      progress: (project, share) => {
        for (const window of this.#showing(project)) window.native.setProgressBar(share ?? -1);
      },
      keepAwake: (isOn) => this.#keepAwake(isOn),
      trainingEnded: (project) => this.#tellTrained(project),
    });
    this.#menu = new AppMenu({
      act: (action) => act(action, this.focused),
      openRecent: (path) => this.open(path),
      command: (id) => this.focused?.order({ kind: 'command', id }),
    });
    this.service = new ServiceHost({
      layout,
      log,
      crashes: this.#serviceCrashes,
      mayTrain,
      onStarted: (link) => this.#serviceStarted(link),
      onLost: () => this.#serviceLost(),
      onGivenUp: () => void this.#serviceGivenUp(),
      onTrainerRefused: (why) => this.#orderAll({ kind: 'tell', text: why }),
    });
  }

  get windows(): readonly AppWindow[] {
    return [...this.#windows];
  }

  get focused(): AppWindow | null {
    const windows = this.windows;
    return windows.find(({ native }) => native.isFocused()) ?? windows.at(-1) ?? null;
  }

  get serviceRestarts(): number {
    return this.#serviceCrashes.total;
  }

  start(paths: readonly string[]): void {
    nativeTheme.on('updated', () => {
      const ground = windowGround(nativeTheme.shouldUseDarkColors);
      for (const { native } of this.#windows) native.setBackgroundColor(ground);
    });
    app.on('before-quit', () => (this.#isQuitting = true));
    this.service.start();
    this.#showMenu();
    for (const path of paths) this.open(path);
    if (this.#windows.size === 0) this.openWindow(null);
  }

  /** In the window that shows it, else in one that shows nothing yet, else in a new one. */
  open(path: string): void {
    const folder = projectFolder(path);
    if (folder === null) return tellNoProject(path);
    app.addRecentDocument(path);
    const known = this.windows.find((window) => window.folder === folder);
    if (known !== undefined) return known.focus();
    const free = this.windows.find((window) => window.folder === null);
    if (free === undefined) this.openWindow(folder);
    else free.open(folder);
  }

  openWindow(openPath: string | null): void {
    const { layout, log } = this.#options;
    const place = readPlace(this.#placeFile);
    const screens = screen.getAllDisplays().map(({ workArea }) => workArea);
    const others = this.windows.map(({ native }) => native.getNormalBounds());
    const window: AppWindow = new AppWindow({
      preload: layout.preload,
      bounds: boundsOnScreen(place, screens, others),
      isMaximised: place?.isMaximised ?? false,
      isDark: nativeTheme.shouldUseDarkColors,
      openPath,
      log,
      crashes: this.#pageCrashes,
      onChanged: () => this.#changed(),
      mayClose: (closing) => this.#mayClose(closing),
      onGivenUp: (lost) => void this.#pageGivenUp(lost),
    });
    this.#windows.add(window);
    window.native.on('closed', () => {
      this.#windows.delete(window);
      this.#showMenu();
    });
  }

  /** Another start of the application, or a click on its icon. */
  reopened(paths: readonly string[]): void {
    for (const path of paths) this.open(path);
    if (paths.length > 0) return;
    if (this.focused === null) this.openWindow(null);
    else this.focused.focus();
  }

  /** @returns whether the application ends with its last window */
  get endsWithLastWindow(): boolean {
    return process.platform !== 'darwin' || this.#isQuitting;
  }

  #serviceStarted({ app: client }: ServiceLink): void {
    client.on('jobs.changed', ({ jobs }) => this.#jobs.change(jobs));
    void this.#listRecent();
  }

  #serviceLost(): void {
    this.#jobs.lost();
    this.#orderAll({ kind: 'lost' });
  }

  async #serviceGivenUp(): Promise<void> {
    const answer = await askAboutEngine();
    if (answer === 'quit') return app.quit();
    if (answer === 'logs') this.#options.act('logs', null);
    this.#serviceCrashes.forgive();
    this.service.start();
  }

  async #pageGivenUp(window: AppWindow): Promise<void> {
    if (!(await askAboutPage(window))) return window.native.destroy();
    this.#pageCrashes.forgive();
    window.reload();
  }

  async #mayClose(window: AppWindow): Promise<boolean> {
    const { project } = window.report;
    const isOnly = project !== null && this.#showing(project.handle).length === 1;
    if (isOnly && this.#jobs.training.has(project.handle) && !(await askAboutTraining(window))) {
      return this.#stay();
    }
    for (;;) {
      const failure = await window.save();
      if (failure === null || !window.isAlive) break;
      const answer = await askAboutFailedSave(window, failure);
      if (answer === 'cancel') return this.#stay();
      if (answer === 'close') break;
    }
    if (window.isAlive) writePlace(this.#placeFile, window.place);
    return true;
  }

  #stay(): false {
    this.#isQuitting = false;
    return false;
  }

  #changed(): void {
    const folders = this.windows.map(({ folder }) => folder);
    if (folders.some((folder) => folder !== null && this.#recent[0]?.path !== folder))
      void this.#listRecent();
    this.#showMenu();
  }

  async #listRecent(): Promise<void> {
    const { app: client } = await this.service.link;
    const listed = await client.call('project.recent', {});
    if (!listed.ok) return;
    this.#recent = listed.value.projects;
    this.#showMenu();
  }

  #showMenu(): void {
    const report = this.focused?.report;
    this.#menu.show({
      platform: process.platform,
      commands: report?.commands ?? [],
      hasProject: (report?.project ?? null) !== null,
      recent: this.#recent,
      isPackaged: app.isPackaged,
    });
  }

  #keepAwake(isOn: boolean): void {
    if (this.#awake !== null) powerSaveBlocker.stop(this.#awake);
    this.#awake = isOn ? powerSaveBlocker.start('prevent-app-suspension') : null;
  }

  #tellTrained(project: string): void {
    const [window] = this.#showing(project);
    const isSeen = this.windows.some(({ native }) => native.isFocused());
    if (isSeen || window === undefined || !Notification.isSupported()) return;
    const name = window.report.project?.name ?? texts.name;
    const notification = new Notification({
      title: texts.training.ended,
      body: texts.training.endedIn(name),
    });
    notification.on('click', () => window.focus());
    notification.show();
  }

  #showing(project: string): readonly AppWindow[] {
    return this.windows.filter(({ report }) => report.project?.handle === project);
  }

  #orderAll(order: HostOrder): void {
    for (const window of this.#windows) window.order(order);
  }
}
