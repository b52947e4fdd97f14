import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openWindow } from './open-window.mjs';
import { repositoryPath } from './paths.mjs';
import { say } from './say.mjs';
import { StepFailed } from './step-failed.mjs';

/**
 * Opens the window: in Electron where that can run, else in the system's browser, and says which and why. Returns when
 * it has ended.
 *
 * @param {string} outputFolder the bundle
 * @param {readonly string[]} args `--browser` takes the browser, `--no-open` only prints its address
 * @returns {Promise<number>} exit code
 * @throws {StepFailed} with exit code 2 for other arguments
 */
export async function start(outputFolder, args) {
  const unknown = args.filter((arg) => arg !== '--browser' && arg !== '--no-open');
  if (unknown.length > 0)
    throw new StepFailed(`"start" knows --browser and --no-open, not "${unknown.join(' ')}".`, 2);
  const opensBrowser = !args.includes('--no-open');
  if (args.length > 0) {
    say('Opening the window in the browser, as asked.');
    return openWindow(outputFolder, opensBrowser);
  }
  const binary = electronBinary();
  const obstacle = whyNoElectron(binary, process.platform, process.env, process.getuid?.());
  if (binary !== null && obstacle === null) {
    say('Opening the window in Electron.');
    const code = await openElectron(binary, outputFolder);
    if (code !== null) return code;
    say('Electron does not start here; opening the same window in the browser.');
  } else say(`${obstacle} Opening the same window in the browser.`);
  return openWindow(outputFolder, opensBrowser);
}

/**
 * Electron's binary, if it lies in the checkout or where ELECTRON_OVERRIDE_DIST_PATH says. Requiring the package would
 * download it.
 *
 * @param {string} [packageFolder]
 * @param {Readonly<Record<string, string | undefined>>} [environment]
 * @returns {string | null}
 */
export function electronBinary(
  packageFolder = repositoryPath('node_modules', 'electron'),
  environment = process.env,
) {
  const pointer = join(packageFolder, 'path.txt');
  const own = environment['ELECTRON_OVERRIDE_DIST_PATH'];
  const name = existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : own ? 'electron' : null;
  if (name === null) return null;
  const binary = join(own ?? join(packageFolder, 'dist'), name);
  return existsSync(binary) ? binary : null;
}

/**
 * @param {string | null} binary
 * @param {string} platform as `process.platform`
 * @param {Readonly<Record<string, string | undefined>>} environment
 * @param {number | undefined} userId as `process.getuid()`
 * @returns {string | null} a sentence; null where nothing stands in the way
 */
export function whyNoElectron(binary, platform, environment, userId) {
  if (binary === null)
    return 'Electron\'s binary is not here ("npx install-electron --no" fetches it, where GitHub can be reached).';
  if (platform !== 'linux') return null;
  if (!environment['DISPLAY'] && !environment['WAYLAND_DISPLAY'])
    return 'Electron has no display here (neither DISPLAY nor WAYLAND_DISPLAY is set).';
  return userId === 0 ? "Electron's sandbox does not run as root." : null;
}

/**
 * @param {string} binary
 * @param {string} outputFolder
 * @returns {Promise<number | null>} its exit code; null where it did not start
 */
function openElectron(binary, outputFolder) {
  const child = spawn(binary, [join(outputFolder, 'main.cjs')], { stdio: 'inherit' });
  const end = () => void child.kill('SIGTERM');
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  return new Promise((resolve) => {
    child.once('error', () => resolve(null));
    child.once('close', (code) => {
      process.off('SIGINT', end);
      process.off('SIGTERM', end);
      resolve(code ?? 1);
    });
  });
}
