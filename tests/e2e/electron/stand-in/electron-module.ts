/** The module `electron` of one stand-in. Its names are those of Electron's own types. */
import { EventEmitter } from 'node:events';
import type {
  BrowserWindowConstructorOptions,
  CrashReporterStartOptions,
  CustomScheme,
  Dialog,
  ForkOptions,
  PowerSaveBlocker,
  Shell,
} from 'electron';
import { StandInMenu, StandInMenuItem } from './stand-in-menu.ts';
import { StandInChannel } from './stand-in-port.ts';
import { StandInProcess } from './stand-in-process.ts';
import type { Invoke, StandIn } from './stand-in.ts';
import { StandInWindow } from './stand-in-window.ts';

type Words = { readonly title: string; readonly body: string };

export type StandInModule = Readonly<Partial<Record<keyof typeof import('electron'), object>>>;

export function electronModule(stand: StandIn): StandInModule {
  class BrowserWindow extends StandInWindow {
    constructor(options: BrowserWindowConstructorOptions) {
      super(stand, options);
    }
    static getAllWindows(): readonly StandInWindow[] {
      return stand.windows;
    }
  }
  class Notification extends EventEmitter {
    readonly #words: Words;
    constructor(words: Words) {
      super();
      this.#words = words;
    }
    static isSupported(): boolean {
      return true;
    }
    show(): void {
      stand.notifications.push(this.#words);
    }
  }
  return {
    app: stand.app,
    BrowserWindow,
    Notification,
    Menu: StandInMenu,
    MenuItem: StandInMenuItem,
    MessageChannelMain: StandInChannel,
    nativeTheme: stand.theme,
    session: { defaultSession: stand.session.api },
    protocol: {
      registerSchemesAsPrivileged: (schemes: CustomScheme[]) => void stand.schemes.push(...schemes),
      handle: (scheme: string, handler: (request: Request) => Promise<Response>) =>
        void stand.session.handlers.set(scheme, handler),
    },
    utilityProcess: {
      fork(path: string, args: readonly string[] = [], options: ForkOptions = {}): StandInProcess {
        const child = new StandInProcess(path, args, options, stand.home);
        stand.processes.push(child);
        return child;
      },
    },
    ipcMain: {
      handle: (channel: string, handler: Invoke) => void stand.channels.set(channel, handler),
    },
    dialog: {
      showOpenDialog: async () => ({ canceled: true, filePaths: [] }),
      showSaveDialog: async () => ({ canceled: true, filePath: '' }),
      showMessageBox: async () => ({ response: 0, checkboxChecked: false }),
      showErrorBox: () => {},
    } satisfies Partial<Dialog>,
    shell: {
      openPath: async () => '',
      showItemInFolder: () => {},
      openExternal: async () => {},
    } satisfies Partial<Shell>,
    screen: { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1040 } }] },
    nativeImage: { createFromDataURL: (url: string) => ({ toDataURL: () => url }) },
    crashReporter: {
      start: (options: CrashReporterStartOptions) =>
        void (stand.uploadsCrashes = options.uploadToServer ?? true),
      getUploadToServer: () => stand.uploadsCrashes,
    },
    powerSaveBlocker: powerSaveBlocker(),
  };
}

function powerSaveBlocker(): PowerSaveBlocker {
  const running = new Set<number>();
  let count = 0;
  return {
    start() {
      running.add(++count);
      return count;
    },
    stop: (id) => running.delete(id),
    isStarted: (id) => running.has(id),
  };
}
