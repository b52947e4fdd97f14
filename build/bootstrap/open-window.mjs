import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { say } from './say.mjs';
import { hasElectronBinary } from './start.mjs';
import { StepFailed } from './step-failed.mjs';

/**
 * Shows the window in the system's browser: starts the service, prints its address, opens it. Returns when
 * the service has ended; SIGINT and SIGTERM end it.
 *
 * @param {string} outputFolder the bundle
 * @param {readonly string[]} args `--browser` says why a browser is taken, `--no-open` only prints the address
 * @returns {Promise<number>} exit code
 * @throws {StepFailed} with exit code 2 for other arguments
 */
export async function openWindow(outputFolder, args) {
  const unknown = args.filter((arg) => arg !== '--browser' && arg !== '--no-open');
  if (unknown.length > 0)
    throw new StepFailed(`"start" knows --browser and --no-open, not "${unknown.join(' ')}".`, 2);
  say(whyBrowser(args, hasElectronBinary()));
  const child = spawn(process.execPath, [join(outputFolder, 'loopback.entry.js')], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const end = () => void child.kill('SIGTERM');
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  const ended = new Promise((resolve) => child.once('close', (code) => resolve(code ?? 1)));
  const output = /** @type {import('node:stream').Readable} */ (child.stdout);
  createInterface({ input: output }).once('line', (line) => {
    const address = addressOf(line);
    if (address === null) return end();
    say(`The window is at ${address}`);
    say('The address works once; Ctrl-C here ends Divisi.');
    if (!args.includes('--no-open')) openBrowser(address);
  });
  const code = /** @type {number} */ (await ended);
  process.off('SIGINT', end);
  process.off('SIGTERM', end);
  return code;
}

/**
 * @param {readonly string[]} args
 * @param {boolean} hasElectron
 * @returns {string}
 */
export function whyBrowser(args, hasElectron) {
  if (args.includes('--browser')) return 'Opening the window in the browser, as asked.';
  return hasElectron
    ? 'The window of its own is not built yet; opening the same window in the browser.'
    : "Electron's binary is not here; opening the same window in the browser.";
}

/**
 * @param {string} platform as `process.platform`
 * @param {string} address
 * @returns {{ readonly file: string, readonly args: readonly string[] }} what opens an address in the system's browser
 */
export function browserCommand(platform, address) {
  if (platform === 'darwin') return { file: 'open', args: [address] };
  // The empty text is the window's title, which `start` takes from a quoted first argument.
  if (platform === 'win32') return { file: 'cmd', args: ['/c', 'start', '', address] };
  return { file: 'xdg-open', args: [address] };
}

/**
 * @param {string} line what the service prints first
 * @returns {string | null}
 */
export function addressOf(line) {
  try {
    const { address } = /** @type {{ address?: unknown }} */ (JSON.parse(line));
    return typeof address === 'string' && address.startsWith('http://127.0.0.1:') ? address : null;
  } catch {
    return null;
  }
}

/** @param {string} address */
function openBrowser(address) {
  const { file, args } = browserCommand(process.platform, address);
  const opener = spawn(file, [...args], { stdio: 'ignore', detached: true });
  opener.once('error', () => say(`No program "${file}" to open it with: open the address yourself.`));
  opener.unref();
}
