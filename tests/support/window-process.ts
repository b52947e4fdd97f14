/** The built service and Chromium, as processes, for whatever looks at the window from outside. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { cacheFolder } from '../../build/bootstrap/paths.mjs';

const places = [
  process.env['CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Null where there is none; `howToGetChromium` says what to do then. */
export const chromiumPath: string | null =
  places.find((place): place is string => place !== undefined && existsSync(place)) ?? null;

export const howToGetChromium =
  'no Chromium: install it ("apt-get install chromium"), or name it in CHROMIUM';

export const chromiumFlags: readonly string[] = Object.freeze([
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]);

export type WindowService = {
  /** Lets one browser in, once. */
  readonly address: string;
  readonly process: ChildProcess;
  /** SIGTERM, as Ctrl-C does it; resolves when it has ended. */
  end(): Promise<void>;
  /** SIGKILL: nothing is written down any more. */
  kill(): Promise<void>;
};

/**
 * @param bundle folder of the built programs, window included
 * @param home where it keeps projects and its list of recent ones
 */
export async function startWindowService(bundle: string, home: string): Promise<WindowService> {
  const child = spawn(process.execPath, [join(bundle, 'loopback.entry.js')], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    // Downloads are shared with other homes.
    env: { ...process.env, HOME: home, USERPROFILE: home, DIVISI_CACHE: cacheFolder() },
  });
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout! }).once('line', resolve);
    void closed.then(() => reject(new Error('the service ended before it had an address')));
  });
  const send = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal);
    await closed;
  };
  return {
    address: (JSON.parse(line) as { address: string }).address,
    process: child,
    end: () => send('SIGTERM'),
    kill: () => send('SIGKILL'),
  };
}
