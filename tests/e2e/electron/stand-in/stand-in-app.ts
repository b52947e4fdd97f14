/** Electron's app: paths in a folder of the test's own, one instance for each of them, and quitting in its steps. */
import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import type { AboutPanelOptionsOptions, App } from 'electron';
import type { StandIn } from './stand-in.ts';
import { preventable } from './stand-in-window.ts';

/** The first application of every folder of user data. */
const instances = new Map<string, StandInApp>();

export class StandInApp
  extends EventEmitter
  implements
    Pick<
      App,
      | 'name'
      | 'isPackaged'
      | 'setName'
      | 'getPath'
      | 'getAppPath'
      | 'whenReady'
      | 'requestSingleInstanceLock'
      | 'quit'
      | 'enableSandbox'
      | 'addRecentDocument'
      | 'setAboutPanelOptions'
      | 'showAboutPanel'
    >
{
  name = 'Electron';
  readonly isPackaged = false;
  readonly switches = new Map<string, string>();
  readonly recent: string[] = [];
  isSandboxed = false;
  about: AboutPanelOptionsOptions | null = null;
  isAboutShown = false;
  readonly #stand: StandIn;
  readonly #home: string;
  #isQuitting = false;
  #hasEnded = false;

  constructor(stand: StandIn, home: string) {
    super();
    this.#stand = stand;
    this.#home = home;
  }

  readonly commandLine = {
    appendSwitch: (name: string, value = ''): void => void this.switches.set(name, value),
  };

  get isQuitting(): boolean {
    return this.#isQuitting;
  }

  setName(name: string): void {
    this.name = name;
  }

  getPath(name: string): string {
    return join(this.#home, 'user-data', name);
  }

  getAppPath(): string {
    return this.#stand.bundle;
  }

  async whenReady(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
  }

  requestSingleInstanceLock(): boolean {
    const first = instances.get(this.#home);
    if (first === undefined) {
      instances.set(this.#home, this);
      return true;
    }
    setImmediate(() => first.emit('second-instance', {}, this.#stand.argv, process.cwd(), null));
    return false;
  }

  quit(): void {
    if (this.#hasEnded) return;
    if (!this.#isQuitting) {
      this.#isQuitting = true;
      this.emit('before-quit', preventable({}));
      for (const window of this.#stand.windows) if (this.#isQuitting) window.close();
    }
    if (!this.#isQuitting || this.#stand.windows.length > 0) return;
    const event = preventable({});
    this.emit('will-quit', event);
    if (event.defaultPrevented) {
      this.#isQuitting = false;
      return;
    }
    this.#hasEnded = true;
    if (instances.get(this.#home) === this) instances.delete(this.#home);
    this.emit('quit', {}, 0);
  }

  /** A window stays open. */
  stay(): void {
    this.#isQuitting = false;
  }

  getAppMetrics(): readonly { readonly pid: number; readonly type: 'Utility'; readonly name: string }[] {
    return this.#stand.processes
      .filter(({ isAlive, pid }) => isAlive && pid !== undefined)
      .map(({ pid, name }) => ({ pid: pid!, type: 'Utility', name }));
  }

  enableSandbox(): void {
    this.isSandboxed = true;
  }

  addRecentDocument(path: string): void {
    this.recent.push(path);
  }

  setAboutPanelOptions(options: AboutPanelOptionsOptions): void {
    this.about = options;
  }

  showAboutPanel(): void {
    this.isAboutShown = true;
  }
}
