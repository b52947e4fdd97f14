import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { say } from './say.mjs';

const POLL_MS = 200;

/**
 * Lets one process at a time prepare the checkout: two `npm ci` in one folder destroy each other's
 * work. A lock whose process no longer lives is taken over.
 *
 * @template T
 * @param {string} path lock file
 * @param {() => Promise<T>} action
 * @returns {Promise<T>}
 */
export async function withLock(path, action) {
  mkdirSync(dirname(path), { recursive: true });
  let told = false;
  while (!tryLock(path)) {
    if (dropIfDead(path)) continue;
    if (!told) say('Another Divisi command is preparing this checkout; waiting for it.');
    told = true;
    await wait(POLL_MS);
  }
  const release = () => rmSync(path, { force: true });
  process.once('exit', release);
  try {
    return await action();
  } finally {
    process.off('exit', release);
    release();
  }
}

/**
 * @param {string} path
 * @returns {boolean}
 */
function tryLock(path) {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
    return false;
  }
}

/**
 * @param {string} path
 * @returns {boolean} whether the lock was nobody's any more
 */
function dropIfDead(path) {
  const owner = readOwner(path);
  if (owner !== null && isAlive(owner)) return false;
  rmSync(path, { force: true });
  return true;
}

/**
 * @param {string} path
 * @returns {number | null} process id; null when the file is gone or empty
 */
function readOwner(path) {
  try {
    const owner = Number(readFileSync(path, 'utf8'));
    return Number.isInteger(owner) && owner > 0 ? owner : null;
  } catch {
    return null;
  }
}

/**
 * @param {number} pid
 * @returns {boolean}
 */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}
