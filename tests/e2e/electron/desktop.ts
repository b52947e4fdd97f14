/**
 * The desktop application from outside, in a real Electron or in the stand-in: tests see the same either way. What is
 * run inside of main is sent as text, so that it can use nothing but its arguments.
 */
import { spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { runInThisContext } from 'node:vm';
import { _electron, chromium } from 'playwright-core';
import type { Page } from 'playwright-core';
import { cacheFolder } from '../../../build/bootstrap/paths.mjs';
import { chromiumFlags, chromiumPath } from '../../support/window-process.ts';
import { StandIn } from './stand-in/stand-in.ts';

export type ElectronModule = typeof import('electron');

export type Desktop = {
  readonly home: string;
  /** Of the windows in the order in which they were opened. */
  pages(): readonly Page[];
  /** @param run stands alone: it is sent as text */
  evaluate<R, A = null>(
    run: (electron: ElectronModule, argument: A) => R | Promise<R>,
    argument: A,
  ): Promise<R>;
  /** As a click on a file's icon starts the application while it runs. */
  startAgain(args: readonly string[]): Promise<void>;
  /** Files that a page is about to be given: a stand-in's page knows their paths from here alone. */
  knowFiles(paths: readonly string[]): Promise<void>;
  /** Requests that main let out. */
  escaped(): Promise<readonly string[]>;
  /** Resolves when the application has ended. */
  readonly ended: Promise<void>;
  /** By force, whatever it does. */
  end(): Promise<void>;
};

export type StartDesktop = (args: readonly string[], home: string) => Promise<Desktop>;

export function makeHome(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'divisi-desktop-'));
}

/** @param bundle folder of main.cjs */
export async function startStandIn(bundle: string, args: readonly string[], home: string): Promise<Desktop> {
  const browser = await chromium.launch({ executablePath: chromiumPath!, args: [...chromiumFlags] });
  const stand = new StandIn(bundle, home, args, browser);
  const others: StandIn[] = [];
  stand.start();
  return {
    home,
    pages: () => stand.windows.flatMap(({ webContents }) => webContents.page ?? []),
    async evaluate(run, argument) {
      const alone = runInThisContext(`(${run.toString()})`) as typeof run;
      return alone(stand.electron as unknown as ElectronModule, structuredClone(argument));
    },
    async startAgain(more) {
      const other = new StandIn(bundle, home, more, browser);
      others.push(other);
      other.start();
      await other.ended;
    },
    async knowFiles(paths) {
      const known = paths.map((path) => [`${basename(path)}|${statSync(path).size}`, path]);
      for (const { webContents } of stand.windows)
        await webContents.link?.knowPaths(Object.fromEntries(known) as Record<string, string>);
    },
    escaped: async () => stand.session.escaped,
    ended: stand.ended,
    async end() {
      for (const each of [stand, ...others]) await each.end();
      await browser.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** @param executable Electron's binary */
export async function startElectron(
  executable: string,
  bundle: string,
  args: readonly string[],
  home: string,
): Promise<Desktop> {
  const main = join(bundle, 'main.cjs');
  const env = { ...process.env, HOME: home, USERPROFILE: home, XDG_CONFIG_HOME: join(home, '.config') };
  const own = [main, `--user-data-dir=${join(home, 'user-data')}`];
  const application = await _electron.launch({
    executablePath: executable,
    args: [...own, ...args],
    env: { ...env, DIVISI_CACHE: cacheFolder() },
  });
  const ended = new Promise<void>((resolve) => application.on('close', () => resolve()));
  return {
    home,
    pages: () => application.windows(),
    evaluate: (run, argument) => application.evaluate(run as never, argument as never),
    async startAgain(more) {
      const other = spawn(executable, [...own, ...more], { env, stdio: 'ignore' });
      await new Promise((resolve) => other.once('close', resolve));
    },
    // Its pages know the paths of their files.
    knowFiles: async () => {},
    // No name resolves in it, so that an answer would have been seen.
    escaped: async () => [],
    ended,
    async end() {
      await application.close().catch(() => {});
      await rm(home, { recursive: true, force: true });
    },
  };
}
