import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';

const CHROMIUM_NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

const CHROMIUM_PLACES: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  ],
};

/** The installed Chromium or Chrome, else null. CHROMIUM_PATH names one directly. */
export function findChromium(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): string | null {
  const named = environment['CHROMIUM_PATH'];
  if (named !== undefined && named !== '') return existsSync(named) ? named : null;
  const folders = (environment['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const candidates = [
    ...CHROMIUM_NAMES.flatMap((name) => folders.map((folder) => join(folder, name + suffix))),
    ...(CHROMIUM_PLACES[process.platform] ?? []),
  ];
  return candidates.find((path) => existsSync(path)) ?? null;
}

/**
 * Electron's downloaded binary, else null. Reads what its package wrote down, because requiring the
 * package would start the download.
 */
export function findElectron(packageFolder: string | null = electronPackage()): string | null {
  if (packageFolder === null) return null;
  const pointer = join(packageFolder, 'path.txt');
  if (!existsSync(pointer)) return null;
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(packageFolder, 'dist');
  const path = join(folder, readFileSync(pointer, 'utf8').trim());
  return existsSync(path) ? path : null;
}

function electronPackage(): string | null {
  try {
    return dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  } catch {
    return null;
  }
}
