/**
 * What the stand-in of Electron's executable runs: `node start-packed.ts EXECUTABLE ARGUMENTS...`. The application is
 * taken out of its archive as Electron would read it, unless DIVISI_STAND_IN_APP names a folder where that was done; then
 * main runs, unmodified, with as much of Electron as a command without a window needs.
 */
import { createRequire } from 'node:module';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { StandInChannel } from '../../e2e/electron/stand-in/stand-in-port.ts';
import { StandInProcess } from '../../e2e/electron/stand-in/stand-in-process.ts';
import { takeOut } from './take-out.ts';

type Loader = (request: string, parent: unknown, isMain: boolean) => unknown;

const [, , executable = '', ...args] = process.argv;
const home = process.env['HOME'] ?? tmpdir();
const resources = join(dirname(executable), 'resources');
const appFolder =
  process.env['DIVISI_STAND_IN_APP'] ?? takeOut(resources, mkdtempSync(join(tmpdir(), 'divisi-app-')));

const open: Promise<unknown>[] = [];

/** A process that shares the terminal with main writes to it by itself. */
function fork(path: string, words: readonly string[], options: Electron.ForkOptions = {}): StandInProcess {
  const child = new StandInProcess(path, words, options, home);
  if (options.stdio === 'inherit') {
    for (const [from, to] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ] as const) {
      if (from === null) continue;
      from.pipe(to, { end: false });
      open.push(new Promise((resolve) => from.once('close', resolve)));
    }
  }
  return child;
}

const app = {
  isPackaged: true,
  setName: () => {},
  getPath: (name: string) => join(home, name),
  getAppPath: () => appFolder,
  enableSandbox: () => {},
  commandLine: { appendSwitch: () => {} },
  on: () => {},
  whenReady: async () => {},
  exit: (code: number) => void Promise.all(open).then(() => process.exit(code)),
  requestSingleInstanceLock: () => {
    throw new Error('a window was asked for, which this stand-in has not');
  },
};

const electron = {
  app,
  crashReporter: { start: () => {} },
  protocol: { registerSchemesAsPrivileged: () => {} },
  session: {},
  ipcMain: {},
  utilityProcess: { fork },
  MessageChannelMain: StandInChannel,
};

const require = createRequire(import.meta.url);
const Module = require('node:module') as { _load: Loader };
const load = Module._load;
Module._load = (request, parent, isMain) =>
  request === 'electron' ? electron : load.call(Module, request, parent, isMain);
process.argv = [executable, ...args];
const { main } = JSON.parse(readFileSync(join(appFolder, 'package.json'), 'utf8')) as {
  readonly main: string;
};
require(join(appFolder, main));
