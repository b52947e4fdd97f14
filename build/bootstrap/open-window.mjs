import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { say } from './say.mjs';

/**
 * Shows the window in the system's browser: starts the service, prints its address, opens it. Returns when
 * the service has ended; SIGINT and SIGTERM end it.
 *
 * @param {string} outputFolder the bundle
 * @param {boolean} opensBrowser otherwise the address is only printed
 * @returns {Promise<number>} exit code
 */
export async function openWindow(outputFolder, opensBrowser) {
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
    if (opensBrowser) openBrowser(address);
  });
  const code = /** @type {number} */ (await ended);
  process.off('SIGINT', end);
  process.off('SIGTERM', end);
  return code;
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
